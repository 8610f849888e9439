import jsonLogic from 'json-logic-js';
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { LOGIC_RULES } from '../workload/rules.logic.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'json-logic-js', packages: ['json-logic-js'], language: 'logic' };

export function create({ today, rules = LOGIC_RULES }) {
  for (const [name, call] of Object.entries({ addMonths, ageOn, areaWithin, today: () => today })) jsonLogic.add_operation(name, call);
  return {
    object: (form) => {
      const failing = [];
      for (const { id, logic } of rules) if (!jsonLogic.apply(logic, form)) failing.push(id);
      return verdictOf(failing);
    },
  };
}
