// Draws a report in the order in which an applicant needs it: the verdict, what is wrong, what is missing, what to do.

import type { Finding, Report } from '../../wasm/src/index.js';
import { drawClause, type ClauseIndex } from './citations.js';
import { element, type Child } from './dom.js';
import { drawFinding } from './field-messages.js';
import { breadcrumb, packKey, pointerOfValue, type Pack } from './pack.js';
import type { JsonObject } from './pointer.js';
import { localise, type Strings } from './strings.js';

export interface ReportContext {
  pack: Pack;
  form: JsonObject;
  clauses: ClauseIndex;
  strings: Strings;
  /** Keys of the folded parts that the reader has opened; a new report leaves them open. */
  opened: Set<string>;
  /** Leads the reader to the field of a pointer. */
  onFollow: (pointer: string) => void;
}

const verdictIcons: Record<Report['verdict'], string> = {
  pass: '✓',
  incomplete: '…',
  fail: '×',
  plan: '→',
  not_needed: '–',
};

export function drawReport(report: Report, context: ReportContext): Child[] {
  return [
    drawVerdict(report, context),
    drawFindings(report, context),
    drawMissing(report, context),
    drawPlan(report, context),
    drawRequirements(report, context),
    drawOutcomes(report, context),
    drawGuidance(report, context),
    drawPending(report, context),
    drawErrors(report, context),
  ];
}

/** The verdict in one line, for the bar of narrow screens and for screen readers. */
export function verdictLine(report: Report, strings: Strings): string {
  const counts = strings.counts(openErrors(report).length, report.missing.length);
  const word = strings.verdicts[report.verdict].word;
  return counts === '' ? word : `${word} · ${counts}`;
}

export function drawVerdictIcon(verdict: Report['verdict']): HTMLElement {
  return element('span', { class: 'icon', 'aria-hidden': 'true' }, verdictIcons[verdict]);
}

function openErrors(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.severity === 'error' && !finding.resolved_by_plan);
}

function drawVerdict(report: Report, { pack, strings }: ReportContext): Child {
  const { word, text } = strings.verdicts[report.verdict];
  // The report's moment is in the pack's zone; midnight is how it says "that day".
  const day = report.as_of.slice(0, 10);
  const time = report.as_of.slice(11, 19);
  const moment = time === '00:00:00' ? day : `${day} ${time}`;
  return element(
    'div',
    { class: `verdict ${report.verdict}` },
    element('p', { class: 'word' }, drawVerdictIcon(report.verdict), word),
    element('p', {}, text),
    element('p', { class: 'note' }, strings.notApproval),
    element('p', { class: 'note' }, strings.checkedAs(packKey(pack), moment)),
  );
}

/** What decides the verdict comes first; within a severity the pack's order stays. */
const severityOrder: Finding['severity'][] = ['not_needed', 'error', 'warning', 'info'];

function drawFindings({ findings }: Report, context: ReportContext): Child {
  const { strings } = context;
  const rank = (finding: Finding) => severityOrder.indexOf(finding.severity);
  const sorted = [...findings].sort((left, right) => rank(left) - rank(right));
  const items = sorted.map((finding) =>
    element(
      'li',
      {},
      drawFinding(finding, strings),
      element('p', { class: 'where' }, strings.atField, fieldLink(finding.path, context)),
      finding.unverified && element('p', {}, strings.unverified, ...fieldLinks(finding.unverified, context)),
      citations(`finding ${finding.rule} ${finding.path}`, finding.cites, context),
    ),
  );
  return section('findings', strings.findings, 'ul', items);
}

function drawMissing({ missing }: Report, context: ReportContext): Child {
  const items = missing.map((pointer) => element('li', {}, fieldLink(pointer, context)));
  return section('missing', context.strings.missing, 'ul', items);
}

function drawPlan({ plan }: Report, context: ReportContext): Child {
  const { strings } = context;
  const items = plan.map((step) =>
    element(
      'li',
      {},
      element('p', {}, step.why || step.action),
      drawStepEnd(strings.from, step.from, context),
      drawStepEnd(strings.to, step.to, context),
      citations(`step ${step.step}`, step.cites, context),
    ),
  );
  return section('plan', strings.plan, 'ol', items);
}

/** The code that a step starts from or leads to, with a link to the field where the applicant wrote it. */
function drawStepEnd(label: string, code: string | undefined, context: ReportContext): Child {
  if (code === undefined) return null;
  const pointer = pointerOfValue(context.pack.facts, context.form, code);
  const link = pointer === null ? null : fieldLink(pointer, context);
  return element('p', { class: 'where' }, `${label} ${code} `, link);
}

