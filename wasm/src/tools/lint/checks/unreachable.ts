// What no form that fits the facts is ever told, because its condition cannot hold.
import type { Check } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { and, neverHolds, not } from '../formula.js';
import { writtenAt } from '../packs.js';

export const unreachable: Check = {
  id: 'lint.unreachable',
  level: 'warning',
  what: 'an entry whose condition cannot hold, or that an entry before it always answers for',
  find: ({ packs, judged }) =>
    wrongEverywhere(packs, (pack) =>
      judged(pack).map(({ name, entry, pointer, when, before }) => {
        const at = writtenAt(pack, entry.when === undefined ? pointer : `${pointer}/when`);
        if (neverHolds(when)) return { at, wrong: { message: `the ${name} never applies: its "when" cannot hold`, help: 'Mend the condition, or take the entry out.' } };
        if (!neverHolds(and(when, not(before)))) return { at };
        return { at, wrong: { message: `the ${name} never answers: an entry before it does wherever this one would`, help: 'Put the narrower condition first, or take the entry out.' } };
      }),
    ),
};
