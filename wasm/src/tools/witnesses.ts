// Searches forms that two packs decide differently.
import { type Base, basesOf, builtBase } from './base-forms.js';
import { boundaryValues, type PackBoundaries, type Situation, withBoundary } from './boundaries.js';
import { ask, differences, type Sides, VERDICT, type Witness, witnessOf } from './compared.js';
import { counterpart } from './counterpart.js';
import { pathOf, placesIn } from './fact-paths.js';
import { type Form, isObject, type Json, placesOf, valueAt, withValue } from './forms.js';
import { AS_OF } from './meaning.js';
import { minimal } from './minimal.js';
import { isClear, rank } from './rank.js';

/** What is to be found. */
export interface Target {
  /** As decisions name it. */
  part: string;
  /** Whether the words are what may differ. */
  words: boolean;
  /** Paths of facts to vary for it, the most promising first. */
  facts: ReadonlySet<string>;
}

export interface Found {
  /** By part. */
  witnesses: ReadonlyMap<string, Witness>;
  /** By the two verdicts: `pass, fail`. */
  verdicts: ReadonlyMap<string, Witness>;
  /** So many forms were held against both. */
  forms: number;
  /** The limit ended the search. */
  cut: boolean;
}

export interface Searched extends Sides {
  boundaries: { a: PackBoundaries; b: PackBoundaries };
}

/** Elements that lists of the forms to begin from hold, by the list's path. */
type Elements = ReadonlyMap<string, readonly Json[]>;

interface Options {
  maxForms: number;
  locale: string | undefined;
  onProgress?: (forms: number) => void;
}

/** So many for one target at a time, so that none uses up the others' share. */
const TRIES_IN_TURN = 200;

/** So many in all for one target, after each fact by itself. */
const MAX_TRIES = 6_000;

/** In so many forms that differ in parts that read much the same, one fact more is changed, */
const MAX_NEAR = 12;

/** and in so many two. */
const MAX_NEAREST = 3;

export function searchWitnesses(sides: Searched, targets: readonly Target[], { maxForms, locale, onProgress }: Options): Found {
  const witnesses = new Map<string, Witness>();
  const verdicts = new Map<string, Witness>();
  const seen = new Set<string>();
  // The first form for each part: good to begin from when another part is looked for.
  const kept = new Map<string, Situation>();
  const words = new Set(targets.filter((target) => target.words).map(({ part }) => part));
  let forms = 0;

  const keep = (into: Map<string, Witness>, key: string, witness: Witness) => {
    const best = into.get(key);
    if (!best || rank(witness) < rank(best)) into.set(key, witness);
  };
  const room = () => forms < maxForms;
  /** Whether it was one more. */
  const tryOut = (situation: Situation): boolean => {
    const key = JSON.stringify(situation);
    if (!room() || seen.has(key)) return false;
    seen.add(key);
    const asked = ask(situation, sides, locale);
    if (!asked) return false;
    forms++;
    if (onProgress && forms % 500 === 0) onProgress(forms);
    const found = differences(asked, words);
    for (const difference of found) {
      const witness = witnessOf(situation, asked, difference, found.length);
      if (difference.part === VERDICT) keep(verdicts, `${witness.a.verdict}, ${witness.b.verdict}`, witness);
      else keep(witnesses, difference.part, witness);
      if (!kept.has(difference.part)) kept.set(difference.part, situation);
    }
    return true;
  };

  const bases = allBases(sides);
  const elements = elementsOf(bases);
  for (const { situation } of bases) tryOut(situation);
  const isOpen = ({ part }: Target) => {
    const witness = witnesses.get(part);
    return !witness || !isClear(witness);
  };
  for (const { situation } of bases) {
    const facts = new Set(targets.filter(isOpen).flatMap((target) => [AS_OF, ...target.facts]));
    for (const path of facts) for (const one of variations(situation, path, sides, elements)) tryOut(one);
  }
  let open = targets
    .filter(({ part }) => !witnesses.has(part))
    .map((target) => ({ target, left: MAX_TRIES, tries: furtherTries(target, targets, kept, bases, sides, elements) }));
  while (open.length > 0 && room()) {
    open = open.filter((search) => {
      for (let turn = 0; turn < TRIES_IN_TURN && !witnesses.has(search.target.part) && room(); ) {
        const next = search.tries.next();
        if (next.done || search.left === 0) return false;
        if (!tryOut(next.value)) continue;
        search.left--;
        turn++;
      }
      return !witnesses.has(search.target.part);
    });
  }
  for (const found of [witnesses, verdicts]) {
    for (const [key, witness] of found) found.set(key, minimal(witness, found === verdicts ? VERDICT : key, sides, words, locale));
  }
  return { witnesses, verdicts, forms, cut: !room() };
}

