// What somebody is told apart by: names, ID numbers, phone numbers. The pack says which facts these are; they are judged and printed, and kept nowhere.

import type { Fact } from './pack.js';
import type { Json, JsonObject } from './pointer.js';

const residentId = /(\d{17}|\d{14})[\dXx]/;

/** By whatever field an ID number was typed into, and however: in groups, with the digits of a Chinese keyboard. */
function holdsResidentId(value: string | number): boolean {
  const typed = String(value).normalize('NFKC');
  return residentId.test(typed.replace(/[\s._\p{Pd}]/gu, ''));
}

/** A copy of a form without them. */
export function withoutSensitive(facts: Fact | undefined, form: JsonObject): JsonObject {
  return (strip(facts, form) as JsonObject | undefined) || {};
}

function isSensitive(fact: Fact): boolean {
  return fact['x-sensitive'] === true || fact.format === 'cn-resident-id';
}

/** Whether a form asks who somebody is. */
export function hasSensitive(fact: Fact): boolean {
  return isSensitive(fact) || (fact.items ? hasSensitive(fact.items) : Object.values(fact.properties || {}).some(hasSensitive));
}

/** Of what only told who somebody is, nothing is kept, not even that there was something. */
function isEmptied(rest: Json, before: Json): boolean {
  return typeof rest === 'object' && rest !== null && !Array.isArray(rest) && Object.keys(rest).length === 0 && Object.keys(before as JsonObject).length > 0;
}

function strip(fact: Fact | undefined, value: Json): Json | undefined {
  if (fact && isSensitive(fact)) return undefined;
  if (Array.isArray(value)) return value.map((each) => strip(fact && fact.items, each)).filter((each): each is Json => each !== undefined);
  if (typeof value === 'object' && value !== null) {
    const kept: JsonObject = {};
    for (const [name, child] of Object.entries(value)) {
      const rest = strip(fact && fact.properties && fact.properties[name], child);
      if (rest !== undefined && !isEmptied(rest, child)) kept[name] = rest;
    }
    return kept;
  }
  return (typeof value === 'string' || typeof value === 'number') && holdsResidentId(value) ? undefined : value;
}
