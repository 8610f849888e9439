// What a report decides, part by part of its pack, so that two reports can be compared part by part.
import type { Report } from '../report.js';
import { pathOf } from './fact-paths.js';

/** What was decided, by part: `rule window-closed`, `requirement face`, `outcome review`, `guidance phone`, `plan`, `fact /person/age`. */
export type Decisions = ReadonlyMap<string, string>;

/** Structural findings are the facts' own, the planner's the plan's. */
function partOf(rule: string, path: string): string {
  if (rule.startsWith('schema.') || rule.startsWith('directory.')) return `fact ${pathOf(path)}`;
  return rule === 'plan' || rule.startsWith('plan.') ? 'plan' : `rule ${rule}`;
}

/** Without the texts: what is decided, not how it is said. In words, in English. */
export function decisionsOf(report: Report): Decisions {
  const decided = new Map<string, string>();
  const add = (part: string, words: string) => decided.set(part, decided.has(part) ? `${decided.get(part)}; ${words}` : words);
  for (const { rule, severity, path, unverified } of report.findings) {
    const name = rule.startsWith('schema.') || rule.startsWith('plan.') || rule.startsWith('directory.') ? `${rule}: ` : '';
    add(partOf(rule, path), `${name}${severity}${path ? ` at ${path}` : ''}${unverified ? `, not verified for want of ${unverified.join(', ')}` : ''}`);
  }
  for (const { rule, waits_for } of report.pending) add(partOf(rule, ''), `waits for ${waits_for.join(', ')}`);
  for (const { id, status, satisfied_by } of report.requirements) add(`requirement ${id}`, satisfied_by ? `${status} by ${satisfied_by}` : status);
  for (const [name, { value }] of Object.entries(report.outcomes)) add(`outcome ${name}`, typeof value === 'string' ? value : JSON.stringify(value));
  for (const { id } of report.guidance) add(`guidance ${id}`, 'shown');
  for (const { action, from, to } of report.plan) add('plan', [action, from, to && `to ${to}`].filter(Boolean).join(' '));
  for (const { rule, message } of report.errors) add(partOf(rule, ''), `could not be evaluated: ${message}`);
  return decided;
}

/** How the report says it, by part. */
export function textsOf(report: Report): Decisions {
  const said = new Map<string, string>();
  const add = (part: string, ...texts: (string | undefined)[]) => said.set(part, [said.get(part), ...texts].filter((text) => text !== undefined).join(' '));
  for (const { rule, path, message, remedy } of report.findings) add(partOf(rule, path), message, remedy);
  for (const { id, title } of report.requirements) add(`requirement ${id}`, title);
  for (const [name, { text }] of Object.entries(report.outcomes)) add(`outcome ${name}`, text);
  for (const { id, text } of report.guidance) add(`guidance ${id}`, text);
  for (const { why } of report.plan) add('plan', why);
  return said;
}
