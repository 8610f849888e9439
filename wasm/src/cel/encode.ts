// Between JavaScript's values and the core's tagged JSON, which core/include/precheck/cel.hpp describes.
import { loneSurrogateAt } from '../form-text.js';
import { DYN, type TypeText } from './type-text.js';
import { CEL_UNKNOWN, CelDuration, type CelInput, CelOptional, CelTimestamp, CelType, CelUint, type CelValue } from './values.js';

type Json = null | boolean | number | string | Json[] | { [tag: string]: Json };

/** A value that has no counterpart on the other side. */
export class ValueFault {
  constructor(
    readonly code: 'cel.bindings' | 'cel.no_bigint',
    readonly message: string,
    readonly pointer: string,
  ) {}
}

/** Levels of JSON below a binding that the core reads (limits.h, kMaxJsonDepth: 64, less the bindings' own object and a value's tag). A cycle ends there. */
const MOST_LEVELS = 62;
const LIST_LEVELS = 1; // [...]
const OPTIONAL_LEVELS = 2; // {"optional": [value]}
const MAP_LEVELS = 3; // {"map": [[key, value]]}

/** Throws ValueFault. */
export function encodeBindings(bindings: { readonly [name: string]: CelInput | undefined }, types: ReadonlyMap<string, TypeText>): string {
  const members = Object.keys(bindings)
    .filter((name) => bindings[name] !== undefined)
    .map((name) => {
      const value = new Encoder([name]).value(bindings[name] as CelInput, types.get(name) || DYN);
      return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    });
  return `{${members.join()}}`;
}

class Encoder {
  private levels = 0;

  constructor(private readonly path: string[]) {}

  value(value: CelInput, type: TypeText): Json {
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.number(value, type);
    if (typeof value === 'bigint') return { [type.name === 'uint' ? 'uint' : 'int']: String(value) };
    if (value === CEL_UNKNOWN) return { unknown: true };
    if (value instanceof Uint8Array) return { bytes: hexOf(value) };
    if (value instanceof CelUint) return { uint: String(value.value) };
    if (value instanceof CelTimestamp) return { timestamp: this.text(value.text) };
    if (value instanceof CelDuration) return { duration: this.text(value.text) };
    if (value instanceof CelType) return { type: this.text(value.name) };
    if (value instanceof CelOptional) return { optional: this.optional(value, type.name === 'optional_type' ? parameter(type, 0) : DYN) };
    if (value instanceof Date) {
      if (Number.isNaN(value.getTime())) throw this.fault('an invalid Date is no timestamp');
      return { timestamp: value.toISOString() };
    }
    if (Array.isArray(value)) return this.list(value, type.name === 'list' ? parameter(type, 0) : DYN);
    if (value instanceof Map) return this.map(Array.from(value as Map<CelInput, CelInput>), type);
    if (typeof value === 'object' && isPlainObject(value)) {
      return this.map(Object.keys(value).map((key): [string, CelInput] => [key, (value as Record<string, CelInput>)[key] as CelInput]), type);
    }
    throw this.fault(`${describe(value)} is no CEL value`);
  }

  private number(value: number, type: TypeText): Json {
    if (type.name === 'int' || type.name === 'uint') {
      if (!Number.isSafeInteger(value)) throw this.fault(`${value} is no safe integer: give a BigInt`);
      return { [type.name]: String(value) };
    }
    if (!Number.isFinite(value)) return { double: String(value) };
    return Object.is(value, -0) ? { double: '-0' } : value;
  }

  private text(value: string): string {
    if (loneSurrogateAt(value) >= 0) throw this.fault('the text holds half of a surrogate pair, which is not a character');
    return value;
  }

  /** Not a step of a pointer: it names the optional itself. */
  private optional({ value }: CelOptional, type: TypeText): Json[] {
    if (value === undefined) return [];
    this.descend(OPTIONAL_LEVELS);
    const json = this.value(value, type);
    this.levels -= OPTIONAL_LEVELS;
    return [json];
  }

  private list(values: readonly CelInput[], type: TypeText): Json {
    // Array.from: a hole is undefined, which is refused.
    return Array.from(values, (value, index) => this.below(String(index), LIST_LEVELS, () => this.value(value, type)));
  }

  private map(entries: [CelInput, CelInput][], type: TypeText): Json {
    const isMap = type.name === 'map';
    const valueType = isMap ? parameter(type, 1) : DYN;
    const pairs = entries.map(([key, value]): Json => {
      const name = typeof key === 'symbol' || (typeof key === 'object' && !(key instanceof CelUint)) ? '' : String(key);
      return this.below(name, MAP_LEVELS, () => [this.key(key, isMap ? parameter(type, 0) : DYN), this.value(value, valueType)]);
    });
    return { map: pairs };
  }

  private key(key: CelInput, type: TypeText): Json {
    if (typeof key === 'number' && type.name !== 'uint') return this.value(key, { name: 'int', parameters: [] });
    return this.value(key, type);
  }

  private below(name: string, levels: number, work: () => Json): Json {
    this.path.push(name);
    this.descend(levels);
    const json = work();
    this.levels -= levels;
    this.path.pop();
    return json;
  }

  private descend(levels: number): void {
    this.levels += levels;
    if (this.levels > MOST_LEVELS) throw this.fault('values are nested too deep');
  }

  private fault(message: string): ValueFault {
    const pointer = this.path.map((name) => `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
    return new ValueFault('cel.bindings', message, pointer);
  }
}

function parameter(type: TypeText, index: number): TypeText {
  return type.parameters[index] || DYN;
}

function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // Of another realm (a frame, a vm context) too: its Object.prototype has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (typeof value === 'object') return `an object of class ${(value as object).constructor?.name}`;
  return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('');
}

/** `bigints`: ints and uints always become BigInts. Throws ValueFault where a BigInt is needed and the platform has none. */
export function decodeValue(json: Json, bigints: boolean): CelValue {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item) => decodeValue(item, bigints));
  const tag = Object.keys(json)[0] as string;
  const content = json[tag] as Json;
  switch (tag) {
    case 'int': return integer(content as string, bigints);
    case 'uint': return new CelUint(integer(content as string, bigints));
    case 'double': return Number(content);
    case 'bytes': return bytesOf(content as string);
    case 'timestamp': return new CelTimestamp(content as string);
    case 'duration': return new CelDuration(content as string);
    case 'type': return new CelType(content as string);
    case 'optional': return new CelOptional(...(content as Json[]).map((value) => decodeValue(value, bigints)));
    default: // map
      return new Map(
        (content as [Json, Json][]).map(([key, value]): [CelValue, CelValue] => [decodeValue(key, bigints), decodeValue(value, bigints)]),
      );
  }
}

function integer(text: string, bigints: boolean): number | bigint {
  const number = Number(text);
  if (!bigints && Number.isSafeInteger(number)) return number;
  if (typeof BigInt === 'undefined') throw new ValueFault('cel.no_bigint', `this platform has no BigInt, which ${text} needs`, '');
  return BigInt(text);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}
