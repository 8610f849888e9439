// Values worth trying of a fact that is a text.
import type { FactSchema } from '../documents.js';
import type { Situation } from './boundaries.js';
import type { Comparison } from './comparisons.js';
import { dayBoundaries, instantBoundaries } from './day-boundaries.js';
import { isDay } from './days.js';
import { placesIn } from './fact-paths.js';
import { type Json, valueAt } from './forms.js';
import { AS_OF } from './meaning.js';
import { sampleOf } from './sample.js';
import { named, type Value } from './values.js';

/** Of a day or instant those around which something turns; of other texts what the pack or another fact of the form names, and something else. */
export function textValues(schema: FactSchema, compared: Comparison[], path: string, situation: Situation, days: ReadonlyMap<string, string>, zone: string): Value[] {
  if (schema.format === 'date') return dayBoundaries(compared, path, situation, days).map(({ value, words }) => named(value, words, true));
  if (schema.format === 'date-time') return instantBoundaries(compared, situation, days, zone).map(({ value, words }) => named(value, words, true));
  if (schema.format === 'month') return monthsOf(dayBoundaries(compared, path, situation, days).map(({ value }) => value));
  if (schema.enum) return schema.enum.map((value) => named(value as Json, `is ${value}`));
  const texts = new Set([...constantsOf(compared), ...Object.keys(schema['x-values'] ?? {}), ...textsBeside(compared, path, situation)]);
  if (schema.format === 'cn-area-code') return areasOf([...texts].filter((value) => /^\d{6}$/.test(value)));
  const lengths = lengthValues(schema);
  if (texts.size === 0) return [named(sampleOf(schema, situation.as_of.slice(0, 10)), 'given'), ...lengths];
  const room = (value: string) => typeof schema.maxLength !== 'number' || value.length <= schema.maxLength;
  return [...texts].filter(room).map((value) => named(value, value === '' ? 'is empty' : `is ${value}`)).concat(named(otherText(texts), 'is something else'), lengths);
}

function constantsOf(compared: Comparison[]): string[] {
  return compared.flatMap(({ constants }) => [...constants]).filter((value): value is string => typeof value === 'string' && !isDay(value));
}

/** What the facts that it is compared with hold. */
function textsBeside(compared: Comparison[], path: string, { form }: Situation): string[] {
  const others = new Set(compared.flatMap(({ facts }) => [...facts]).filter((other) => other !== path && other !== AS_OF));
  return [...others].flatMap((other) => placesIn(form, other).map((place) => valueAt(form, place))).filter((value): value is string => typeof value === 'string');
}

function monthsOf(days: string[]): Value[] {
  return [...new Set(days.map((day) => day.slice(0, 7)))].map((month) => named(month, `is ${month}`, true));
}

/** Those areas, one within each, those around it, and another province. */
function areasOf(areas: string[]): Value[] {
  const near = areas.flatMap((area) => [`${area.slice(0, 4)}01`, `${area.slice(0, 4)}00`, `${area.slice(0, 2)}0000`]);
  return [...new Set([...areas, ...near, otherProvince(areas)])].map((value) => named(value, `is ${value}`));
}

/** None of those. */
function otherText(texts: ReadonlySet<string>): string {
  let other = 'other';
  while (texts.has(other)) other += '-';
  return other;
}

/** The first province code that none of the areas begins with. */
function otherProvince(areas: readonly string[]): string {
  let province = 11;
  while (areas.some((area) => area.startsWith(String(province)))) province++;
  return `${province}0000`;
}

/** Longer limits are not tried: a form would be all of one text. */
const MAX_TEXT = 200;

function lengthValues({ minLength, maxLength }: FactSchema): Value[] {
  const found: Value[] = [];
  if (typeof minLength === 'number' && minLength > 0 && minLength <= MAX_TEXT) found.push(named('x'.repeat(minLength - 1), `of ${minLength - 1} characters, one too few`));
  if (typeof maxLength === 'number' && maxLength <= MAX_TEXT) {
    found.push(named('x'.repeat(maxLength), `of ${maxLength} characters, as many as there may be`), named('x'.repeat(maxLength + 1), `of ${maxLength + 1} characters, one too many`));
  }
  return found;
}
