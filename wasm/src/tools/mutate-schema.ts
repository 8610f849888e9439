// The facts of a pack with one bound or enum changed by one step.
import type { FactSchema, PackDocument } from '../documents.js';

export interface SchemaMutation {
  name: string;
  pointer: string;
  changes: { pointer: string; value: unknown }[];
}

const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

type Schema = Record<string, unknown>;

/** Of what the document itself says; `resolved` tells what an overlay inherits. */
export function* schemaMutations(document: PackDocument, resolved: PackDocument): Generator<SchemaMutation> {
  yield* of(document.facts as FactSchema | undefined as Schema | undefined, resolved.facts as unknown as Schema, '/facts', []);
}

function* of(schema: Schema | undefined, whole: Schema, pointer: string, path: string[]): Generator<SchemaMutation> {
  if (!schema) return;
  const fact = path.join('.') || 'form';
  for (const bound of BOUNDS) {
    const value = schema[bound];
    if (typeof value !== 'number') continue;
    for (const step of [-1, 1]) {
      yield { name: `fact ${fact} ${bound}: ${value} -> ${value + step}`, pointer: `${pointer}/${bound}`, changes: [{ pointer: `${pointer}/${bound}`, value: value + step }] };
    }
  }
  if (Array.isArray(schema.enum)) {
    for (const word of schema.enum as string[]) {
      const without = { pointer: `${pointer}/enum`, value: (schema.enum as string[]).filter((other) => other !== word) };
      // Its label goes too: one without a value is refused. What an overlay inherits it takes out with null.
      const labels = (schema['x-values'] ?? {}) as Schema;
      const inherited = word in ((whole['x-values'] ?? {}) as Schema) && !(word in labels);
      const kept = Object.fromEntries(Object.entries(labels).filter(([other]) => other !== word));
      const changes = word in labels ? [without, { pointer: `${pointer}/x-values`, value: kept }] : inherited ? [without, { pointer: `${pointer}/x-values/${word}`, value: null }] : [without];
      yield { name: `fact ${fact} enum: without ${word}`, pointer: `${pointer}/enum`, changes };
    }
  }
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, Schema | null>)) {
    const wholeProperty = ((whole.properties ?? {}) as Record<string, Schema>)[name];
    if (property && wholeProperty) yield* of(property, wholeProperty, `${pointer}/properties/${name}`, [...path, name]);
  }
  if (schema.items) yield* of(schema.items as Schema, whole.items as Schema, `${pointer}/items`, [...path, '*']);
}
