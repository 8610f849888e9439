// A rule that cannot fail or always does, a requirement that cannot be missing or always is: what they ask for is settled wherever they apply.
import type { Check, Finding, LintContext } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { and, type Formula, neverHolds, not } from '../formula.js';
import type { Judged } from '../judging.js';
import { writtenAt } from '../packs.js';

type Asked = NonNullable<Judged['holds']>;

export const alwaysHolds: Check = {
  id: 'lint.always_holds',
  level: 'warning',
  what: 'a rule that no form fails, a requirement that is never missing',
  find: (context) =>
    settled(context, ({ formula }) => not(formula), ({ key }, name) => ({
      message: `the ${name} finds nothing wrong with any form: its "${key}" always holds where it applies`,
      help: 'Mend the condition, or take the entry out.',
    })),
};

/** `false`, written out, is meant. */
export const alwaysFails: Check = {
  id: 'lint.always_fails',
  level: 'warning',
  what: 'a rule that every form fails to which it applies, a requirement that is always missing',
  find: (context) =>
    settled(context, ({ formula }) => (formula === false ? true : formula), ({ key }, name) => ({
      message: `the ${name} is failed by every form to which it applies: its "${key}" cannot hold there`,
      help: key === 'assert' ? 'Mend the condition; where the rule is to fail whenever it applies, leave "assert" out.' : 'Mend the condition; advice that is never owed has no "satisfied".',
    })),
};

/** Where what `impossible` gives cannot be, though the part applies to some form. */
function settled({ packs, judged }: LintContext, impossible: (asked: Asked) => Formula, wrongOf: (asked: Asked, name: string) => Omit<Finding, 'at'>): Finding[] {
  return wrongEverywhere(packs, (pack) =>
    judged(pack).flatMap(({ name, pointer, when, holds }) => {
      if (!holds || neverHolds(when)) return []; // another check has a word for that
      const at = writtenAt(pack, `${pointer}/${holds.key}`);
      return [neverHolds(and(when, impossible(holds))) ? { at, wrong: wrongOf(holds, name) } : { at }];
    }),
  );
}
