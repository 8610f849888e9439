// A field of the form that nothing reads: the applicant is asked for it in vain.
import type { FactSchema } from '../../../documents.js';
import type { Check, JudgedPart } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { declaredAt, type LintPack } from '../packs.js';
import type { Uses } from '../uses.js';

export const unusedFact: Check = {
  id: 'lint.unused_fact',
  level: 'note',
  what: 'a field of the form that nothing reads',
  find: ({ packs, usesOf }) => wrongEverywhere(packs, (pack) => [...factsBelow(pack, usesOf(pack), pack.merged.facts as FactSchema, '/facts', [], new Set(placesNamed(pack)))]),
};

/** `within`: names of what the facts are in. Where an object is not used, what is in it is not told as well. */
function* factsBelow(pack: LintPack, uses: Uses, schema: FactSchema, pointer: string, within: string[], named: Set<string>): Generator<JudgedPart> {
  if (schema.items) yield* factsBelow(pack, uses, schema.items, `${pointer}/items`, [...within, '*'], named);
  for (const [name, fact] of Object.entries(schema.properties ?? {})) {
    const at = `${pointer}/properties/${name}`;
    const used =
      uses.names.has(name) || within.some((outer) => uses.whole.has(outer)) || named.has(at) || fact['x-cites'] !== undefined ||
      schema.required?.includes(name) || schema['x-directory'] !== undefined; // the host's directory has the other properties too
    yield {
      at: declaredAt(pack, at),
      wrong: used ? undefined : { message: `nothing reads the field "${name}"`, help: 'Ask for nothing that no clause judges: read it in a rule, name it in "required", or take it out.' },
    };
    if (used) yield* factsBelow(pack, uses, fact, at, [...within, name], named);
  }
}

/** Pointers to the schemas of the fields that the pack names by their place in the form: beside messages, and where the edition stands. */
function placesNamed({ merged }: LintPack): string[] {
  const entries = [...((merged.rules ?? []) as object[]), ...(merged.plan ? [(merged.plan as { impossible: object }).impossible] : [])];
  const paths = [merged.edition_by, ...entries.map((entry) => (entry as { path: string }).path)].filter((path) => path !== undefined) as string[];
  return paths.flatMap((path) => {
    const steps = path.split('/').slice(1);
    return steps.map((_, count) => `/facts${steps.slice(0, count + 1).map((step) => (/^(\*|\d+)$/.test(step) ? '/items' : `/properties/${step}`)).join('')}`);
  });
}
