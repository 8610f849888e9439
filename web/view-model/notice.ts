// A finding in words: a sign and a word for its severity, so that colour is never alone, what is the matter, and what to do.

import type { Finding } from '../../wasm/src/report.js';
import { inWords } from './days.js';
import type { Strings } from './strings.js';

/** Leads to a field of the form. */
export interface Link {
  /** Of a field that is drawn, or '' for the whole form. */
  pointer: string;
  label: string;
}

export interface Line {
  /** What the line tells: no other of the same list has it. */
  key: string;
  label: string;
  text: string;
  links: Link[];
}

export interface Notice {
  kind: Finding['severity'];
  sign: string;
  word: string;
  text: string;
  lines: Line[];
}

const signs: Record<Finding['severity'], string> = { error: '×', warning: '!', info: 'i', not_needed: '–' };

export function noticeOf(finding: Finding, strings: Strings): Notice {
  // What a fault of form says of days is how they are to be written.
  const words = (text: string) => (finding.rule.startsWith('schema.') ? text : inWords(text, strings));
  const lines: Line[] = [];
  if (finding.remedy) lines.push({ key: 'remedy', label: strings.remedy, text: words(finding.remedy), links: [] });
  if (finding.resolved_by_plan) lines.push({ key: 'plan', label: '', text: strings.resolvedByPlan, links: [] });
  const { severity } = finding;
  return { kind: severity, sign: signs[severity], word: strings.severities[severity], text: words(finding.message), lines };
}

/** What the applicant has to change himself. */
export function isOpenError(finding: Finding): boolean {
  return finding.severity === 'error' && !finding.resolved_by_plan;
}
