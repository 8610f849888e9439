import { CelScalar, celEnv, celFunc, parse, plan } from '@bufbuild/cel';
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { CEL_RULES } from '../workload/rules.cel.mjs';
import { keepsRule } from './cel-rule.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: '@bufbuild/cel', packages: ['@bufbuild/cel'], language: 'cel' };

const { STRING, INT, BOOL } = CelScalar;

export function create({ today, rules = CEL_RULES }) {
  const environment = celEnv({
    funcs: [
      celFunc('addMonths', [STRING, INT], STRING, (day, months) => addMonths(day, Number(months))),
      celFunc('ageOn', [STRING, STRING], INT, (birth, day) => BigInt(ageOn(birth, day))),
      celFunc('areaWithin', [STRING, STRING], BOOL, areaWithin),
    ],
  });
  const planned = rules.map((rule) => ({ id: rule.id, keeps: plan(environment, parse(keepsRule(rule))) }));
  return {
    object: (form) => {
      const context = { ...form, today };
      const failing = [];
      for (const { id, keeps } of planned) if (keeps(context) !== true) failing.push(id);
      return verdictOf(failing);
    },
  };
}
