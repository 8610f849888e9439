// Ours, as npm ships it: the built package and its wasm.
import { createPrecheck } from '../../../../dist/node.js';
import { FACTS } from '../workload/facts.mjs';
import { CEL_RULES } from '../workload/rules.cel.mjs';
import { CITES, PACK, TEXTS } from '../workload/texts.mjs';

export const engine = {
  title: 'yibao-precheck',
  packages: [],
  language: 'cel',
  structure: true,
  files: ['../../../../dist/precheck.wasm'],
};

export async function create({ today, rules = CEL_RULES, facts = FACTS }) {
  const precheck = await createPrecheck({ packs: [packOf(rules, facts)], sources: [SOURCE] });
  const pack = `${PACK.id}@${PACK.edition}`;
  const options = { asOf: today };
  const defaults = { pack, asOf: today };
  return {
    object(form) {
      const { verdict, failing } = precheck.verdict(pack, form, options);
      return { verdict, failing: failing.map((rule) => (rule.startsWith('schema.') ? 'structure' : rule)) };
    },
    report: (form) => precheck.check(pack, form, options),
    text: (text) => precheck.checkText(pack, text, options),
    /** A JSONL line as the command line reads it, `{"form": ...}`. */
    line: (line) => precheck.checkLine(line, defaults),
  };
}

function packOf(rules, facts) {
  return {
    format: 1,
    ...PACK,
    title: { 'zh-CN': '变更定点机构', en: 'Changing the institution' },
    jurisdiction: { code: '990100', name: { 'zh-CN': '测试市', en: 'Benchtown' } },
    effective: null,
    time_zone: 'Asia/Shanghai',
    sources: ['B1'],
    facts,
    rules: rules.map(({ id, when, assert }) => {
      const [path, message] = TEXTS[id] ?? ['/channel', id];
      return { id, ...(when ? { when } : {}), assert, severity: 'error', path, message: { 'zh-CN': message, en: message }, cites: CITES };
    }),
  };
}

const SOURCE = {
  format: 1,
  id: 'B1',
  title: { 'zh-CN': '测试规定', en: 'Rules of Benchtown' },
  issuer: { 'zh-CN': '测试市', en: 'Benchtown' },
  published_on: '2026-01-01',
  status: 'primary',
  clauses: [{ id: 'B1-01', check: 'full', text: { 'zh-CN': '用于测试的条款。', en: 'A clause for the benchmark.' } }],
};
