// Puts the report's findings at the fields they belong to, and marks the fields that are still to be filled in.

import type { Finding, Report } from '../../wasm/src/index.js';
import type { FieldView } from './controls.js';
import { element } from './dom.js';
import { parentPointer } from './pointer.js';
import type { Strings } from './strings.js';

/** The field at a pointer or, where none is drawn for it, the nearest group around it; at last the whole form. */
export function nearestView(views: Map<string, FieldView>, pointer: string): FieldView {
  let key = pointer;
  while (!views.has(key) && key !== '') key = parentPointer(key);
  return views.get(key)!;
}

/** `null` clears everything: there is no report. */
export function placeReport(views: Map<string, FieldView>, report: Report | null, strings: Strings): void {
  for (const view of views.values()) {
    view.messages.textContent = '';
    view.needed.hidden = true;
    view.root.classList.remove('has-error');
    for (const target of view.invalidTargets) target.removeAttribute('aria-invalid');
  }
  if (!report) return;
  for (const finding of report.findings) {
    const view = nearestView(views, finding.path);
    view.messages.append(drawFinding(finding, strings));
    if (finding.severity !== 'error' || finding.resolved_by_plan) continue;
    view.root.classList.add('has-error');
    for (const target of view.invalidTargets) target.setAttribute('aria-invalid', 'true');
  }
  for (const pointer of report.missing) nearestView(views, pointer).needed.hidden = false;
}

const icons: Record<Finding['severity'], string> = { error: '×', warning: '!', info: 'i', not_needed: '–' };

/** The severity in a sign and a word, the message, and what to do next. */
export function drawFinding(finding: Finding, strings: Strings): HTMLElement {
  return element(
    'div',
    { class: `finding ${finding.severity}` },
    element(
      'p',
      {},
      element('span', { class: 'icon', 'aria-hidden': 'true' }, icons[finding.severity]),
      element('strong', {}, strings.severities[finding.severity]),
      ' ',
      finding.message,
    ),
    finding.remedy !== undefined &&
      finding.remedy !== '' &&
      element('p', { class: 'remedy' }, element('strong', {}, strings.remedy), finding.remedy),
    finding.resolved_by_plan && element('p', { class: 'remedy' }, strings.resolvedByPlan),
  );
}
