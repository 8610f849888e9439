// A witness without every fact that its difference does not need.
import { ask, differences, type Judged, type Sides, type Witness, witnessOf } from './compared.js';
import type { Situation } from './boundaries.js';
import { type Form, placesOf, valueAt, withValue } from './forms.js';

/** The two verdicts stay as they are, and in nothing more do the packs differ. */
export function minimal(witness: Witness, part: string, sides: Sides, words: ReadonlySet<string>, locale: string | undefined): Witness {
  let best = witness;
  const attempt = (situation: Situation): boolean => {
    const asked = ask(situation, sides, locale);
    if (!asked) return false;
    const found = differences(asked, words);
    const same = found.find((one) => one.part === part && alike(one.a, witness.a) && alike(one.b, witness.b));
    if (!same || found.length - 1 > best.others) return false;
    best = witnessOf(situation, asked, same, found.length);
    return true;
  };
  if (best.as_of.length > 10) attempt({ ...situationOf(best), as_of: best.as_of.slice(0, 10) });
  for (let shorter = true; shorter; ) {
    shorter = false;
    // From the end, so that the places before stay true.
    for (const place of [...placesOf(best.form)].reverse()) {
      if (valueAt(best.form, place) === undefined) continue;
      if (attempt({ ...situationOf(best), form: withValue(best.form, place, undefined) as Form })) shorter = true;
    }
  }
  return best;
}

/** The same verdict, and the part decided in the same way: an error stays an error. */
function alike(found: Judged, wanted: Judged): boolean {
  return found.verdict === wanted.verdict && firstWord(found) === firstWord(wanted);
}

function firstWord({ decided }: Judged): string | undefined {
  return decided?.split(' ', 1)[0];
}

function situationOf({ form, as_of, params }: Situation): Situation {
  return { form, as_of, ...(params && { params }) };
}
