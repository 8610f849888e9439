// The command line's own words, by locale. Only files of wording have other than ASCII text.
import type { Effective } from '../documents.js';
import type { RuleStatus } from '../explanation.js';
import type { RequirementStatus, Severity, Verdict } from '../report.js';

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
};

/** Chinese where the locale is not known, as in reports. */
export function wordingFor(locale: string | undefined): Wording {
  return locale === 'en' ? english : chinese;
}
