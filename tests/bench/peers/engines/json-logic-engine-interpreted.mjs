// Its interpreter, with the closures that it makes of a rule it has seen.
import { LogicEngine } from 'json-logic-engine';
import { addDayMethods } from './json-logic-engine-methods.mjs';
import { LOGIC_RULES } from '../workload/rules.logic.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'json-logic-engine, interpreted', packages: ['json-logic-engine'], language: 'logic' };

export function create({ today, rules = LOGIC_RULES }) {
  const logic = addDayMethods(new LogicEngine(), today);
  return {
    object: (form) => {
      const failing = [];
      for (const { id, logic: rule } of rules) if (!logic.run(rule, form)) failing.push(id);
      return verdictOf(failing);
    },
  };
}
