// Forms that are being filled in, by pack. They survive a reload on this device, without what tells who somebody is; whole they are held as long as the page is open.

import { withoutSensitive, type JsonObject, type Pack } from '../view-model/index.js';
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

const held = new Map<string, Draft>();

/** Not from the device, where something may be missing. */
export function isHeld(key: string): boolean {
  return held.has(key);
}

export function readDraft(key: string): Draft {
  const whole = held.get(key);
  if (whole) return whole;
  const kept = readKept(folder + key) as Partial<Draft> | undefined;
  return kept && typeof kept.form === 'object' && kept.form !== null ? { ...emptyDraft, ...kept } : emptyDraft;
}

export function keepDraft(key: string, pack: Pack, draft: Draft): void {
  const form = withoutSensitive(pack.facts, draft.form);
  // The day of an example belongs to it. A day that was chosen by hand is for now: next time, today counts again.
  const asOf = draft.sample === '' ? undefined : draft.asOf;
  if (Object.keys(draft.form).length > 0) held.set(key, { ...draft, asOf });
  else held.delete(key);
  keep(folder + key, Object.keys(form).length > 0 ? { ...draft, asOf, form } : undefined);
}

/** Drops all; gives what puts them back, but for those that were begun anew meanwhile. */
export function dropDrafts(): () => void {
  const kept = keptNames(folder).map((name) => ({ name, draft: readKept(name) }));
  const whole = [...held];
  for (const { name } of kept) keep(name, undefined);
  held.clear();
  return () => {
    for (const [key, draft] of whole) if (!held.has(key)) held.set(key, draft);
    for (const { name, draft } of kept) if (readKept(name) === undefined) keep(name, draft);
  };
}

/** Keys of the packs with a form that was begun. */
export function draftKeys(): string[] {
  return keptNames(folder).map((name) => name.slice(folder.length));
}
