// The rules as a pack of ours.
import { CITES, PACK, TEXTS } from './texts.mjs';

export function packOf(rules, facts) {
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

export const SOURCE = {
  format: 1,
  id: 'B1',
  title: { 'zh-CN': '测试规定', en: 'Rules of Benchtown' },
  issuer: { 'zh-CN': '测试市', en: 'Benchtown' },
  published_on: '2026-01-01',
  status: 'primary',
  clauses: [{ id: 'B1-01', check: 'full', text: { 'zh-CN': '用于测试的条款。', en: 'A clause for the benchmark.' } }],
};
