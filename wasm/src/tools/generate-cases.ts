// generateCases: the forms at which a pack's answer turns, with what the engine says of each, for a human to confirm.
import { isDeepStrictEqual } from 'node:util';
import type { Cel } from '../cel/cel.js';
import type { PackDocument } from '../documents.js';
import type { PrecheckRun } from '../precheck.js';
import { basesOf, builtBase, type Base } from './base-forms.js';
import { type Boundary, boundariesOf, boundaryValues, type PackBoundaries, type Situation, variedFacts, withBoundary } from './boundaries.js';
import type { Case } from './cases.js';
import { isDay } from './days.js';
import { everythingExpected, type Expected } from './expected.js';
import { type Form, patchBetween } from './forms.js';
import { parserOf } from './parser.js';

/** Cases at most, if nothing else is said. */
export const MAX_CASES = 300;

/** So many forms to begin from are taken at most: each is the first that passes in its way. */
const MAX_BASES = 8;

export interface GenerateOptions {
  /** Reads the pack's expressions. */
  cel: Pick<Cel, 'parse'>;
  /** The pack's golden cases: those that pass are begun from. Absent: a form is made from the schema. */
  cases?: readonly Case[];
  /** Absent: MAX_CASES. */
  max?: number;
}

/** A file of cases, `*.cases.json`. */
export interface CasesDocument {
  format: 1;
  pack: string;
  forms: Record<string, Form>;
  cases: { id: string; title: string; as_of: string; base: string; form?: Form; params?: Form; expected: Expected }[];
}

export interface GeneratedCases {
  document: CasesDocument;
  /** So many cases are left out, because of the limit. */
  left: number;
}

interface Candidate {
  base: Base;
  situation: Situation;
  words: string;
  expected: Required<Expected>;
  /** 0: the verdict turns here, 1: something else does, 2: a value that is to be there anyhow. */
  rank: number;
}

/** @param pack Resolved; `engine` has it. */
export function generateCases(engine: Pick<PrecheckRun, 'check'>, pack: PackDocument, { cel, cases = [], max = MAX_CASES }: GenerateOptions): GeneratedCases {
  const boundaries = boundariesOf(pack, parserOf(cel));
  const name = `${pack.id}@${pack.edition}`;
  const ask = ({ form, as_of, params }: Situation) => everythingExpected(engine.check(name, form, { asOf: as_of, ...(params && { params }) }));
  const given = basesOf(cases, pack);
  const passing = given.filter(({ situation }) => ask(situation).verdict === 'pass');
  const bases = differing(passing.length > 0 ? passing : [builtBase(engine, boundaries)], ask);
  const seen = new Set<string>();
  const candidates = bases.flatMap((base) => {
    const expected = ask(base.situation);
    return [{ base, situation: base.situation, words: '', expected, rank: 0 }, ...variants(base, expected, boundaries, ask)].filter(({ words, expected: found, rank }) => {
      if (words === '') return true;
      // The same change with the same effect is known from another form, or from another element of the list.
      const key = JSON.stringify([words.replace(/\[\d+\]/g, '[]'), rank < 2 && effect(expected, found)]);
      return !seen.has(key) && seen.add(key);
    });
  });
  const chosen = most(candidates, max);
  return { document: documentOf(name, bases, chosen), left: candidates.length - chosen.length };
}

/** One for each way to pass. */
function differing(passing: Base[], ask: (situation: Situation) => Required<Expected>): Base[] {
  const ways = new Map<string, Base>();
  for (const base of passing) {
    const way = JSON.stringify(turning(ask(base.situation)));
    if (!ways.has(way) && ways.size < MAX_BASES) ways.set(way, base);
  }
  return [...ways.values()];
}

function* variants(base: Base, before: Required<Expected>, boundaries: PackBoundaries, ask: (situation: Situation) => Required<Expected>): Generator<Candidate> {
  for (const path of variedFacts(boundaries)) {
    for (const list of boundaryValues(path, base.situation, boundaries)) {
      const tried = list.map((boundary) => {
        const situation = withBoundary(base.situation, boundary);
        return { boundary, situation, expected: ask(situation) };
      });
      const ordered = tried.filter(({ boundary }) => boundary.ordered).map(({ expected }) => expected);
      for (const { boundary, situation, expected } of tried) {
        const rank = boundary.ordered ? rankBetween(ordered, ordered.indexOf(expected)) : rankOf(before, expected);
        if (rank < 2 || isWanted(boundary, path, boundaries)) yield { base, situation, words: boundary.words, expected, rank };
      }
    }
  }
}

