import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';

/** What the rules need beyond JsonLogic. `today` changes between checks, so it must not be folded into a constant. */
export function addDayMethods(logic, today) {
  logic.addMethod('today', { method: () => today, lazy: false }, { sync: true, deterministic: false });
  for (const [name, call] of Object.entries({ addMonths, ageOn, areaWithin })) {
    logic.addMethod(name, { method: ([a, b]) => call(a, b) }, { sync: true, deterministic: true });
  }
  return logic;
}
