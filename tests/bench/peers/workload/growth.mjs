// What grows: the number of rules, the size of the form, the length of a list. All else stays small, and every rule is kept.
import { FACTS } from './facts.mjs';
import { CEL_RULES } from './rules.cel.mjs';
import { LOGIC_RULES } from './rules.logic.mjs';

export const GROWTH = [
  { name: 'rules', sizes: [10, 100, 1000, 10000], title: 'number of rules' },
  { name: 'form', sizes: [1, 10, 100, 500], title: 'size of the form, KiB, by properties of one object that no rule reads' },
  { name: 'list', sizes: [10, 100, 1000, 10000], title: 'elements of a list that two rules walk' },
];

/** @param form one that keeps all twenty rules. */
export function growthCase(name, size, form) {
  return CASES[name](size, form);
}

const CASES = {
  rules: (size, form) => ({
    form: { ...form, current: { ...form.current, chosen_on: '2020-05-06' } },
    rules: rulesOf(Array.from({ length: size }, (_, i) => manyRules(i))),
  }),

  form(size, form) {
    const extra = {};
    for (let i = 0; JSON.stringify(extra).length < size * 1024 - 40; i += 25) {
      for (let j = i; j < i + 25; j++) extra[`note_${j}`] = `an entry, no. ${j}`;
    }
    const text = { type: 'string', title: { 'zh-CN': '备注', en: 'note' } };
    const properties = Object.fromEntries(Object.keys(extra).map((name) => [name, text]));
    return {
      form: { ...form, extra },
      rules: { cel: CEL_RULES, logic: LOGIC_RULES },
      facts: withProperty('extra', { type: 'object', title: { 'zh-CN': '其他', en: 'other' }, properties }),
    };
  },

  list: (size, form) => ({
    form: { ...form, filings: Array.from({ length: size }, (_, i) => ({ status: i % 3 === 0 ? 'cancelled' : 'expired', ends_on: '2024-10-31' })) },
    rules: { cel: CEL_RULES.filter(walksFilings), logic: LOGIC_RULES.filter(walksFilings) },
    facts: withProperty('filings', { ...FACTS.properties.filings, maxItems: size, items: filingOf(['status', 'ends_on']) }),
  }),
};

const walksFilings = ({ id }) => id === 'one-active-filing' || id === 'half-year-since-filing';

/** Four kinds of rule, each with its own number, so that no two are alike. */
function manyRules(i) {
  const fact = (path) => ({ var: path });
  const kinds = [
    { assert: `applicant.years_paid < ${100 + i}`, logic: { '<': [fact('applicant.years_paid'), 100 + i] } },
    { assert: `wish.institution != 'X${i}'`, logic: { '!=': [fact('wish.institution'), `X${i}`] } },
    { assert: `today >= addMonths(current.chosen_on, ${i % 60})`, logic: { '>=': [{ today: [] }, { addMonths: [fact('current.chosen_on'), i % 60] }] } },
    { assert: `size(wish.services) < ${10 + i}`, logic: { '<': [fact('wish.services.length'), 10 + i] } },
  ];
  return { id: `rule-${i}`, ...kinds[i % kinds.length] };
}

function rulesOf(rules) {
  return { cel: rules.map(({ id, assert }) => ({ id, assert })), logic: rules.map(({ id, logic }) => ({ id, logic })) };
}

function withProperty(name, fact) {
  return { ...FACTS, properties: { ...FACTS.properties, [name]: fact } };
}

function filingOf(names) {
  const { items } = FACTS.properties.filings;
  return { ...items, required: names, properties: Object.fromEntries(names.map((name) => [name, items.properties[name]])) };
}
