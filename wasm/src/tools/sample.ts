// A value that fits a fact's schema, as plain as can be.
import type { FactSchema } from '../documents.js';
import type { Json } from './forms.js';

/** `day`: what dates are. `names`: on the way to it, of which texts are made, so that two are seldom the same. Optional facts are left out. */
export function sampleOf(schema: FactSchema, day: string, names: readonly string[] = []): Json {
  if (schema.enum && schema.enum.length > 0) return schema.enum[0] as Json;
  switch (schema.type) {
    case 'object': {
      const given = Object.entries(schema.properties ?? {}).filter(([, below]) => !below['x-optional']);
      return Object.fromEntries(given.map(([name, below]) => [name, sampleOf(below, day, [...names, name])]));
    }
    case 'array': return Array.from({ length: typeof schema.minItems === 'number' ? schema.minItems : 0 }, () => sampleOf(schema.items as FactSchema, day, names));
    case 'boolean': return true;
    case 'integer':
    case 'number': return typeof schema.minimum === 'number' ? schema.minimum : 0;
    case 'string': return sampleText(schema, day, names);
  }
}

/** One of 110105, born on 1949-12-31: the example of GB 11643. */
const RESIDENT_ID = '11010519491231002X';

function sampleText({ format, minLength, maxLength, 'x-values': values }: FactSchema, day: string, names: readonly string[]): string {
  if (format === 'date') return day;
  if (format === 'month') return day.slice(0, 7);
  if (format === 'date-time') return `${day}T00:00:00Z`;
  if (format === 'cn-area-code') return '110000';
  if (format === 'cn-resident-id') return RESIDENT_ID;
  const text = names.slice(-2).join('-') || 'A';
  return Object.keys(values ?? {})[0] ?? text.padEnd(Number(minLength ?? 0), 'A').slice(0, Number(maxLength ?? Infinity));
}
