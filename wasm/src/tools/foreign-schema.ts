// Somebody else's JSON Schema (draft-07, 2019-09, 2020-12, OpenAPI's), as far as it says which fields a form has and what may stand in them.
import { stepsOf, valueAt } from '../pointer.js';

/** What a schema says of one value, with `$ref`, `allOf` and alternatives put together. */
export interface Shape {
  /** JSON Pointer of the schema in its document. */
  pointer: string;
  /** Absent: any. */
  types?: string[];
  /** Absent: any. */
  values?: unknown[];
  format?: string;
  pattern?: string;
  bounds: { [keyword in Bound]?: number };
  /** Read only when asked for: schemas may refer to themselves. */
  properties: Map<string, () => Shape>;
  required: Set<string>;
  items?: () => Shape;
}

export const BOUNDS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'] as const;
export type Bound = (typeof BOUNDS)[number];

type Schema = { [keyword: string]: unknown };
type Put = (one: Shape, other: Shape) => Shape;

/** @throws Error where there is no schema at `pointer`, or one refers to another document. */
export function foreignShape(document: unknown, pointer = ''): Shape {
  return new Reader(document).at(pointer);
}

class Reader {
  constructor(private readonly document: unknown) {}

  at(pointer: string, from: readonly string[] = []): Shape {
    if (from.includes(pointer)) throw new Error(`${pointer} refers to itself: ${[...from, pointer].join(' -> ')}`);
    const steps = stepsOf(pointer);
    const schema = steps.length === 0 ? this.document : isObject(this.document) ? valueAt(this.document, steps) : undefined;
    if (schema === true) return { pointer, bounds: {}, properties: new Map(), required: new Set() };
    if (!isObject(schema)) throw new Error(pointer === '' ? 'this is no JSON Schema, which is an object' : `there is no schema at "${pointer}"`);
    return this.read(schema, pointer, [...from, pointer]);
  }

  private read(schema: Schema, pointer: string, from: readonly string[]): Shape {
    const listed = (keyword: string) => list(schema[keyword]).map((_, index) => this.at(`${pointer}/${keyword}/${index}`, from));
    const parts = [own(schema, pointer, (below) => this.at(`${pointer}/${below}`))];
    if (typeof schema.$ref === 'string') parts.push(this.at(this.target(schema.$ref), from));
    parts.push(...listed('allOf'));
    for (const keyword of ['anyOf', 'oneOf']) {
      const alternatives = listed(keyword).filter(({ types }) => !types || types.some((type) => type !== 'null'));
      if (alternatives.length > 0) parts.push(alternatives.reduce(either));
    }
    // What only some forms have is a field all the same.
    for (const keyword of ['then', 'else']) {
      if (isObject(schema[keyword])) parts.push({ ...nothingSaid(pointer), properties: this.at(`${pointer}/${keyword}`, from).properties });
    }
    return { ...parts.reduce(both), pointer };
  }

  private target(reference: string): string {
    const base = isObject(this.document) ? (this.document.$id ?? this.document.id) : undefined;
    const within = typeof base === 'string' && reference.startsWith(`${base.replace(/#$/, '')}#`) ? reference.slice(reference.indexOf('#')) : reference;
    if (within !== '#' && !within.startsWith('#/')) throw new Error(`"$ref": "${reference}" leads out of the file or to an anchor: put the schemas into one file, and refer by #/...`);
    return decodeURIComponent(within.slice(1));
  }
}

function own(schema: Schema, pointer: string, at: (below: string) => Shape): Shape {
  const values = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;
  const given = values?.filter((value) => value !== null);
  const types = typeof schema.type === 'string' ? [schema.type] : Array.isArray(schema.type) ? (schema.type as string[]) : given && [...new Set(given.map(typeOf))];
  const shape = nothingSaid(pointer);
  if (types) shape.types = types;
  if (given) shape.values = given;
  if (typeof schema.format === 'string') shape.format = schema.format;
  if (typeof schema.pattern === 'string') shape.pattern = schema.pattern;
  for (const bound of BOUNDS) {
    if (typeof schema[bound] === 'number') shape.bounds[bound] = schema[bound];
  }
  for (const name of Object.keys(isObject(schema.properties) ? schema.properties : {})) shape.properties.set(name, () => at(`properties/${escaped(name)}`));
  for (const name of list(schema.required)) shape.required.add(name as string);
  if (isObject(schema.items)) shape.items = () => at('items');
  return shape;
}

/** What holds of a value that is both. */
const both: Put = (one, other) => ({
  ...one,
  ...other,
  types: meet(one.types, other.types),
  values: meet(one.values, other.values),
  bounds: joined(one.bounds, other.bounds, (a, b, upper) => (a === undefined || b === undefined ? (a ?? b) : upper ? Math.min(a, b) : Math.max(a, b))),
  properties: fields(one, other, both),
  required: new Set([...one.required, ...other.required]),
  items: one.items && other.items ? below(one.items, other.items, both) : (one.items ?? other.items),
});

/** What holds of a value that is one of them. */
const either: Put = (one, other) => ({
  pointer: one.pointer,
  types: one.types && other.types && [...new Set([...one.types, ...other.types])],
  values: one.values && other.values && [...new Set([...one.values, ...other.values])],
  format: one.format === other.format ? one.format : undefined,
  pattern: one.pattern ?? other.pattern,
  bounds: joined(one.bounds, other.bounds, (a, b, upper) => (a === undefined || b === undefined ? undefined : upper ? Math.max(a, b) : Math.min(a, b))),
  properties: fields(one, other, either),
  required: new Set([...one.required].filter((name) => other.required.has(name))),
  items: one.items && other.items ? below(one.items, other.items, either) : (one.items ?? other.items),
});

function fields(one: Shape, other: Shape, put: Put): Shape['properties'] {
  const all = new Map(one.properties);
  for (const [name, shape] of other.properties) {
    const before = all.get(name);
    all.set(name, before ? below(before, shape, put) : shape);
  }
  return all;
}

const below = (one: () => Shape, other: () => Shape, put: Put) => () => put(one(), other());

function joined(one: Shape['bounds'], other: Shape['bounds'], put: (a: number | undefined, b: number | undefined, upper: boolean) => number | undefined): Shape['bounds'] {
  return Object.fromEntries(BOUNDS.map((bound) => [bound, put(one[bound], other[bound], bound.startsWith('max'))]));
}

function meet<T>(one: T[] | undefined, other: T[] | undefined): T[] | undefined {
  return one && other ? one.filter((value) => other.includes(value)) : (one ?? other);
}

function nothingSaid(pointer: string): Shape {
  return { pointer, bounds: {}, properties: new Map(), required: new Set() };
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function escaped(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
