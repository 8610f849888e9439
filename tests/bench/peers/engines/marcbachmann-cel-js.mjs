import { Environment } from '@marcbachmann/cel-js';
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { CEL_RULES } from '../workload/rules.cel.mjs';
import { keepsRule } from './cel-rule.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: '@marcbachmann/cel-js', packages: ['@marcbachmann/cel-js'], language: 'cel' };

export function create({ today, rules = CEL_RULES }) {
  const environment = new Environment({ unlistedVariablesAreDyn: true, limits: { maxListElements: 20000 } })
    .registerVariable('today', 'string')
    .registerFunction('addMonths(string, int): string', (day, months) => addMonths(day, Number(months)))
    .registerFunction('ageOn(string, string): int', (birth, day) => BigInt(ageOn(birth, day)))
    .registerFunction('areaWithin(string, string): bool', areaWithin);
  const parsed = rules.map((rule) => ({ id: rule.id, keeps: environment.parse(keepsRule(rule)) }));
  return {
    object: (form) => {
      const context = { ...form, today };
      const failing = [];
      for (const { id, keeps } of parsed) if (!keeps(context)) failing.push(id);
      return verdictOf(failing);
    },
  };
}
