// A report as a result, for the machine formats.
import type { ErrorPlace } from '../errors.js';
import type { Finding, Report } from '../report.js';
import type { Problem, Result } from './results.js';
import { type Wording, wordingFor } from './wording.js';

/** Where in a file the fact that a pointer names stands, as far as that is known. */
export type PlaceOf = (pointer: string) => Pick<Problem, 'file' | 'line' | 'column'>;

export function resultOf(report: Report, name: string, placeOf: PlaceOf): Result {
  const words = wordingFor(report.locale);
  const accepted = report.verdict === 'pass' || report.verdict === 'not_needed';
  const problems = [
    ...report.findings.map((finding) => ofFinding(finding, accepted)),
    ...report.errors.map(({ rule, at, message }): Problem => ({ rule, level: 'error', message: `${words.errors}: ${at}: ${message}` })),
    ...(accepted ? [] : open(report, words)),
  ].map((problem) => ({ ...problem, ...placeOf(problem.pointer ?? '') }));
  return { name, group: `${report.pack.id}@${report.pack.edition}`, status: accepted ? 'passed' : 'failed', problems };
}

export function unreadableResult({ code, message, pointer, line, column }: ErrorPlace & { code: string; message: string }, name: string, file: string | undefined): Result {
  const problem: Problem = { rule: code, level: 'error', message, ...(pointer ? { pointer } : {}), ...(file === undefined ? {} : { file, line, column }) };
  return { name, group: '', status: 'unreadable', problems: [problem] };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note', not_needed: 'note' } as const;

function ofFinding({ rule, severity, path, message, remedy, cites }: Finding, accepted: boolean): Problem {
  const level = LEVELS[severity];
  return {
    rule,
    level: accepted && level === 'error' ? 'warning' : level, // it did not decide
    message: cited(message, cites),
    ...(remedy === undefined ? {} : { help: remedy }),
    pointer: path,
  };
}

/** What beside findings keeps a form from passing. */
function open({ verdict, missing, requirements, plan, findings }: Report, words: Wording): Problem[] {
  const problems: Problem[] = [
    ...missing.map((pointer): Problem => ({ rule: 'missing', level: 'error', message: `${words.missing}: ${pointer}`, pointer })),
    ...requirements
      .filter(({ status }) => status === 'missing')
      .map(({ id, title, cites }): Problem => ({ rule: id, level: 'error', message: cited(`${words.status.missing}: ${title}`, cites) })),
  ];
  const steps = plan.map(({ step, action, from, to }) => `${step}. ${action} ${[from, to].filter((end) => end !== undefined).join(' -> ')}`.trimEnd());
  if (steps.length > 0) problems.push({ rule: 'plan', level: 'error', message: `${words.verdict.plan}: ${steps.join('; ')}` });
  // A rule that waits for what may never be asked for leaves nothing else to point at.
  const none = problems.length === 0 && !findings.some(({ severity }) => severity === 'error');
  return none ? [{ rule: verdict, level: 'error', message: words.verdict[verdict] }] : problems;
}

function cited(message: string, cites: string[]): string {
  return cites.length > 0 ? `${message} (${cites.join(', ')})` : message;
}
