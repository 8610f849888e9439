// Values worth trying of a fact that is a list.
import type { FactSchema } from '../documents.js';
import type { Situation } from './boundaries.js';
import type { Comparison } from './comparisons.js';
import { isObject, type Json } from './forms.js';
import { sampleOf } from './sample.js';
import { named, type Value } from './values.js';

/** Lists grow to this many elements at most. */
const MAX_LIST = 12;

/** By length: none, one, two, and one around every size that is compared; of texts those with and without each that is named. `elements`: where elements are compared. */
export function listValues(schema: FactSchema, before: Json | undefined, compared: Comparison[], elements: Comparison[], path: string, situation: Situation): Value[] {
  const items = schema.items as FactSchema;
  const list = Array.isArray(before) ? before : [];
  if (items.type === 'string') return textLists(items, list, before === undefined, [...compared, ...elements]);
  const found: Value[] = [];
  const lengths = new Set([0, 1, 2]);
  for (const { sizes, constants } of compared) {
    if (!sizes.has(path)) continue;
    for (const constant of constants) if (typeof constant === 'number' && Number.isInteger(constant)) for (const near of [constant - 1, constant, constant + 1]) lengths.add(near);
  }
  if (typeof schema.maxItems === 'number' && schema.maxItems <= MAX_LIST) lengths.add(schema.maxItems).add(schema.maxItems + 1);
  for (const length of [...lengths].sort((a, b) => a - b)) {
    if (length < 0 || length > MAX_LIST + 1 || (before !== undefined && length === list.length)) continue;
    if (length < list.length) found.push(named(list.slice(0, length), length === 0 ? 'empty' : `only the first ${length}`));
    else {
      const template = list[list.length - 1] ?? sampleOf(items, situation.as_of.slice(0, 10));
      const others = Array.from({ length: length - list.length }, (_, index) => distinct(template, list.length + index + 1, items));
      found.push(named([...list, ...others], `${length} in all, the further ones alike`));
      if (list.length > 0) found.push(named([...list, ...others.map(() => template)], `${length} in all, the last one repeated`));
    }
  }
  return found;
}

function textLists(items: FactSchema, list: Json[], absent: boolean, compared: Comparison[]): Value[] {
  const constants = compared.flatMap((comparison) => [...comparison.constants]).filter((constant): constant is string => typeof constant === 'string');
  const texts = new Set([...((items.enum ?? []) as string[]), ...Object.keys(items['x-values'] ?? {}), ...constants]);
  const found = [...texts].flatMap((text) =>
    list.includes(text) ? [named(list.filter((one) => one !== text), `without ${text}`)] : [named([...list, text], `with ${text}`), named([text], `only ${text}`)],
  );
  return absent || list.length > 0 ? [...found, named([], 'empty')] : found;
}

/** The same element with other names and codes, as far as its schema leaves them open. */
function distinct(element: Json, number: number, schema: FactSchema): Json {
  if (isObject(element)) return Object.fromEntries(Object.entries(element).map(([name, value]) => [name, schema.properties?.[name] ? distinct(value, number, schema.properties[name]) : value]));
  const open = schema.type === 'string' && !schema.enum && !schema.format && !schema['x-values'];
  return open && typeof element === 'string' ? `${element}-${number}`.slice(-(typeof schema.maxLength === 'number' ? schema.maxLength : 64)) : element;
}
