// Which of two witnesses says more.
import type { Judged, Witness } from './compared.js';

/** Lower is better: what shows the difference by itself, plainly, in a short form. */
export function rank(witness: Witness): number {
  const { a, b, others, form } = witness;
  const flip = flips(a, b) ? 0 : a.verdict !== b.verdict ? 1 : 2;
  const passing = 2 - [a, b].filter(passes).length;
  // A part that decides shows best where the verdict turns with it; another one in a form that passes.
  const order = decides(a, b) ? [flip, undecided(a, b), others] : [undecided(a, b), passing, others];
  return order.reduce((sum, place) => sum * 1000 + Math.min(place, 999), 0) * 1e6 + Math.min(JSON.stringify(form).length, 999_999);
}

/** As good as one can be but for its length: no need to look for another. */
export function isClear(witness: Witness): boolean {
  const { a, b } = witness;
  return undecided(a, b) === 0 && (decides(a, b) ? flips(a, b) : [a, b].every(passes));
}

/** One says that it can go through, the other that it cannot. */
export function flips(a: Judged, b: Judged): boolean {
  return (passes(a) && b.verdict === 'fail') || (a.verdict === 'fail' && passes(b));
}

function passes({ verdict }: Judged): boolean {
  return verdict === 'pass' || verdict === 'not_needed';
}

/** Whether what differs can turn the verdict: an error, something owed, a plan; nothing at all stands for the verdict itself. */
function decides(a: Judged, b: Judged): boolean {
  const heavy = [a, b].filter(({ decided }) => decided !== undefined && /(^|: )(error|not_needed|missing)/.test(decided)).length;
  const nothing = [a, b].filter(({ decided }) => decided === undefined).length;
  return nothing === 2 || (heavy > 0 && heavy + nothing > 0 && !/unknown_property/.test(`${a.decided} ${b.decided}`));
}

function undecided(a: Judged, b: Judged): number {
  return [a, b].some(({ decided }) => decided !== undefined && /waits for|not verified|could not be evaluated/.test(decided)) ? 1 : 0;
}
