// The values at which an answer of a pack may turn, for each fact of its form: from the form's schema, and from what the pack's
// expressions compare the fact with.
import type { Effective, FactSchema, PackDocument } from '../documents.js';
import { type Comparison, comparisonsOf } from './comparisons.js';
import { calendarEdges, instantBoundaries } from './day-boundaries.js';
import { isDay } from './days.js';
import { nameOf, placesIn } from './fact-paths.js';
import { type Form, type Json, type Place, valueAt, withValue } from './forms.js';
import { listValues } from './list-values.js';
import { AS_OF, namesOf, type PackNames } from './meaning.js';
import { sampleOf } from './sample.js';
import type { Parse } from './syntax.js';
import { textValues } from './text-values.js';
import { named, numberValues } from './values.js';

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
    const values = schema.type === 'array' ? listValues(schema, before, compared, comparisons.get(`${path}/*`) ?? [], path, situation) : [];
    if (schema.type === 'object' && before === undefined) values.push(named(sampleOf(schema, situation.as_of.slice(0, 10)), 'given'));
    if (schema.type === 'integer' || schema.type === 'number') values.push(...numberValues(schema, compared));
    if (schema.type === 'boolean') values.push(named(true, 'is true'), named(false, 'is false'));
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
