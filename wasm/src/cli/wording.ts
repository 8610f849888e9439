// The command line's own words, by locale: the only file here with other than ASCII text.
import type { Effective } from '../documents.js';
import type { RuleStatus } from '../explanation.js';
import type { RequirementStatus, Severity, Verdict } from '../report.js';
import type { Part } from '../tools/pack-changes.js';

export interface Wording {
  verdict: Record<Verdict, string>;
  severity: Record<Severity, string>;
  status: Record<RequirementStatus, string>;
  remedy: string;
  unverified: string;
  resolvedByPlan: string;
  requirements: string;
  missing: string;
  pending: string;
  outcomes: string;
  plan: string;
  guidance: string;
  errors: string;
  unreadable: string;
  disclaimer: string;
  ruleStatus: Record<RuleStatus, string>;
  facts: string;
  changes: string;
  noLongerApplies: string;
  leaveOut: string;
  unknown: string;
  absent: string;
  notEvaluated: string;
  nothingToExplain: string;
  searchCut: string;
  detailsLeftOut: string;
  iterationsLeftOut(count: number): string;
  elementsLeftOut(count: number): string;
  /** Shorter than a sentence, in a column. */
  effective(days: Effective | null): string;
  /** Of an overlay: its base, and how much of that it changes or removes. */
  overlay(base: string, overrides: number): string;
  diff: DiffWording;
}

/** Of `precheck diff`. */
export interface DiffWording {
  nothing: string;
  parts: Record<Part, string>;
  added: string;
  removed: string;
  moved: string;
  affected: string;
  packsAdded: string;
  packsRemoved: string;
  sources: string;
  reads: string;
  none: string;
  verdicts: string;
  forms: string;
  form(number: number): string;
  checkedFor(day: string, other: string | undefined): string;
  tried(forms: number, cut: boolean): string;
  notFound(forms: number): string;
  moveOf(pointer: string, from: number, to: number, months: number, parameters: string): string;
}

const chinese: Wording = {
  verdict: {
    pass: '未发现问题',
    incomplete: '还不完整',
    fail: '有错误',
    plan: '请按下面的顺序办理',
    not_needed: '无需办理',
  },
  severity: { error: '错误', warning: '提醒', info: '说明', not_needed: '无需办理' },
  status: { satisfied: '已有', missing: '缺少', pending: '待定', alternative: '可替代', advisory: '建议' },
  remedy: '怎么办',
  unverified: '未能核实',
  resolvedByPlan: '按顺序办理即可解决',
  requirements: '材料与手续',
  missing: '还要填写',
  pending: '暂时无法判断',
  outcomes: '结果',
  plan: '办理顺序',
  guidance: '提示',
  errors: '规则出错（不是填写的问题）',
  unreadable: '无法检查',
  disclaimer: '仅供提交前自查，以经办机构审核为准。',
  ruleStatus: {
    passed: '通过',
    not_applicable: '不适用',
    failed: '不符合',
    pending: '待定',
    unverified: '未能核实',
    undecided: '无法判断，视为通过',
    error: '规则出错（不是填写的问题）',
  },
  facts: '读到的内容',
  changes: '只改一项即可通过',
  noLongerApplies: '规则不再适用',
  leaveOut: '不填',
  unknown: '还没有填写',
  absent: '没有',
  notEvaluated: '不用再算',
  nothingToExplain: '没有未通过的规则。',
  searchCut: '可改的太多，没有全部试完。',
  detailsLeftOut: '（更细的部分略去）',
  iterationsLeftOut: (count) => `（中间 ${count} 项略去）`,
  elementsLeftOut: (count) => `（另有 ${count} 项略去）`,
  effective: (days) => [days?.from && `${days.from} 起`, days?.until && `${days.until} 前`].filter(Boolean).join('，') || '不限日期',
  overlay: (base, overrides) => `（基于 ${base}，改动 ${overrides} 处）`,
  diff: {
    nothing: '没有不同。',
    parts: {
      pack: '规则包', parameter: '参数', fact: '填写项', definition: '定义', rule: '规则', requirement: '材料与手续', outcome: '结果', guidance: '提示', plan: '办理顺序',
    },
    added: '新增',
    removed: '取消',
    moved: '排列位置变了',
    affected: '写法没变，所依据的变了',
    packsAdded: '新增的规则包',
    packsRemoved: '取消的规则包',
    sources: '依据文件的条款',
    reads: '依据',
    none: '无',
    verdicts: '结论不同的',
    forms: '例子',
    form: (number) => `例 ${number}`,
    checkedFor: (day, other) => (other === undefined ? `按 ${day} 检查` : `按 ${day} 检查；另一版按 ${other}，年度随之改变`),
    tried: (forms, cut) => `两边都试了 ${forms} 份表${cut ? '，已到上限，可用 --max 提高' : ''}。`,
    notFound: (forms) => `试了 ${forms} 份表，没有发现不同`,
    moveOf: (pointer, from, to, months, parameters) =>
      `同一个人在前一版的 ${pointer} 填 ${from}，在后一版填 ${to}；同名的各项随之改变${months ? `，日期推移 ${months} 个月` : ''}。` +
      (parameters ? `这些参数只是随之改变，不算不同：${parameters}。` : ''),
  },
};

