// The words of `precheck diff`, by locale.
import type { Part } from '../tools/pack-changes.js';

export interface DiffWording {
  nothing: string;
  parts: Record<Part, string>;
  added: string;
  removed: string;
  moved: string;
  affected: string;
  packsAdded: string;
  packsRemoved: string;
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

const english: DiffWording = {
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
};

const chinese: DiffWording = {
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
};

/** Chinese where the locale is not known, as in reports. */
export function diffWordingFor(locale: string | undefined): DiffWording {
  return locale === 'en' ? english : chinese;
}
