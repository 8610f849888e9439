// Searches forms that two packs decide differently.
import type { PackDocument } from '../documents.js';
import type { CheckOptions, PrecheckRun } from '../precheck.js';
import type { Report, Verdict } from '../report.js';
import { type Base, basesOf, builtBase } from './base-forms.js';
import { boundaryValues, type PackBoundaries, type Situation, withBoundary } from './boundaries.js';
import type { Case } from './cases.js';
import { counterpart, type Move } from './counterpart.js';
import { decisionsOf, textsOf } from './decisions.js';
import { type Form, placesOf, valueAt, withValue } from './forms.js';
import { AS_OF } from './meaning.js';

/** A pack, an engine that has it, and its golden cases to begin from. */
export interface Side {
  engine: Pick<PrecheckRun, 'check'>;
  pack: PackDocument;
  cases?: readonly Case[];
}

/** What one pack says. */
export interface Judged {
  verdict: Verdict;
  /** Of the part in question, in words; undefined: nothing. */
  decided?: string;
}

export interface Witness extends Situation {
  /** What `b` was asked, where its year is another. Absent: the same. */
  counterpart?: Situation;
  a: Judged;
  b: Judged;
}

/** What is to be found. */
export interface Target {
  /** As decisions name it. */
  part: string;
  /** Whether the words are what may differ. */
  words: boolean;
  /** Paths of facts to vary for it. */
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

interface Sides {
  a: Side;
  b: Side;
  move: Move | undefined;
  boundaries: { a: PackBoundaries; b: PackBoundaries };
}

interface Options {
  maxForms: number;
  locale: string | undefined;
  onProgress?: (forms: number) => void;
}

/** Pairs of boundaries of one target at a time, so that no target uses up the others' share. */
const PAIRS_IN_TURN = 200;

interface Difference {
  part: string;
  a: Judged;
  b: Judged;
}

export function searchWitnesses(sides: Sides, targets: readonly Target[], { maxForms, locale, onProgress }: Options): Found {
  const witnesses = new Map<string, Witness>();
  const verdicts = new Map<string, Witness>();
  const seen = new Set<string>();
  const words = new Set(targets.filter((target) => target.words).map(({ part }) => part));
  let forms = 0;

  const keep = (into: Map<string, Witness>, key: string, witness: Witness) => {
    const best = into.get(key);
    if (!best || rank(witness) < rank(best)) into.set(key, witness);
  };
  const room = () => forms < maxForms;
  const tryOut = (situation: Situation): void => {
    const key = JSON.stringify(situation);
    if (!room() || seen.has(key)) return;
    seen.add(key);
    const asked = compared(situation, sides, locale);
    if (!asked) return;
    forms++;
    if (onProgress && forms % 500 === 0) onProgress(forms);
    for (const { part, a, b } of differences(asked, words)) {
      const witness: Witness = { ...situation, ...(sides.move && { counterpart: asked.other }), a, b };
      if (part === 'verdict') keep(verdicts, `${a.verdict}, ${b.verdict}`, witness);
      else keep(witnesses, part, witness);
    }
  };

  const bases = allBases(sides);
  for (const { situation } of bases) tryOut(situation);
  const facts = new Set<string>([AS_OF, ...targets.flatMap((target) => [...target.facts])]);
  for (const { situation } of bases) for (const path of facts) for (const one of variations(situation, path, sides)) tryOut(one);
  let open = targets.filter(({ part }) => !witnesses.has(part)).map((target) => ({ target, pairs: pairsOf(bases, [...target.facts], sides) }));
  while (open.length > 0 && room()) {
    open = open.filter(({ target, pairs }) => {
      for (let turn = 0; turn < PAIRS_IN_TURN && !witnesses.has(target.part) && room(); turn++) {
        const next = pairs.next();
        if (next.done) return false;
        tryOut(next.value);
      }
      return !witnesses.has(target.part);
    });
  }
  for (const found of [witnesses, verdicts]) {
    for (const [key, witness] of found) found.set(key, minimal(witness, found === verdicts ? 'verdict' : key, sides, words, locale));
  }
  return { witnesses, verdicts, forms, cut: !room() };
}

function allBases({ a, b, move, boundaries }: Sides): Base[] {
  const ofB = basesOf(b.cases ?? [], a.pack).flatMap((base): Base[] => {
    const situation = move ? counterpart(base.situation, move, true) : base.situation;
    return situation ? [{ ...base, situation }] : [];
  });
  const bases = [...basesOf(a.cases ?? [], b.pack), ...ofB];
  return bases.length > 0 ? bases : [builtBase(a.engine, boundaries.a), builtBase(b.engine, boundaries.b)];
}

/** One fact after the other at the boundaries that either pack has. */
function* variations(situation: Situation, path: string, { move, boundaries }: Sides): Generator<Situation> {
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

function* pairsOf(bases: readonly Base[], facts: readonly string[], sides: Sides): Generator<Situation> {
  for (const { situation } of bases) {
    for (const [index, first] of facts.entries()) {
      for (const one of variations(situation, first, sides)) {
        for (const second of facts.slice(index)) yield* variations(one, second, sides);
      }
    }
  }
}

interface Compared {
  a: Report;
  b: Report;
  /** What `b` was asked. */
  other: Situation;
}

function compared(situation: Situation, { a, b, move }: Sides, locale: string | undefined): Compared | undefined {
  const other = move ? counterpart(situation, move) : situation;
  return other && { a: reportOf(a, situation, locale), b: reportOf(b, other, locale), other };
}

/** By the name of the edition: neither the day nor a fact picks another. */
function reportOf({ engine, pack }: Side, { form, as_of, params }: Situation, locale: string | undefined): Report {
  const options: CheckOptions = { asOf: as_of, ...(locale !== undefined && { locale }), ...(params && { params }) };
  return engine.check(`${pack.id}@${pack.edition}`, form, options);
}

/** Part by part. What a verdict of "not needed" leaves out under one pack is no difference of the part. */
function* differences({ a, b }: Compared, words: ReadonlySet<string>): Generator<Difference> {
  const judged = (report: Report, decided: string | undefined): Judged => ({ verdict: report.verdict, ...(decided !== undefined && { decided }) });
  if (a.verdict !== b.verdict) yield { part: 'verdict', a: judged(a, undefined), b: judged(b, undefined) };
  const [before, after] = [decisionsOf(a), decisionsOf(b)];
  const silenced = (a.verdict === 'not_needed') !== (b.verdict === 'not_needed');
  for (const part of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(part), after.get(part)];
    if (old === now) continue;
    if (silenced && silencedByNotNeeded(part, old ?? (now as string))) continue;
    yield { part, a: judged(a, old), b: judged(b, now) };
  }
  if (words.size === 0) return;
  const [said, saidNow] = [textsOf(a), textsOf(b)];
  for (const part of words) {
    const [old, now] = [said.get(part), saidNow.get(part)];
    if (before.get(part) === after.get(part) && old !== undefined && now !== undefined && old !== now) yield { part, a: judged(a, old), b: judged(b, now) };
  }
}

function silencedByNotNeeded(part: string, decided: string): boolean {
  return part === 'plan' || part.startsWith('requirement ') || (part.startsWith('rule ') && (decided.startsWith('error') || decided.startsWith('waits')));
}

/** First what passes under one and fails under the other, then what differs in its verdict, then the shorter one. */
function rank({ a, b, form }: Witness): number {
  const passes = (verdict: Verdict) => verdict === 'pass' || verdict === 'not_needed';
  const flips = (passes(a.verdict) && b.verdict === 'fail') || (a.verdict === 'fail' && passes(b.verdict));
  return (flips ? 0 : a.verdict !== b.verdict ? 1 : 2) * 1_000_000 + JSON.stringify(form).length;
}

/** Without every fact that the difference does not need; the two verdicts stay as they are. */
function minimal(witness: Witness, part: string, sides: Sides, words: ReadonlySet<string>, locale: string | undefined): Witness {
  let best = witness;
  const attempt = (situation: Situation): boolean => {
    const asked = compared(situation, sides, locale);
    const same = asked && [...differences(asked, words)].find((one) => one.part === part && one.a.verdict === witness.a.verdict && one.b.verdict === witness.b.verdict);
    if (!asked || !same || (same.a.decided === undefined) !== (witness.a.decided === undefined)) return false;
    best = { ...situation, ...(sides.move && { counterpart: asked.other }), a: same.a, b: same.b };
    return true;
  };
  const situationOf = ({ form, as_of, params }: Situation): Situation => ({ form, as_of, ...(params && { params }) });
  if (best.as_of.length > 10) attempt({ ...situationOf(best), as_of: best.as_of.slice(0, 10) });
  for (let shorter = true; shorter; ) {
    shorter = false;
    // From the end, so that the places before stay true.
    for (const place of [...placesOf(best.form)].reverse()) {
      if (valueAt(best.form, place) === undefined) continue;
      if (attempt({ ...situationOf(best), form: withValue(best.form, place, undefined) as Form })) shorter = true;
    }
  }
  return best;
}
