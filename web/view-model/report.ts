// A report as it is to be drawn, in the order in which an applicant needs it: the verdict, what is wrong, what is missing, what to do. Plain JSON.

import type { Finding, Report, Verdict } from '../../wasm/src/report.js';
import { clauseView, type ClauseIndex, type ClauseView } from './clauses.js';
import { inWords } from './days.js';
import { institutionAt } from './directory.js';
import { breadcrumb, fieldPointer, pointerOfValue } from './facts.js';
import { isOpenError, noticeOf, type Line, type Link } from './notice.js';
import { isInForce, topicName, type Directory, type Pack } from './pack.js';
import type { JsonObject } from './pointer.js';
import { localise, stringsFor, type Strings } from './strings.js';

export interface ReportRequest {
  pack: Pack;
  form: JsonObject;
  report: Report;
  clauses: ClauseIndex;
  locale: string;
  /** Areas and institutions by code: steps call them by name. */
  names?: readonly Directory[];
}

export interface VerdictView {
  kind: Verdict;
  sign: string;
  word: string;
  text: string;
  notes: string[];
  /** The verdict with its counts in one line, for a narrow bar and for screen readers. */
  line: string;
}

/** A message, a material, a step, an outcome, a hint: what a section lists. */
export interface Entry {
  /** The same from report to report. */
  key: string;
  /** A severity, or the status of a requirement; '' for others. */
  kind: string;
  sign: string;
  /** The kind in a word. */
  word: string;
  title: string;
  text: string;
  tag: string;
  lines: Line[];
  /** "By S9-01"; '' where nothing is cited. */
  cites: string;
  clauses: ClauseView[];
}

export interface Section {
  name: 'findings' | 'missing' | 'plan' | 'requirements' | 'outcomes' | 'guidance' | 'pending' | 'errors';
  title: string;
  note: string;
  /** The entries are steps, one after the other. */
  ordered: boolean;
  /** Not a fault of the applicant's: shown on demand. */
  folded: boolean;
  entries: Entry[];
}

export interface ReportView {
  verdict: VerdictView;
  /** By which rules and for which day the check was made. */
  basis: string;
  /** Only those that have entries. */
  sections: Section[];
}

/** What somebody has to do now, where it is not the first section anyway. */
const firstSections: Partial<Record<Verdict, Section['name']>> = { plan: 'plan', incomplete: 'missing' };

const verdictSigns: Record<Verdict, string> = { pass: '✓', incomplete: '…', fail: '×', plan: '→', not_needed: '–' };

/** What decides the verdict comes first; within a severity the pack's order stays. */
const severityOrder: Finding['severity'][] = ['not_needed', 'error', 'warning', 'info'];

