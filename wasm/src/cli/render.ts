// A report as text for people: the verdict first, then what to do about it. Empty parts are left out.
import type { ErrorPlace } from '../errors.js';
import type { Finding, Outcome, Report, Severity, Verdict } from '../report.js';
import type { Colours } from './colours.js';
import { type Wording, wordingFor } from './wording.js';

const OF_VERDICT = { pass: 'green', not_needed: 'green', incomplete: 'yellow', plan: 'yellow', fail: 'red' } as const satisfies Record<Verdict, keyof Colours>;
const OF_SEVERITY = { error: 'red', warning: 'yellow', info: 'cyan', not_needed: 'green' } as const satisfies Record<Severity, keyof Colours>;

/** @param name What the form is called: its file, or a line's id. */
export function renderReport(report: Report, name: string | number | undefined, colours: Colours): string {
  const words = wordingFor(report.locale);
  const lines = [
    colours.bold(`== ${name === undefined || name === '' ? '' : `${name} `}(${report.pack.id}@${report.pack.edition}, ${report.as_of})`),
    colours[OF_VERDICT[report.verdict]](`${words.verdict[report.verdict]} [${report.verdict}]`),
    ...report.findings.flatMap((finding) => renderFinding(finding, words, colours)),
    ...section(words.requirements, report.requirements.map(({ title, status, cites }) => `[${words.status[status]}] ${title}${clauses(cites)}`)),
    ...section(words.missing, report.missing),
    ...section(words.pending, report.pending.map(({ rule, waits_for, cites }) => `${rule} <- ${waits_for.join(', ')}${clauses(cites)}`)),
    ...section(words.plan, report.plan.map(({ step, action, from, to, why, cites }) => {
      const way = [from, to].filter((end) => end !== undefined).join(' -> ');
      return `${step}. ${action}${way && ` ${way}`}${why ? `: ${why}` : ''}${clauses(cites)}`;
    })),
    ...section(words.outcomes, Object.entries(report.outcomes).map(renderOutcome)),
    ...section(words.guidance, report.guidance.map(({ text, cites }) => `${text}${clauses(cites)}`)),
    ...section(words.errors, report.errors.map(({ rule, message, at }) => `${rule} (${at}): ${message}`)),
    colours.dim(words.disclaimer),
  ];
  return `${lines.join('\n')}\n\n`;
}

export function renderError({ code, message, pointer, line, column }: ErrorPlace & { code: string; message: string }, name: string | number | undefined, colours: Colours, locale: string | undefined): string {
  const place = [line, column].filter((part) => part !== undefined).join(':') || pointer;
  return `${colours.bold(`== ${name ?? ''}`)}\n${colours.red(wordingFor(locale).unreadable)}: ${place ? `${place}: ` : ''}${message} [${code}]\n\n`;
}

function renderFinding({ severity, path, message, remedy, cites, unverified, resolved_by_plan }: Finding, words: Wording, colours: Colours): string[] {
  const lines = [`  [${colours[OF_SEVERITY[severity]](words.severity[severity])}] ${path ? `${path}: ` : ''}${message}${clauses(cites)}`];
  if (resolved_by_plan) lines.push(`      ${words.resolvedByPlan}`);
  if (unverified) lines.push(`      ${words.unverified}: ${unverified.join(', ')}`);
  if (remedy) lines.push(`      ${words.remedy}: ${remedy}`);
  return lines;
}

function renderOutcome([name, { value, text, cites }]: [string, Outcome]): string {
  return `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}${text ? `: ${text}` : ''}${clauses(cites)}`;
}

function section(title: string, items: string[]): string[] {
  return items.length > 0 ? [`  ${title}:`, ...items.map((item) => `    - ${item}`)] : [];
}

function clauses(cites: string[]): string {
  return cites.length > 0 ? ` (${cites.join(', ')})` : '';
}
