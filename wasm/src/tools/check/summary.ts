// What came of many forms, in numbers.
import type { Report, Severity, Verdict } from '../../report.js';

export interface Summary {
  /** Forms and requests, with those that could not be checked. */
  forms: number;
  verdicts: Record<Verdict, number>;
  /** Those that could not be checked, by the error's code. */
  unreadable: Record<string, number>;
  /** How often each rule was found, by `id@edition` of its pack and by severity; `failed` where it could not be evaluated. */
  rules: Record<string, Record<string, Partial<Record<Severity | 'failed', number>>>>;
}

export function emptySummary(): Summary {
  return { forms: 0, verdicts: { pass: 0, incomplete: 0, fail: 0, plan: 0, not_needed: 0 }, unreadable: {}, rules: {} };
}

export function addSummary(to: Summary, more: Summary): void {
  to.forms += more.forms;
  for (const [verdict, count] of Object.entries(more.verdicts)) to.verdicts[verdict as Verdict] += count;
  for (const [code, count] of Object.entries(more.unreadable)) addUnreadable(to, code, count);
  for (const [pack, rules] of Object.entries(more.rules)) {
    for (const [rule, counts] of Object.entries(rules)) {
      for (const [kind, count] of Object.entries(counts)) addRule(to, pack, rule, kind as Severity, count);
    }
  }
}

/** The text of a report, without reading all of it: no text within JSON has a quote that is not escaped. */
export function addReport(to: Summary, text: string): void {
  to.forms++;
  const verdict = verdictOf(text) as Verdict;
  to.verdicts[verdict]++;
  const from = text.indexOf('"findings":[');
  const until = text.indexOf('"requirements":[', from);
  const clean = until - from === EMPTY_FINDINGS && text.endsWith('"errors":[]}');
  if (clean) return;
  const [, id, edition] = /"pack":\{"id":"([^"]*)","edition":"([^"]*)"/.exec(text) as unknown as [string, string, string];
  const pack = `${id}@${edition}`;
  for (const [, rule, severity] of text.slice(from, until).matchAll(/"rule":"([^"]*)","severity":"([a-z_]+)"/g)) {
    addRule(to, pack, rule as string, severity as Severity, 1);
  }
  if (text.endsWith('"errors":[]}')) return;
  for (const { rule } of (JSON.parse(text) as Report).errors) addRule(to, pack, rule, 'failed', 1);
}

const EMPTY_FINDINGS = '"findings":[],'.length;

export function addUnreadable(to: Summary, code: string, count: number): void {
  to.unreadable[code] = (to.unreadable[code] ?? 0) + count;
}

function addRule(to: Summary, pack: string, rule: string, kind: Severity | 'failed', count: number): void {
  const rules = (to.rules[pack] ??= {});
  const counts = (rules[rule] ??= {});
  counts[kind] = (counts[kind] ?? 0) + count;
}

/** Of an answer; undefined where it is an error. */
export function verdictOf(text: string): Verdict | undefined {
  return /"verdict":"([a-z_]+)"/.exec(text)?.[1] as Verdict | undefined;
}