const english: Wording = {
  verdict: {
    pass: 'nothing found',
    incomplete: 'not complete yet',
    fail: 'has errors',
    plan: 'follow the order below',
    not_needed: 'nothing to submit',
  },
  severity: { error: 'error', warning: 'warning', info: 'note', not_needed: 'not needed' },
  status: { satisfied: 'given', missing: 'missing', pending: 'open', alternative: 'alternative', advisory: 'advised' },
  remedy: 'What to do',
  unverified: 'Not verified',
  resolvedByPlan: 'solved by the order below',
  requirements: 'Materials and steps',
  missing: 'Still to fill in',
  pending: 'Cannot be decided yet',
  outcomes: 'Result',
  plan: 'Order',
  guidance: 'Advice',
  errors: 'Rules that failed to run (not the form\'s fault)',
  unreadable: 'Cannot be checked',
  disclaimer: 'A check before submitting, not an approval: the bureau decides.',
  ruleStatus: {
    passed: 'passed',
    not_applicable: 'does not apply',
    failed: 'failed',
    pending: 'pending',
    unverified: 'not verified',
    undecided: 'cannot be decided, taken for passing',
    error: 'failed to run (not the form\'s fault)',
  },
  facts: 'Read',
  changes: 'One of these alone would do',
  noLongerApplies: 'the rule no longer applies',
  leaveOut: 'leave it out',
  unknown: 'not filled in yet',
  absent: 'none',
  notEvaluated: 'did not matter',
  nothingToExplain: 'No rule is open.',
  searchCut: 'There is too much to change; not all of it was tried.',
  detailsLeftOut: '(details left out)',
  iterationsLeftOut: (count) => `(${count} in between left out)`,
  elementsLeftOut: (count) => `(${count} more left out)`,
  effective: (days) => [days?.from && `from ${days.from}`, days?.until && `before ${days.until}`].filter(Boolean).join(', ') || 'undated',
  overlay: (base, overrides) => `(over ${base}, overrides ${overrides})`,
  diff: {
    nothing: 'No difference.',
    parts: {
      pack: 'Pack', parameter: 'Parameters', fact: 'Facts', definition: 'Definitions', rule: 'Rules', requirement: 'Requirements', outcome: 'Outcomes', guidance: 'Guidance', plan: 'Plan',
    },
    added: 'new',
    removed: 'gone',
    moved: 'stands elsewhere in the order',
    affected: 'written as before, reads what changed',
    packsAdded: 'New packs',
    packsRemoved: 'Packs that are gone',
    sources: 'Clauses of sources',
    reads: 'reads',
    none: 'nothing',
    verdicts: 'Verdicts that differ',
    forms: 'The forms',
    form: (number) => `form ${number}`,
    checkedFor: (day, other) => (other === undefined ? `checked for ${day}` : `checked for ${day}, and for ${other} under the other, with the year moved`),
    tried: (forms, cut) => `${forms} forms were put to both${cut ? '; that is the limit, --max raises it' : ''}.`,
    notFound: (forms) => `no difference found in ${forms} forms`,
    moveOf: (pointer, from, to, months, parameters) =>
      `The same applicant says ${from} under the one and ${to} under the other at ${pointer}: facts of that name move with it${months ? `, and days by ${months} months` : ''}. ` +
      (parameters ? `So do these parameters, which is no difference: ${parameters}.` : ''),
  },
};

/** Chinese where the locale is not known, as in reports. */
export function wordingFor(locale: string | undefined): Wording {
  return locale === 'en' ? english : chinese;
}
