// The values at which an answer of a pack may turn, for each fact of its form: from the form's schema, and from what the pack's
// expressions compare the fact with.
import type { Effective, FactSchema, PackDocument } from '../documents.js';
import { type Comparison, comparisonsOf } from './comparisons.js';
import { calendarEdges, dayBoundaries, instantBoundaries } from './day-boundaries.js';
import { isDay } from './days.js';
import { nameOf, placesIn } from './fact-paths.js';
import { type Form, isObject, type Json, type Place, valueAt, withValue } from './forms.js';
import { AS_OF, namesOf, type PackNames } from './meaning.js';
import { sampleOf } from './sample.js';
import type { Parse } from './syntax.js';

/** A form and the day or instant that it is checked for. */
export interface Situation {
  form: Form;
  as_of: string;
  /** Values for parameters that the pack leaves to its host. */
  params?: Form;
}

/** One value of one fact, or of the time of the check. */
export interface Boundary {
  /** Where in the form; undefined: the time of the check. */
  place?: Place;
  /** undefined: left out. */
  value: Json | undefined;
  /** Where the time of the check goes with it. */
  as_of?: string;
  /** What is varied, in words: `member.birth_date one day before the 16th birthday`. */
  words: string;
  /** Whether neighbours of the list are next to each other in value too: numbers and days, sorted. */
  ordered: boolean;
}

/** What a pack compares its facts with, and where its edition begins and ends. */
export interface PackBoundaries {
  pack: PackDocument;
  names: PackNames;
  comparisons: ReadonlyMap<string, Comparison[]>;
  /** Days that stand in the pack. */
  days: ReadonlyMap<string, string>;
}

/** A text that no pack compares anything with. */
const OTHER_TEXT = 'other';

export function boundariesOf(pack: PackDocument, parse: Parse): PackBoundaries {
  const names = namesOf(pack, parse);
  const comparisons = new Map<string, Comparison[]>();
  for (const comparison of comparisonsOf(pack, names, parse)) {
    for (const path of new Set([...comparison.facts, ...comparison.sizes])) comparisons.set(path, [...(comparisons.get(path) ?? []), comparison]);
  }
  return { pack, names, comparisons, days: daysOf(pack) };
}

/** The boundaries of one fact in a form, for each place where the form has or could have it; of AS_OF those of the time of the check. */
export function* boundaryValues(path: string, situation: Situation, { pack, names, comparisons, days }: PackBoundaries): Generator<Boundary[]> {
  const compared = comparisons.get(path) ?? [];
  const zone = pack.time_zone as string;
  if (path === AS_OF) {
    yield instantBoundaries(compared, situation, days, zone).map(({ value, words }) => ({ value, words: `checked ${words}`, ordered: true }));
    return;
  }
  const schema = names.facts.get(path) as FactSchema;
  for (const place of placesIn(situation.form, path)) {
    const before = valueAt(situation.form, place);
    const boundary = (value: Json | undefined, words: string, ordered = false): Boundary => ({ place, value, words: `${nameOf(place)} ${words}`, ordered });
    const values = schema.type === 'array' ? listValues(schema, before, compared, path, names, situation) : [];
    if (schema.type === 'object' && before === undefined) values.push(boundaryOf(sampleOf(schema, situation.as_of.slice(0, 10)), 'given'));
    if (schema.type === 'integer' || schema.type === 'number') values.push(...numberValues(schema, compared));
    if (schema.type === 'boolean') values.push(boundaryOf(true, 'is true'), boundaryOf(false, 'is false'));
    // Texts of a list come and go with the list.
    if (schema.type === 'string' && typeof place[place.length - 1] === 'string') values.push(...textValues(schema, compared, path, situation, days, zone));
    const list = values.filter(({ value }) => JSON.stringify(value) !== JSON.stringify(before)).map(({ value, words, ordered }) => boundary(value, words, ordered));
    // An element of a list is not left out; its list is shorter instead.
    if (before !== undefined && typeof place[place.length - 1] === 'string') list.push(boundary(undefined, 'left out'));
    if (list.length > 0) yield list;
    const edges = schema.format === 'date' ? calendarEdges(compared, situation) : [];
    if (edges.length > 0) yield edges.map(({ value, as_of, words }) => ({ ...boundary(value, words, true), as_of }));
  }
}

