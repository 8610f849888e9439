// Rules become JavaScript source, which needs eval.
import { LogicEngine } from 'json-logic-engine';
import { addDayMethods } from './json-logic-engine-methods.mjs';
import { LOGIC_RULES } from '../workload/rules.logic.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'json-logic-engine, compiled', packages: ['json-logic-engine'], language: 'logic' };

export function create({ today, rules = LOGIC_RULES }) {
  const logic = addDayMethods(new LogicEngine(), today);
  const compiled = rules.map(({ id, logic: rule }) => ({ id, keeps: logic.build(rule) }));
  return {
    object: (form) => {
      const failing = [];
      for (const { id, keeps } of compiled) if (!keeps(form)) failing.push(id);
      return verdictOf(failing);
    },
  };
}
