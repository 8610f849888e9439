// What golden cases together reach of a pack: which rules failed, passed and did not apply, and what each part of its conditions came to.
import type { CoveredOutcome } from '../coverage.js';
import type { PackDocument } from '../documents.js';
import type { Precheck } from '../precheck.js';
import type { Report } from '../report.js';
import { type CaseFile, requestOf } from './cases.js';
import { expressionsOf } from './expressions.js';

export interface PackCoverage {
  /** `id@edition` */
  pack: string;
  rules: RuleCoverage[];
  /** Parts of conditions that were true or false, or never evaluated; of those never evaluated the outermost only. */
  parts: number;
  /** Those of them that were true in some case and false in another. */
  covered: number;
  /** The others, in the pack's order. */
  uncovered: UncoveredPart[];
}

export interface RuleCoverage {
  id: string;
  /** It has a finding in some case. */
  failed: boolean;
  /** `assert` was true in some case. Absent: the rule has none. */
  passed?: boolean;
  /** `when` was false in some case. Absent: the rule always applies. */
  not_applicable?: boolean;
}

export interface UncoveredPart {
  /** JSON Pointer into the pack with its bases merged in. */
  pointer: string;
  /** `rule window-closed` */
  owner: string;
  expression: string;
  /** The part is `expression.slice(start, end)`. */
  start: number;
  end: number;
  never: 'true' | 'false' | 'evaluated';
}

interface Seen {
  pointer: string;
  text: string;
  parts: { start: number; end: number; outcomes: Set<CoveredOutcome> }[];
}

/** @param resolved The pack of the cases, with its bases merged in. Texts are left out: they decide nothing. */
export function caseCoverage(engine: Pick<Precheck, 'checkLine' | 'coverage'>, { pack, cases }: CaseFile, resolved: PackDocument): PackCoverage {
  const seen: Seen[] = [];
  const failed = new Set<string>();
  for (const entry of cases) {
    const report = JSON.parse(engine.checkLine(requestOf(pack, entry))) as Report | { error: object };
    if ('error' in report) continue; // testPacks says so
    for (const { rule, unverified } of report.findings) if (!unverified) failed.add(rule);
    engine.coverage(pack, entry.form, { asOf: entry.as_of, params: entry.params }).expressions.forEach(({ pointer, text, parts }, place) => {
      const known = (seen[place] ??= { pointer, text, parts: parts.map(({ start, end }) => ({ start, end, outcomes: new Set() })) });
      parts.forEach(({ outcomes }, index) => outcomes.forEach((outcome) => known.parts[index]?.outcomes.add(outcome)));
    });
  }
  const owners = new Map([...expressionsOf(resolved)].filter(({ role }) => role !== 'text').map(({ pointer, owner }) => [pointer, owner]));
  const conditions = seen.filter(({ pointer }) => owners.has(pointer));
  const judged = conditions.flatMap((expression) => judgedParts(expression, owners.get(expression.pointer) as string));
  const uncovered = judged.filter((part): part is UncoveredPart => part !== 'covered');
  const roots = new Map(conditions.map(({ pointer, parts }) => [pointer, parts[0]?.outcomes]));
  const rules = ((resolved.rules ?? []) as { id: string; when?: string; assert?: string }[]).map(({ id, when, assert }, index): RuleCoverage => ({
    id,
    failed: failed.has(id),
    ...(assert === undefined ? {} : { passed: roots.get(`/rules/${index}/assert`)?.has('true') ?? false }),
    ...(when === undefined ? {} : { not_applicable: roots.get(`/rules/${index}/when`)?.has('false') ?? false }),
  }));
  return { pack, rules, parts: judged.length, covered: judged.length - uncovered.length, uncovered };
}

/** The share of `parts` that is covered, from 0 to 1. */
export function shareCovered({ parts, covered }: PackCoverage): number {
  return parts === 0 ? 1 : covered / parts;
}

function judgedParts({ pointer, text, parts }: Seen, owner: string): ('covered' | UncoveredPart)[] {
  const judged: ('covered' | UncoveredPart)[] = [];
  let skipUntil = 0; // parts come each before its own parts
  for (const { start, end, outcomes } of parts) {
    const uncovered = (never: UncoveredPart['never']) => ({ pointer, owner, expression: text, start, end, never });
    if (outcomes.size === 0) {
      if (end > skipUntil) judged.push(uncovered('evaluated'));
      skipUntil = Math.max(skipUntil, end);
    } else if (outcomes.has('true') && outcomes.has('false')) judged.push('covered');
    else if (outcomes.has('true')) judged.push(uncovered('false'));
    else if (outcomes.has('false')) judged.push(uncovered('true'));
  }
  return judged;
}
