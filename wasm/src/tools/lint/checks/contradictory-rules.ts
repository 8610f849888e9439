// Two rules that no form passes both, though each by itself can be passed.
import type { Check, JudgedPart } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { and, atomsOf, type Formula, implies, neverHolds, not } from '../formula.js';
import type { Judged } from '../judging.js';
import { type LintPack, writtenAt } from '../packs.js';

export const contradictoryRules: Check = {
  id: 'lint.contradictory_rules',
  level: 'error',
  what: 'two error rules that no form passes both',
  find: ({ packs, judged }) => wrongEverywhere(packs, (pack) => pairs(judged(pack).filter((part) => canFail(pack, part))).map(([one, other]) => judgedPair(pack, one, other))),
};

/** More pairs of a pack are not looked at. */
const MAX_PAIRS = 20_000;

/** Of rules for each element two may speak of different elements; what the plan resolves may fail. */
function canFail({ merged }: LintPack, { entry, pointer, when, holds }: Judged): boolean {
  if (!pointer.startsWith('/rules/') || entry.severity !== 'error' || entry.for_each !== undefined || !holds) return false;
  if (((merged.plan as { resolves?: string[] } | undefined)?.resolves ?? []).includes(entry.id as string)) return false;
  return !neverHolds(and(when, holds.formula)) && !neverHolds(and(when, not(holds.formula))); // other checks have a word for these
}

function judgedPair(pack: LintPack, one: Judged, other: Judged): JudgedPart {
  const at = writtenAt(pack, `${other.pointer}/assert`);
  // The pair is named by its first rule: one rule may contradict several.
  const key = `${at.document.name}${at.pointer} against ${one.entry.id}`;
  if (neverHolds(and(passed(one), passed(other)))) {
    return { at, key, wrong: { message: `no form passes both the ${one.name} and the ${other.name}`, help: 'Mend one of them, or say in "when" for whom each is.' } };
  }
  const sameForms = neverHolds(and(one.when, not(other.when))) || neverHolds(and(other.when, not(one.when)));
  if (!sameForms || !neverHolds(and(one.when, other.when, asked(one), asked(other)))) return { at, key };
  const message = `where the ${one.name} and the ${other.name} both apply, no form passes both`;
  return { at, key, wrong: { message, help: 'Mend one of them; where such a form is not to pass at all, write one rule without "assert".' } };
}

function asked({ holds }: Judged): Formula {
  return holds ? holds.formula : false;
}

function passed(rule: Judged): Formula {
  return implies(rule.when, asked(rule));
}

/** Those that have something in common. */
function pairs(rules: readonly Judged[]): [Judged, Judged][] {
  const found: [Judged, Judged][] = [];
  const read = rules.map((rule) => new Set(atomsOf(passed(rule)).keys()));
  for (let one = 0; one < rules.length; one++) {
    for (let other = one + 1; other < rules.length; other++) {
      if (found.length === MAX_PAIRS) return found;
      const some = [...(read[one] as Set<string>)].some((variable) => (read[other] as Set<string>).has(variable));
      if (some) found.push([rules[one] as Judged, rules[other] as Judged]);
    }
  }
  return found;
}
