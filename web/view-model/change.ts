// What a control hands back, into the form: text typed by a person becomes the value that the schema names. Nothing here guesses: what is no number
// or no date stays text, and the core then says so at the field.

import { codesOf, factAt, isNumeric, itemsOf, kindOf, textOf } from './facts.js';
import type { Fact } from './pack.js';
import { parentPointer, valueAt, withValue, type Json, type JsonObject } from './pointer.js';

/**
 * The form after a control at `pointer` has changed. `raw` is what the applicant typed or the `raw` of the option that he chose; of `checks` the list
 * of those chosen. '' takes the answer away. An empty list says "none", for `checks` and `records`.
 */
export function changed(facts: Fact, form: JsonObject, pointer: string, raw: string | readonly string[]): JsonObject {
  const fact = factAt(facts, pointer);
  if (!fact) throw new Error(`the form has no field ${pointer}`);
  return withValue(form, pointer, typedValue(fact, raw, valueAt(form, pointer)));
}

/** The form with one more element at the end of the list at `pointer`. */
export function added(form: JsonObject, pointer: string): JsonObject {
  const list = valueAt(form, pointer);
  return withValue(form, pointer, [...(Array.isArray(list) ? list : []), {}]);
}

/** The form without the element at `pointer`. A list without elements is not answered again: none is said by itself. */
export function removed(form: JsonObject, pointer: string): JsonObject {
  const listPointer = parentPointer(pointer);
  const rest = withValue(form, pointer, undefined);
  return (valueAt(rest, listPointer) as Json[]).length > 0 ? rest : withValue(rest, listPointer, undefined);
}

/** What was typed or chosen as the value that the schema names; undefined where nothing was. */
export function typedValue(fact: Fact, raw: string | readonly string[], present?: Json): Json | undefined {
  if (typeof raw !== 'string') {
    const given = Array.isArray(present) ? present : [];
    return raw.map((each) => chosen(itemsOf(fact), each, given));
  }
  if (raw.trim() === '') return undefined;
  switch (kindOf(fact)) {
    case 'choice':
    case 'yes_no':
      return chosen(fact, raw, present === undefined ? [] : [present]);
    case 'lines':
      return raw.split('\n').filter((line) => line.trim() !== '').map((line) => readText(itemsOf(fact), line));
    default:
      return readText(fact, raw);
  }
}

/** The value of an option; one that is no option but stands in the form already stays what it is. */
function chosen(fact: Fact, raw: string, present: Json[]): Json {
  return [...codesOf(fact), ...present].find((value) => textOf(value) === raw) ?? raw;
}

function readText(fact: Fact, raw: string): Json {
  const text = raw.trim();
  if (isNumeric(fact)) {
    const digits = halfWidth(text);
    const number = Number(digits);
    return /^-?\d+(\.\d+)?$/.test(digits) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text;
  }
  if (fact.format === 'date') {
    const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(halfWidth(text));
    if (!parts) return text;
    const [, year, month, day] = parts as string[] as [string, string, string, string];
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return fact.format === undefined ? text : halfWidth(text);
}

/** Chinese keyboards give digits, letters and signs in full width too. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}
