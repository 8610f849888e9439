// A field that looks as if it told who somebody is, of which the pack does not say so: pages would keep it.
import type { FactSchema, LocalizedText } from '../../../documents.js';
import type { Check, JudgedPart } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { declaredAt, type LintPack } from '../packs.js';

const NAMES = /(^|_)(names?|phones?|tel|telephone|mobile|address|email|(id|identity|card|certificate|passport|account)_?(no|num|number))$/i;
const TITLES = /\b(full name|surname|(id|identity|card|certificate|passport|account)( card)? (no\.?|number)|telephone|phone|mobile|address|e-?mail)\b/i;

export const unmarkedSensitive: Check = {
  id: 'lint.unmarked_sensitive',
  level: 'warning',
  what: 'a field that looks like a name, an ID number, a phone number or an address, without "x-sensitive"',
  find: ({ packs }) => wrongEverywhere(packs, (pack) => judgedBelow(pack, pack.merged.facts as FactSchema, '/facts', '')),
};

/** Institutions that a directory knows are nobody's secret. */
function* judgedBelow(pack: LintPack, fact: FactSchema, pointer: string, name: string, isInstitution = false): Generator<JudgedPart> {
  if (fact['x-sensitive'] !== undefined || fact.format === 'cn-resident-id') return; // said, of all that is below it
  if (isFree(fact)) {
    const looksSo = !isInstitution && (NAMES.test(name) || TITLES.test((fact.title as LocalizedText | undefined)?.en ?? ''));
    yield {
      at: declaredAt(pack, pointer),
      wrong: looksSo ? { message: `the field "${name}" may tell who somebody is, and pages would keep it`, help: 'Write "x-sensitive": true, or false if it does not.' } : undefined,
    };
  }
  const below = isInstitution || fact['x-directory'] !== undefined;
  if (fact.items) yield* judgedBelow(pack, fact.items, `${pointer}/items`, name, below);
  for (const [inner, child] of Object.entries(fact.properties ?? {})) yield* judgedBelow(pack, child, `${pointer}/properties/${inner}`, inner, below);
}

/** Whether anything may be typed: a text or a number that is none of a few values. */
function isFree({ type, format, enum: values, 'x-values': labels, ...fact }: FactSchema): boolean {
  return (type === 'string' || type === 'integer') && [format, values, labels, fact['const']].every((bound) => bound === undefined);
}