export function withBoundary(situation: Situation, { place, value, as_of = situation.as_of }: Boundary): Situation {
  return place ? { ...situation, form: withValue(situation.form, place, value) as Form, as_of } : { ...situation, as_of: value as string };
}

interface Value {
  value: Json;
  words: string;
  ordered: boolean;
}

function boundaryOf(value: Json, words: string, ordered = false): Value {
  return { value, words, ordered };
}

function numberValues({ minimum, maximum, type, enum: values }: FactSchema, compared: Comparison[]): Value[] {
  if (values) return values.map((value) => boundaryOf(value as Json, `is ${value}`));
  const thresholds = new Map<number, string>();
  for (const constant of compared.flatMap(({ constants }) => [...constants])) if (typeof constant === 'number') thresholds.set(constant, String(constant));
  if (typeof minimum === 'number') thresholds.set(minimum, `the least, ${minimum}`);
  if (typeof maximum === 'number') thresholds.set(maximum, `the most, ${maximum}`);
  const found = new Map<number, string>();
  for (const [threshold, words] of thresholds) found.set(threshold, `is ${words}`);
  for (const threshold of thresholds.keys()) {
    for (const step of type === 'number' ? [1, 0.5] : [1]) {
      if (!found.has(threshold - step)) found.set(threshold - step, `is ${threshold - step}, just below ${threshold}`);
      if (!found.has(threshold + step)) found.set(threshold + step, `is ${threshold + step}, just above ${threshold}`);
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([value, words]) => boundaryOf(value, words, true));
}

function textValues(schema: FactSchema, compared: Comparison[], path: string, situation: Situation, days: ReadonlyMap<string, string>, zone: string): Value[] {
  if (schema.format === 'date') return dayBoundaries(compared, path, situation, days).map(({ value, words }) => boundaryOf(value, words, true));
  if (schema.format === 'date-time') return instantBoundaries(compared, situation, days, zone).map(({ value, words }) => boundaryOf(value, words, true));
  const constants = compared.flatMap((comparison) => [...comparison.constants]).filter((value): value is string => typeof value === 'string');
  if (schema.enum) return schema.enum.map((value) => boundaryOf(value as Json, `is ${value}`));
  if (schema.format === 'month') {
    return dayBoundaries(compared, path, situation, days)
      .map(({ value }) => value.slice(0, 7))
      .filter((month, index, all) => all.indexOf(month) === index)
      .map((month) => boundaryOf(month, `is ${month}`, true));
  }
  const named = new Set([...constants.filter((value) => !isDay(value)), ...Object.keys(schema['x-values'] ?? {})]);
  if (schema.format === 'cn-area-code') {
    // Of the areas that the pack names: the same, one within, the one around it, and another province's.
    const areas = [...named].filter((value) => /^\d{6}$/.test(value));
    for (const area of areas) for (const near of [`${area.slice(0, 4)}01`, `${area.slice(0, 4)}00`, `${area.slice(0, 2)}0000`]) named.add(near);
    return [...named].filter((value) => /^\d{6}$/.test(value)).concat(otherProvince(areas)).map((value) => boundaryOf(value, `is ${value}`));
  }
  // Facts that are compared with each other: the same value, and a different one.
  const others = new Set(compared.flatMap(({ facts }) => [...facts]));
  for (const other of others) {
    if (other === path || other === AS_OF) continue;
    for (const place of placesIn(situation.form, other)) {
      const value = valueAt(situation.form, place);
      if (typeof value === 'string') named.add(value);
    }
  }
  const lengths = lengthValues(schema);
  if (named.size === 0) return [boundaryOf(sampleOf(schema, situation.as_of.slice(0, 10)), 'given'), ...lengths];
  const room = (value: string) => typeof schema.maxLength !== 'number' || value.length <= schema.maxLength;
  return [...named, OTHER_TEXT].filter(room).map((value) => boundaryOf(value, value === OTHER_TEXT ? 'is something else' : value === '' ? 'is empty' : `is ${value}`)).concat(lengths);
}

/** Longer limits are not tried: a form would be all of one text. */
const MAX_TEXT = 200;

function lengthValues({ minLength, maxLength }: FactSchema): Value[] {
  const found: Value[] = [];
  if (typeof minLength === 'number' && minLength > 0 && minLength <= MAX_TEXT) found.push(boundaryOf('x'.repeat(minLength - 1), `of ${minLength - 1} characters, one too few`));
  if (typeof maxLength === 'number' && maxLength <= MAX_TEXT) {
    found.push(boundaryOf('x'.repeat(maxLength), `of ${maxLength} characters, as many as there may be`), boundaryOf('x'.repeat(maxLength + 1), `of ${maxLength + 1} characters, one too many`));
  }
  return found;
}

function otherProvince(areas: string[]): string {
  return ['110000', '310000', '440000', '510000'].find((code) => !areas.some((area) => area.startsWith(code.slice(0, 2)))) ?? '650000';
}

/** Lists by length: none, one, two, and one around every size that is compared; lists of texts also with each text that is named. */
function listValues(schema: FactSchema, before: Json | undefined, compared: Comparison[], path: string, names: PackNames, situation: Situation): Value[] {
  const items = schema.items as FactSchema;
  const list = Array.isArray(before) ? before : [];
  const found: Value[] = [];
  const lengths = new Set([0, 1, 2]);
  for (const { sizes, constants } of compared) {
    if (!sizes.has(path)) continue;
    for (const constant of constants) if (typeof constant === 'number' && Number.isInteger(constant)) for (const near of [constant - 1, constant, constant + 1]) lengths.add(near);
  }
  if (typeof schema.maxItems === 'number' && schema.maxItems <= MAX_LIST) lengths.add(schema.maxItems).add(schema.maxItems + 1);
  if (items.type === 'string') {
    const texts = new Set([...((items.enum ?? []) as string[]), ...Object.keys(items['x-values'] ?? {})]);
    for (const comparison of [...compared, ...(names.facts.has(`${path}/*`) ? compared : [])]) {
      for (const constant of comparison.constants) if (typeof constant === 'string') texts.add(constant);
    }
    for (const text of texts) {
      if (list.includes(text)) found.push(boundaryOf(list.filter((one) => one !== text), `without ${text}`));
      else found.push(boundaryOf([...list, text], `with ${text}`), boundaryOf([text], `only ${text}`));
    }
    if (before === undefined || list.length > 0) found.push(boundaryOf([], 'empty'));
    return found;
  }
  for (const length of [...lengths].sort((a, b) => a - b)) {
    if (length < 0 || length > MAX_LIST + 1 || (before !== undefined && length === list.length)) continue;
    if (length < list.length) found.push(boundaryOf(list.slice(0, length), length === 0 ? 'empty' : `only the first ${length}`));
    else {
      const template = list[list.length - 1] ?? sampleOf(items, situation.as_of.slice(0, 10));
      const others = Array.from({ length: length - list.length }, (_, index) => distinct(template, list.length + index + 1, items));
      found.push(boundaryOf([...list, ...others], `${length} in all, the further ones alike`));
      if (list.length > 0) found.push(boundaryOf([...list, ...others.map(() => template)], `${length} in all, the last one repeated`));
    }
  }
  return found;
}

/** Lists grow to this many elements at most. */
const MAX_LIST = 12;

/** The same element with other names and codes, as far as its schema leaves them open. */
function distinct(element: Json, number: number, schema: FactSchema): Json {
  if (isObject(element)) return Object.fromEntries(Object.entries(element).map(([name, value]) => [name, schema.properties?.[name] ? distinct(value, number, schema.properties[name]) : value]));
  const open = schema.type === 'string' && !schema.enum && !schema.format && !schema['x-values'];
  return open && typeof element === 'string' ? `${element}-${number}`.slice(-(typeof schema.maxLength === 'number' ? schema.maxLength : 64)) : element;
}

/** Days in the pack's parameters and its effective days, with how they are called. */
function daysOf(pack: PackDocument): Map<string, string> {
  const days = new Map<string, string>();
  for (const [name, parameter] of Object.entries((pack.parameters ?? {}) as Record<string, { value?: unknown }>)) {
    if (isDay(parameter?.value)) days.set(parameter.value, `params.${name}`);
  }
  const { from, until } = (pack.effective ?? {}) as Partial<Effective>;
  if (until) days.set(until, 'the first day out of force');
  if (from) days.set(from, 'the first day in force');
  return days;
}

/** The facts of a pack that expressions or the schema say anything about, in the form's order, and AS_OF. */
export function variedFacts({ names }: PackBoundaries): string[] {
  return [AS_OF, ...names.facts.keys()];
}
