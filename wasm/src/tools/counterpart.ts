// Two editions of which each is for a year of its own (`edition_by`): the form that one gets and the form that the other gets are then the
// same but for the year. What moves with the year is read from the packs.
import type { FactSchema, PackDocument } from '../documents.js';
import type { Situation } from './boundaries.js';
import { addMonths, isDay, wholeMonths } from './days.js';
import { factsOf } from './fact-paths.js';
import type { Form, Json } from './forms.js';
import { isObject } from './forms.js';

export interface Move {
  /** JSON Pointer of the fact that picks the edition. */
  pointer: string;
  /** What it says under each. */
  from: number;
  to: number;
  /** By how much days move: that by which every day among the parameters that differs does. */
  months: number;
  /** Parameters that only move with the edition. */
  parameters: string[];
  /** What facts of that name may be under both, so that none is out of range under one alone. */
  least: number;
  most: number;
}

type Parameters = Record<string, { value?: unknown } | undefined>;

/** undefined: the same form is put to both. */
export function moveBetween(a: PackDocument, b: PackDocument): Move | undefined {
  const [from, to, pointer] = [a.edition_value, b.edition_value, a.edition_by];
  if (a.id !== b.id || pointer !== b.edition_by || typeof pointer !== 'string') return undefined;
  if (typeof from !== 'number' || typeof to !== 'number' || from === to) return undefined;
  const [before, after] = [(a.parameters ?? {}) as Parameters, (b.parameters ?? {}) as Parameters];
  const years: string[] = [];
  const days: string[] = [];
  const spans = new Set<number | undefined>();
  for (const name of Object.keys(before)) {
    const [old, now] = [before[name]?.value, after[name]?.value];
    if (old === from && now === to) years.push(name);
    if (isDay(old) && isDay(now) && old !== now) {
      days.push(name);
      spans.add(wholeMonths(old, now));
    }
  }
  const [months] = spans;
  const together = spans.size === 1 && months !== undefined;
  const ranges = [a, b].flatMap((pack) => [...factsOf(pack.facts as FactSchema)]).filter(({ path }) => path.endsWith(pointer.slice(pointer.lastIndexOf('/'))));
  const bounds = (key: 'minimum' | 'maximum') => ranges.flatMap(({ schema }) => (typeof schema[key] === 'number' ? [schema[key]] : []));
  const [least, most] = [Math.max(...bounds('minimum'), -Infinity), Math.min(...bounds('maximum'), Infinity)];
  return { pointer, from, to, months: together ? months : 0, parameters: together ? [...years, ...days] : years, least, most };
}

/** The same applicant's form under the other edition; undefined where a day or year has no counterpart, as 29 February has none in most years. */
export function counterpart({ form, as_of, params }: Situation, move: Move, back = false): Situation | undefined {
  const sign = back ? -1 : 1;
  const fact = move.pointer.slice(move.pointer.lastIndexOf('/') + 1);
  let lost = false;
  const day = (text: string): string => {
    const moved = `${addMonths(text.slice(0, 10), sign * move.months)}${text.slice(10)}`;
    if (moved.slice(8) !== text.slice(8)) lost = true;
    return moved;
  };
  const visit = (value: Json, name: string): Json => {
    if (Array.isArray(value)) return value.map((element) => visit(element, name));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, visit(below, key)]));
    if (name === fact && typeof value === 'number') {
      const moved = value + sign * (move.to - move.from);
      if (Math.min(value, moved) < move.least || Math.max(value, moved) > move.most) lost = true;
      return moved;
    }
    if (typeof value === 'string' && move.months !== 0 && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return day(value);
    if (typeof value === 'string' && move.months !== 0 && /^\d{4}-\d{2}$/.test(value)) return day(`${value}-01`).slice(0, 7);
    return value;
  };
  const moved = { form: visit(form, '') as Form, as_of: day(as_of), ...(params && { params }) };
  return lost ? undefined : moved;
}

/** What `a` says, as `b` says it if only the year differs: days and years in it are moved. */
export function movedWords(words: string, move: Move): string {
  return words
    .replace(/\d{4}-\d{2}-\d{2}/g, (day) => addMonths(day, move.months))
    .replace(new RegExp(`(?<![\\d-])${move.from}(?![\\d-])`, 'g'), String(move.to));
}