export function describeReport({ pack, form, report, clauses, locale, names = [] }: ReportRequest): ReportView {
  const strings = stringsFor(locale);

  const words = (text: string) => inWords(text, strings);
  const link = (pointer: string): Link => ({ pointer: fieldPointer(pack.facts, form, pointer), label: breadcrumb(pack.facts, pointer, strings) });
  const line = (key: string, label: string, text: string, pointers: string[] = []): Line => ({ key, label, text, links: pointers.map(link) });
  const entry = (key: string, cites: string[], parts: Partial<Entry>): Entry => ({
    key,
    kind: '',
    sign: '',
    word: '',
    title: '',
    text: '',
    tag: '',
    lines: [],
    cites: cites.length > 0 ? `${strings.cites} ${cites.join(' ')}` : '',
    clauses: cites.map((id) => clauseView(id, clauses, strings)),
    ...parts,
  });
  const section = (name: Section['name'], title: string, entries: Entry[], more: Partial<Section> = {}): Section => ({
    name,
    title,
    note: '',
    ordered: false,
    folded: false,
    entries,
    ...more,
  });

  function findings(): Entry[] {
    const rank = ({ severity }: Finding) => severityOrder.indexOf(severity);
    const sorted = [...report.findings].sort((left, right) => rank(left) - rank(right));
    return sorted.map((finding) => {
      const notice = noticeOf(finding, strings);
      const lines = [...notice.lines, line('field', strings.atField, '', [finding.path])];
      if (finding.unverified) lines.push(line('unverified', strings.unverified, '', finding.unverified));
      return entry(`${finding.rule} ${finding.path}`, finding.cites, { ...notice, lines });
    });
  }

  /** What a step starts from or leads to, by name where its code has one, with a link to the field where the applicant wrote the code. */
  function stepEnd(key: 'from' | 'to', label: string, code: string | undefined): Line[] {
    if (code === undefined) return [];
    const pointer = pointerOfValue(pack.facts, form, code);
    const name = names.map((each) => institutionAt(each, code)?.name ?? '').find((each) => each !== '');
    return [line(key, label, name === undefined ? code : strings.named(name, code), pointer === null ? [] : [pointer])];
  }

  /** A step with one end changes nothing into something else. */
  function stepEnds(from: string | undefined, to: string | undefined): Line[] {
    const isChange = from !== undefined && to !== undefined;
    return [...stepEnd('from', isChange ? strings.from : strings.concerns, from), ...stepEnd('to', isChange ? strings.to : strings.concerns, to)];
  }

  function requirements(): Entry[] {
    const titleOf = (id: string) =>
      report.requirements.find((each) => each.id === id)?.title ?? (localise(pack.requirements?.find((each) => each.id === id)?.title, locale) || id);
    return report.requirements.map(({ id, kind, title, status, satisfied_by, alternatives, cites }) => {
      const lines: Line[] = [];
      if (satisfied_by !== undefined) lines.push(line('instead', '', strings.satisfiedBy(titleOf(satisfied_by))));
      if (alternatives.length > 0) lines.push(line('alternatives', '', strings.alternatives(alternatives.map(titleOf).join(strings.separator))));
      return entry(id, cites, { kind: status, word: strings.statuses[status], text: words(title), tag: strings.kinds[kind] ?? kind, lines });
    });
  }

  const sections = [
    section('findings', strings.findings, findings()),
    section('missing', strings.missing, report.missing.map((pointer) => entry(pointer, [], { lines: [line('field', '', '', [pointer])] }))),
    section(
      'plan',
      strings.plan,
      report.plan.map(({ step, action, why, from, to, cites }) =>
        entry(String(step), cites, { text: words(why || action), lines: stepEnds(from, to) }),
      ),
      { ordered: true },
    ),
    section('requirements', strings.requirements, requirements()),
    section(
      'outcomes',
      strings.outcomes,
      Object.entries(report.outcomes).map(([name, { text, value, cites }]) =>
        entry(name, cites, { title: strings.outcomeNames[name] ?? name, text: words(text || String(value)) }),
      ),
    ),
    section('guidance', strings.guidance, report.guidance.map(({ id, text, cites }) => entry(id, cites, { text: words(text) }))),
    section(
      'pending',
      strings.pending(report.pending.length),
      report.pending.map(({ rule, waits_for, cites }) => entry(rule, cites, { lines: [line('waits', strings.waitsFor, '', waits_for)] })),
      { folded: true },
    ),
    section(
      'errors',
      strings.technical,
      report.errors.map(({ rule, message, at }) => entry(`${rule} ${at}`, [], { title: rule, text: message, tag: at })),
      { note: strings.technicalText, folded: true },
    ),
  ];
  const isFirst = ({ name }: Section) => name === firstSections[report.verdict];
  return {
    verdict: describeVerdict(report, locale, pack),
    basis: basisOf(pack, report, strings),
    sections: [...sections.filter(isFirst), ...sections.filter((each) => !isFirst(each))].filter(({ entries }) => entries.length > 0),
  };
}

/** `pack`: the report's; an edition that is named answers for any day, and where it was not in force the notes say so. */
export function describeVerdict(report: Report, locale: string, pack?: Pack): VerdictView {
  const strings = stringsFor(locale);
  const { word, text } = strings.verdicts[report.verdict];
  const day = report.as_of.slice(0, 10);
  const counts = strings.counts(report.findings.filter(isOpenError).length, report.missing.length);
  return {
    kind: report.verdict,
    sign: verdictSigns[report.verdict],
    word,
    text,
    notes: pack && !isInForce(pack, day) ? [strings.notInForce(day), strings.notApproval] : [strings.notApproval],
    line: counts === '' ? word : `${word} · ${counts}`,
  };
}

function basisOf(pack: Pack, { as_of }: Report, strings: Strings): string {
  const from = pack.effective && pack.effective.from;
  // The report's moment is in the pack's zone; midnight is how it says "that day".
  const time = as_of.slice(11, 19);
  return strings.checkedAs(topicName(pack, strings.locale), from ? strings.since(from) : '', as_of.slice(0, 10), time === '00:00:00' ? '' : ` ${time}`);
}
