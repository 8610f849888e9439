// When each part of a pack applies, and what must hold then, as formulas.
import type { FactSchema } from '../../documents.js';
import { formulasOf, type FormulaOf } from './conditions.js';
import { and, type Formula, not } from './formula.js';
import type { LintPack } from './packs.js';
import { entriesOf } from './packs.js';
import type { Parse } from './syntax.js';

export interface Judged {
  /** `rule window-closed`, for messages. */
  name: string;
  entry: Record<string, unknown>;
  pointer: string;
  /** What must be false for it to be looked at: of an outcome's later entries that an earlier one answers. */
  before: Formula;
  /** true where it applies always. */
  when: Formula;
  /** The key of what must hold where it applies, and the formula. */
  holds?: { key: 'assert' | 'satisfied'; formula: Formula };
}

/** Rules, requirements, outcomes, hints and the plan. */
export function judgedParts(pack: LintPack, parse: Parse): Judged[] {
  const plain = formulasOf(parse, { pack: pack.merged });
  const part = (name: string, entry: Judged['entry'], pointer: string, formulaOf: FormulaOf, key?: 'assert' | 'satisfied', before: Formula = false): Judged => {
    const when = typeof entry.when === 'string' ? formulaOf(entry.when) : true;
    const text = key && entry[key];
    return { name, entry, pointer, before, when, holds: key && typeof text === 'string' ? { key, formula: formulaOf(text) } : undefined };
  };
  const rules = entriesOf(pack, 'rules').map(({ entry, pointer }) => {
    const formulaOf = entry.for_each === undefined ? plain : formulasOf(parse, { pack: pack.merged, items: itemsOf(pack, entry.for_each as string) });
    return part(`rule "${entry.id}"`, entry, pointer, formulaOf, 'assert');
  });
  const requirements = entriesOf(pack, 'requirements').map(({ entry, pointer }) => part(`requirement "${entry.id}"`, entry, pointer, plain, 'satisfied'));
  const hints = entriesOf(pack, 'guidance').map(({ entry, pointer }) => part(`hint "${entry.id}"`, entry, pointer, plain));
  const outcomes = Object.entries((pack.merged.outcomes ?? {}) as Record<string, unknown>).flatMap(([name, outcome]) => {
    if (!Array.isArray(outcome)) return [part(`outcome "${name}"`, outcome as Judged['entry'], `/outcomes/${name}`, plain)];
    const earlier: Formula[] = [];
    return (outcome as Judged['entry'][]).map((entry, index) => {
      const judged = part(`entry ${index + 1} of the outcome "${name}"`, entry, `/outcomes/${name}/${index}`, plain, undefined, not(and(...earlier)));
      earlier.push(not(judged.when));
      return judged;
    });
  });
  const plan = pack.merged.plan ? [part('plan', pack.merged.plan as Judged['entry'], '/plan', plain)] : [];
  return [...rules, ...requirements, ...outcomes, ...hints, ...plan];
}

/** What a rule for each element sees beside the facts. */
function itemsOf({ merged }: LintPack, list: string): Record<string, FactSchema> {
  let schema = merged.facts;
  for (const name of list.split('.')) schema = schema?.properties?.[name];
  return { ...(schema?.items && { it: schema.items }), index: { type: 'integer', minimum: 0 } };
}