function allBases({ a, b, move, boundaries }: Searched): Base[] {
  const asOfA = (ofB: Base[]) =>
    ofB.flatMap((base): Base[] => {
      const situation = move ? counterpart(base.situation, move, true) : base.situation;
      return situation ? [{ ...base, situation }] : [];
    });
  const bases = [...basesOf(a.cases ?? [], b.pack), ...asOfA(basesOf(b.cases ?? [], a.pack))];
  return bases.length > 0 ? bases : [builtBase(a.engine, boundaries.a), ...asOfA([builtBase(b.engine, boundaries.b)])];
}

/** The first so many of each list's. */
const MAX_ELEMENTS = 12;

function elementsOf(bases: readonly Base[]): Elements {
  const found = new Map<string, Map<string, Json>>();
  for (const { situation } of bases) {
    for (const place of placesOf(situation.form)) {
      const value = valueAt(situation.form, place);
      if (typeof place[place.length - 1] !== 'number' || !isObject(value)) continue;
      const path = pathOf(place.slice(0, -1));
      const list = found.get(path) ?? new Map<string, Json>();
      found.set(path, list);
      if (list.size < MAX_ELEMENTS) list.set(JSON.stringify(value), value);
    }
  }
  return new Map([...found].map(([path, list]) => [path, [...list.values()]]));
}

/** One fact at the boundaries that either pack has; of a list also with one element more, as some other form has it. */
function* variations(situation: Situation, path: string, { move, boundaries }: Searched, elements: Elements): Generator<Situation> {
  for (const element of elements.get(path) ?? []) {
    for (const place of placesIn(situation.form, path)) {
      const list = valueAt(situation.form, place);
      yield { ...situation, form: withValue(situation.form, place, [...(Array.isArray(list) ? list : []), element]) as Form };
    }
  }
  if (path === AS_OF || boundaries.a.names.facts.has(path)) {
    for (const boundary of [...boundaryValues(path, situation, boundaries.a)].flat()) yield withBoundary(situation, boundary);
  }
  const there = move ? counterpart(situation, move) : situation;
  if (!there || !(path === AS_OF || boundaries.b.names.facts.has(path))) return;
  for (const boundary of [...boundaryValues(path, there, boundaries.b)].flat()) {
    const changed = withBoundary(there, boundary);
    const here = move ? counterpart(changed, move, true) : changed;
    if (here) yield here;
  }
}

/** One fact more in forms that differ in parts that read much the same, or two; then two in the forms to begin from. */
function* furtherTries(target: Target, targets: readonly Target[], kept: ReadonlyMap<string, Situation>, bases: readonly Base[], sides: Searched, elements: Elements): Generator<Situation> {
  // A list can be changed in many ways: it waits until single values were tried.
  const isList = (path: string) => [sides.boundaries.a, sides.boundaries.b].some(({ names }) => names.facts.get(path)?.type === 'array');
  const facts = [...target.facts].sort((one, other) => Number(isList(one)) - Number(isList(other)));
  const near = targets
    .flatMap(({ part, facts: others }) => {
      const situation = kept.get(part);
      return situation ? [{ situation, shared: facts.filter((path) => others.has(path)).length / (others.size + facts.length) }] : [];
    })
    .sort((one, other) => other.shared - one.shared)
    .map(({ situation }) => situation);
  for (const situation of near.slice(0, MAX_NEAR)) for (const path of facts) yield* variations(situation, path, sides, elements);
  yield* pairs(near.slice(0, MAX_NEAREST), facts, sides, elements);
  yield* pairs(bases.map((base) => base.situation), facts, sides, elements);
}

/** Two facts at a time: the first facts in every form before the later ones in any. */
function* pairs(situations: readonly Situation[], facts: readonly string[], sides: Searched, elements: Elements): Generator<Situation> {
  for (let sum = 0; sum <= 2 * (facts.length - 1); sum++) {
    for (const situation of situations) {
      for (let first = Math.max(0, sum - facts.length + 1); first <= sum / 2; first++) {
        for (const one of variations(situation, facts[first] as string, sides, elements)) yield* variations(one, facts[sum - first] as string, sides, elements);
      }
    }
  }
}