function drawRequirements({ requirements }: Report, context: ReportContext): Child {
  const { pack, strings } = context;
  const titleOf = (id: string) =>
    requirements.find((entry) => entry.id === id)?.title ??
    (localise(pack.requirements?.find((entry) => entry.id === id)?.title, strings.locale) || id);
  const titles = (ids: string[]) => ids.map(titleOf).join(strings.locale === 'en' ? ', ' : '、');
  const items = requirements.map((requirement) =>
    element(
      'li',
      {},
      element(
        'p',
        {},
        element('span', { class: `status ${requirement.status}` }, strings.statuses[requirement.status]),
        ' ',
        requirement.title,
        ' ',
        element('span', { class: 'tag' }, strings.kinds[requirement.kind] ?? requirement.kind),
      ),
      requirement.satisfied_by !== undefined &&
        element('p', { class: 'where' }, strings.satisfiedBy(titleOf(requirement.satisfied_by))),
      requirement.alternatives.length > 0 &&
        element('p', { class: 'where' }, strings.alternatives(titles(requirement.alternatives))),
      citations(`requirement ${requirement.id}`, requirement.cites, context),
    ),
  );
  return section('requirements', strings.requirements, 'ul', items);
}

function drawOutcomes({ outcomes }: Report, context: ReportContext): Child {
  const { strings } = context;
  const items = Object.entries(outcomes).map(([name, outcome]) => {
    const words = outcome.text || String(outcome.value);
    return element(
      'li',
      {},
      element('p', {}, element('strong', {}, strings.outcomeNames[name] ?? name), ' ', words),
      citations(`outcome ${name}`, outcome.cites, context),
    );
  });
  return section('outcomes', strings.outcomes, 'ul', items);
}

function drawGuidance({ guidance }: Report, context: ReportContext): Child {
  const items = guidance.map((entry) =>
    element('li', {}, element('p', {}, entry.text), citations(`guidance ${entry.id}`, entry.cites, context)),
  );
  return section('guidance', context.strings.guidance, 'ul', items);
}

/** Rules that wait are not faults: they stand at the end, folded. */
function drawPending({ pending }: Report, context: ReportContext): Child {
  if (pending.length === 0) return null;
  const { strings } = context;
  const items = pending.map((entry) =>
    element(
      'li',
      {},
      element('p', {}, element('code', {}, entry.rule), ' ', strings.waitsFor, ...fieldLinks(entry.waits_for, context)),
      citations(`pending ${entry.rule}`, entry.cites, context),
    ),
  );
  return folded('pending', strings.pending(pending.length), context, element('ul', { class: 'entries' }, ...items));
}

function drawErrors({ errors }: Report, context: ReportContext): Child {
  if (errors.length === 0) return null;
  const { strings } = context;
  const items = errors.map((error) =>
    element('li', {}, element('code', {}, error.rule), ' ', error.message, ' ', element('code', {}, error.at)),
  );
  return folded(
    'errors',
    strings.technical,
    context,
    element('p', {}, strings.technicalText),
    element('ul', { class: 'entries' }, ...items),
  );
}

function section(name: string, title: string, listTag: 'ul' | 'ol', items: HTMLElement[]): Child {
  if (items.length === 0) return null;
  return element('section', { id: `report-${name}` }, element('h3', {}, title), element(listTag, { class: 'entries' }, ...items));
}

function fieldLink(pointer: string, { pack, strings, onFollow }: ReportContext): HTMLElement {
  const link = element('a', { href: '#field', 'data-path': pointer }, breadcrumb(pack.facts, pointer, strings));
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onFollow(pointer);
  });
  return link;
}

function fieldLinks(pointers: string[], context: ReportContext): Child[] {
  const separator = context.strings.locale === 'en' ? ', ' : '、';
  const links: Child[] = [];
  for (const pointer of pointers) links.push(links.length > 0 && separator, fieldLink(pointer, context));
  return links;
}

function citations(key: string, cites: string[], context: ReportContext): Child {
  if (cites.length === 0) return null;
  const { clauses, strings } = context;
  const items = cites.map((id) => drawClause(id, clauses, strings));
  const list = element('ul', { class: 'clauses' }, ...items);
  return folded(`cites ${key}`, `${strings.cites} ${cites.join(' ')}`, context, list);
}

function folded(key: string, summary: string, { opened }: ReportContext, ...children: Child[]): HTMLElement {
  const details = element('details', { open: opened.has(key) }, element('summary', {}, summary), ...children);
  details.addEventListener('toggle', () => (details.open ? opened.add(key) : opened.delete(key)));
  return details;
}
