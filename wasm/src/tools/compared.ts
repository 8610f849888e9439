// One form put to two packs, and in what they differ about it.
import type { PackDocument } from '../documents.js';
import type { CheckOptions, PrecheckRun } from '../precheck.js';
import type { Report, Verdict } from '../report.js';
import type { Situation } from './boundaries.js';
import type { Case } from './cases.js';
import { counterpart, type Move, movedWords } from './counterpart.js';
import { decisionsOf, textsOf } from './decisions.js';

/** A pack, an engine that has it, and its golden cases to begin from. */
export interface Side {
  engine: Pick<PrecheckRun, 'check'>;
  pack: PackDocument;
  cases?: readonly Case[];
}

export interface Sides {
  a: Side;
  b: Side;
  move: Move | undefined;
  /** Parts of which a verdict of "not needed" leaves out what they decide, under one pack or both. */
  silenced: ReadonlySet<string>;
}

/** What one pack says. */
export interface Judged {
  verdict: Verdict;
  /** Of the part in question, in words; undefined: nothing. */
  decided?: string;
}

/** A form that two packs decide differently. */
export interface Witness extends Situation {
  /** What `b` was asked, where its year is another. Absent: the same. */
  counterpart?: Situation;
  a: Judged;
  b: Judged;
  /** In how many other parts they differ about it. */
  others: number;
}

/** In one part of the packs, as decisions name it. */
export interface Difference {
  part: string;
  a: Judged;
  b: Judged;
}

/** The part that the verdict as a whole is. */
export const VERDICT = 'verdict';

export interface Asked {
  a: Report;
  b: Report;
  /** What `b` was asked. */
  other: Situation;
  sides: Sides;
}

/** undefined where the form has no counterpart. */
export function ask(situation: Situation, sides: Sides, locale: string | undefined): Asked | undefined {
  const other = sides.move ? counterpart(situation, sides.move) : situation;
  return other && { a: reportOf(sides.a, situation, locale), b: reportOf(sides.b, other, locale), other, sides };
}

/** By the name of the edition: neither the day nor a fact picks another. */
function reportOf({ engine, pack }: Side, { form, as_of, params }: Situation, locale: string | undefined): Report {
  const options: CheckOptions = { asOf: as_of, ...(locale !== undefined && { locale }), ...(params && { params }) };
  return engine.check(`${pack.id}@${pack.edition}`, form, options);
}

/** @param words Parts of which the words are compared too. What a verdict of "not needed" leaves out under one pack is no difference. */
export function differences({ a, b, sides: { move, silenced } }: Asked, words: ReadonlySet<string>): Difference[] {
  const found: Difference[] = [];
  const add = (part: string, old?: string, now?: string) => found.push({ part, a: judged(a, old), b: judged(b, now) });
  const same = (old: string | undefined, now: string | undefined) => old === now || (move !== undefined && old !== undefined && movedWords(old, move) === now);
  if (a.verdict !== b.verdict) add(VERDICT);
  const [before, after] = [decisionsOf(a), decisionsOf(b)];
  const notNeeded = a.verdict === 'not_needed' || b.verdict === 'not_needed';
  for (const part of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(part), after.get(part)];
    if (!same(old, now) && !(notNeeded && silenced.has(part))) add(part, old, now);
  }
  if (words.size === 0) return found;
  const [said, saidNow] = [textsOf(a), textsOf(b)];
  for (const part of words) {
    const [old, now] = [said.get(part), saidNow.get(part)];
    if (same(before.get(part), after.get(part)) && old !== undefined && now !== undefined && !same(old, now)) add(part, old, now);
  }
  return found;
}

function judged({ verdict }: Report, decided: string | undefined): Judged {
  return { verdict, ...(decided !== undefined && { decided }) };
}

/** Errors, requirements and the plan. */
export function silencedParts(...packs: PackDocument[]): ReadonlySet<string> {
  const parts = packs.flatMap(({ rules, requirements }) => [
    ...((rules ?? []) as { id: string; severity: string }[]).flatMap(({ id, severity }) => (severity === 'error' ? [`rule ${id}`] : [])),
    ...((requirements ?? []) as { id: string }[]).map(({ id }) => `requirement ${id}`),
  ]);
  return new Set([...parts, 'plan']);
}

export function witnessOf(situation: Situation, { other, sides }: Asked, { a, b }: Difference, differing: number): Witness {
  return { ...situation, ...(sides.move && { counterpart: other }), a, b, others: differing - 1 };
}
