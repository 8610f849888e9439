import { evaluate, parse } from 'cel-js';
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { CEL_RULES } from '../workload/rules.cel.mjs';
import { keepsRule } from './cel-rule.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'cel-js', packages: ['cel-js'], language: 'cel' };

const FUNCTIONS = { addMonths, ageOn, areaWithin };

export function create({ today, rules = CEL_RULES }) {
  const parsed = rules.map((rule) => {
    const { isSuccess, cst, errors } = parse(keepsRule(rule));
    if (!isSuccess) throw new Error(`${rule.id}: ${errors.join()}`);
    return { id: rule.id, cst };
  });
  return {
    object: (form) => {
      const context = { ...form, today };
      const failing = [];
      for (const { id, cst } of parsed) if (!evaluate(cst, context, FUNCTIONS)) failing.push(id);
      return verdictOf(failing);
    },
  };
}
