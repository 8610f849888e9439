// Forms that are being filled in, by pack. They survive a reload on this device, without what tells who somebody is.

import type { Fact, Json, JsonObject, Pack } from '../view-model/index.js';
import { keep, keptNames, readKept } from './storage.js';

export interface Draft {
  form: JsonObject;
  /** A day, or an instant that an example brought along; undefined: today. */
  asOf: string | undefined;
  params: JsonObject | undefined;
  /** The id of the example that it started from; '' for none. */
  sample: string;
}

export const emptyDraft: Draft = { form: {}, asOf: undefined, params: undefined, sample: '' };

const folder = 'draft/';

export function readDraft(key: string): Draft {
  const kept = readKept(folder + key) as Partial<Draft> | undefined;
  return kept && typeof kept.form === 'object' && kept.form !== null ? { ...emptyDraft, ...kept } : emptyDraft;
}

export function keepDraft(key: string, pack: Pack, draft: Draft): void {
  const form = withoutPersons(pack.facts, draft.form) as JsonObject | undefined;
  // The day of an example belongs to it. A day that was chosen by hand is for now: next time, today counts again.
  const asOf = draft.sample === '' ? undefined : draft.asOf;
  keep(folder + key, form && Object.keys(form).length > 0 ? { ...draft, asOf, form } : undefined);
}

export function dropDraft(key: string): void {
  keep(folder + key, undefined);
}

/** Keys of the packs with a form that was begun. */
export function draftKeys(): string[] {
  return keptNames(folder).map((name) => name.slice(folder.length));
}

/** Property names whose free text tells who or where somebody is. */
const personal = /(^|_)(name|phone|mobile|address|id_number|id_no|card_number|card_no)$/;
const residentId = /(\d{17}|\d{14})[\dXx]/;

/** A copy without ID numbers and names of persons. Institutions, which the directory knows, keep theirs. */
function withoutPersons(fact: Fact | undefined, value: Json | undefined, name = '', isInstitution = false): Json | undefined {
  if (Array.isArray(value)) return value.map((each) => withoutPersons(fact && fact.items, each, name) as Json).filter((each) => each !== undefined);
  if (typeof value === 'object' && value !== null) {
    const isKnown = fact !== undefined && fact['x-directory'] !== undefined;
    const kept: JsonObject = {};
    for (const [key, child] of Object.entries(value)) {
      const rest = withoutPersons(fact && fact.properties && fact.properties[key], child, key, isKnown);
      if (rest !== undefined) kept[key] = rest;
    }
    return kept;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (fact && fact.format === 'cn-resident-id') return undefined;
  if (residentId.test(String(value))) return undefined; // wherever it was typed
  const isFree = fact === undefined || (fact.enum === undefined && fact.const === undefined && fact['x-values'] === undefined && fact.format === undefined);
  return isFree && typeof value === 'string' && !isInstitution && personal.test(name) ? undefined : value;
}