/** 0: the verdicts differ, 1: something else does, 2: nothing. */
function rankOf(one: Required<Expected>, other: Required<Expected>): number {
  return one.verdict !== other.verdict ? 0 : isDeepStrictEqual(turning(one), turning(other)) ? 2 : 1;
}

/** Among values in their order: whether something turns beside this one, or beside its neighbour, so that a threshold is seen from below, at it and from above. */
function rankBetween(ordered: readonly Required<Expected>[], place: number): number {
  const turn = (at: number) => (ordered[at] && ordered[at + 1] ? rankOf(ordered[at] as Required<Expected>, ordered[at + 1] as Required<Expected>) : 2);
  const near = Math.min(turn(place - 1), turn(place));
  return near < 2 ? near : Math.min(turn(place - 2), turn(place + 1)) < 2 ? 1 : 2;
}

/** What stays even where nothing turns: every value of an enum, an optional fact that is absent, 29 February, the end of a month. */
function isWanted({ place, value, words, ordered }: Boundary, path: string, { names }: PackBoundaries): boolean {
  if (place === undefined || ordered) return /29 February|end of a month/.test(words);
  const schema = names.facts.get(path);
  return value === undefined ? schema?.['x-optional'] === true : schema?.enum !== undefined || schema?.type === 'boolean';
}

/** What comes and what goes from one answer to another. */
function effect(before: Required<Expected>, after: Required<Expected>): unknown[] {
  const [old, now] = [turning(before), turning(after)].map((said) => Object.entries(said).flatMap(([key, value]) => itemsOf(value).map((item) => `${key} ${item}`))) as [string[], string[]];
  return [now.filter((item) => !old.includes(item)), old.filter((item) => !now.includes(item))];
}

function itemsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : Object.entries(value).map((entry) => JSON.stringify(entry));
}

/** What is said, without the days of outcomes: those move with every day. */
function turning({ outcomes, ...expected }: Required<Expected>): object {
  return { ...expected, outcomes: Object.fromEntries(Object.entries(outcomes).map(([name, value]) => [name, isDay(value) ? 'a day' : value])) };
}

function most(candidates: Candidate[], max: number): Candidate[] {
  if (candidates.length <= max) return candidates;
  const kept = new Set([0, 1, 2].flatMap((rank) => candidates.filter((one) => one.rank === rank)).slice(0, max));
  return candidates.filter((one) => kept.has(one));
}

function documentOf(pack: string, bases: Base[], chosen: Candidate[]): CasesDocument {
  const ids = new Map<string, number>();
  const cases = chosen.map(({ base, situation, words, expected }) => {
    const title = words === '' ? `As ${base.name}` : `${words}, else as ${base.name}`;
    const patch = patchBetween(base.situation.form, situation.form);
    const like = chosen.find((one) => one.base === base && one.words === '')?.expected;
    return {
      id: unique(slugOf(words === '' ? `as ${base.name}` : words), ids),
      title,
      as_of: situation.as_of,
      base: base.name,
      ...(Object.keys(patch).length > 0 && { form: patch }),
      ...(situation.params && { params: situation.params }),
      expected: words === '' ? stated(expected) : stated(expected, like),
    };
  });
  const used = bases.filter(({ name }) => cases.some(({ base }) => base === name));
  return { format: 1, pack, forms: Object.fromEntries(used.map(({ name, situation }) => [name, situation.form])), cases };
}

/** Verdict and findings, and whatever else differs from the base; of the base all that there is. */
function stated(expected: Required<Expected>, base?: Required<Expected>): Expected {
  const { verdict, findings, ...rest } = expected;
  const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const told = Object.entries(rest).filter(([key, value]) => (base ? !isDeepStrictEqual(value, base[key as keyof Expected]) : !isEmpty(value)));
  return { verdict, findings, ...Object.fromEntries(told) };
}

const MAX_ID = 80;

function slugOf(words: string): string {
  return words.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, MAX_ID).replace(/^-|-$/g, '') || 'case';
}

function unique(id: string, ids: Map<string, number>): string {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : unique(`${id}-${count}`, ids);
}
