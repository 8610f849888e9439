// What came of many forms, in numbers.
import type { Report, Severity, Verdict } from '../../report.js';

export interface Summary {
  /** Forms and requests, with those that could not be checked. */
  forms: number;
  verdicts: Record<Verdict, number>;
  /** Those that could not be checked, by the error's code. */
  unreadable: Record<string, number>;
  /** How often each rule was found, by `id@edition` of its pack and by severity; `failed` where it could not be evaluated. */
  rules: Record<string, PackRules>;
}

type PackRules = Record<string, Partial<Record<Severity | 'failed', number>>>;

export function emptySummary(): Summary {
  return { forms: 0, verdicts: { pass: 0, incomplete: 0, fail: 0, plan: 0, not_needed: 0 }, unreadable: {}, rules: {} };
}

export function addSummary(to: Summary, more: Summary): void {
  to.forms += more.forms;
  for (const [verdict, count] of Object.entries(more.verdicts)) to.verdicts[verdict as Verdict] += count;
  for (const [code, count] of Object.entries(more.unreadable)) addUnreadable(to, code, count);
  for (const [pack, rules] of Object.entries(more.rules)) {
    const own = (to.rules[pack] ??= {});
    for (const [rule, counts] of Object.entries(rules)) {
      for (const [kind, count] of Object.entries(counts)) addRule(own, rule, kind as Severity, count);
    }
  }
}

/**
 * The text of a report, without reading all of it: no text within JSON has a quote that is not escaped.
 * @returns false where it is an error instead, and counts nothing.
 */
export function addReport(to: Summary, text: string): boolean {
  const verdict = text.indexOf(VERDICT);
  if (verdict < 0) return false;
  to.forms++;
  to.verdicts[textAt(text, verdict + VERDICT.length) as Verdict]++;
  const findings = text.indexOf(FINDINGS, verdict) + FINDINGS.length;
  const requirements = text.charAt(findings) === ']' ? findings : text.indexOf(REQUIREMENTS, findings);
  const hasErrors = !text.endsWith(NO_ERRORS);
  if (requirements === findings && !hasErrors) return true;
  const rules = rulesOf(to, text);
  for (let at = text.indexOf(RULE, findings); at >= 0 && at < requirements; at = text.indexOf(RULE, at)) {
    const rule = textAt(text, (at += RULE.length));
    at += rule.length;
    // A finding that carries a severity has it next.
    if (text.startsWith(SEVERITY, at)) addRule(rules, rule, textAt(text, at + SEVERITY.length) as Severity, 1);
  }
  if (hasErrors) for (const { rule } of (JSON.parse(text) as Report).errors) addRule(rules, rule, 'failed', 1);
  return true;
}

const VERDICT = '"verdict":"';
const FINDINGS = '"findings":[';
const REQUIREMENTS = '"requirements":[';
const NO_ERRORS = '"errors":[]}';
const RULE = '"rule":"';
const SEVERITY = '","severity":"';

/** What stands there in quotes: names have no escapes. */
const textAt = (text: string, from: number): string => text.slice(from, text.indexOf('"', from));

/** Those of the pack that the report is by. */
function rulesOf(to: Summary, text: string): PackRules {
  const id = textAt(text, text.indexOf(ID) + ID.length);
  const edition = textAt(text, text.indexOf(EDITION) + EDITION.length);
  return (to.rules[`${id}@${edition}`] ??= {});
}

const ID = '"pack":{"id":"';
const EDITION = '","edition":"';

export function addUnreadable(to: Summary, code: string, count: number): void {
  to.unreadable[code] = (to.unreadable[code] ?? 0) + count;
}

function addRule(rules: PackRules, rule: string, kind: Severity | 'failed', count: number): void {
  const counts = (rules[rule] ??= {});
  counts[kind] = (counts[kind] ?? 0) + count;
}
