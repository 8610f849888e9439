// CEL values in JavaScript. What JavaScript has no value of its own for is an object of one of the classes below.

/** An unsigned integer, 64 bits. */
export class CelUint {
  constructor(readonly value: number | bigint) {}

  toString(): string {
    return String(this.value);
  }
}

/** An instant, years 1 to 9999, to the nanosecond: RFC 3339 text keeps what a Date would round. */
export class CelTimestamp {
  /** RFC 3339; of values that CEL gives, in UTC (`Z`). */
  readonly text: string;

  constructor(when: string | Date) {
    this.text = typeof when === 'string' ? when : when.toISOString();
  }

  /** The same instant, cut to milliseconds. */
  toDate(): Date {
    return new Date(this.text.replace(/(\.\d{3})\d+/, '$1'));
  }

  toString(): string {
    return this.text;
  }
}

/** A length of time, to the nanosecond. */
export class CelDuration {
  /** As CEL's `duration()` takes it: `1.5s`, also `1h30m`. Of values that CEL gives, in seconds. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** The type of a value, such as `int` or `list`. */
export class CelType {
  constructor(readonly name: string) {}

  toString(): string {
    return this.name;
  }
}

/** A value that may be missing: of `value`, or of none. */
export class CelOptional {
  constructor(readonly value?: CelValue) {}

  get hasValue(): boolean {
    return this.value !== undefined;
  }
}

/** Stands in bindings for what is not known yet. */
export const CEL_UNKNOWN = Symbol('not known yet');

/**
 * What CEL gives:
 * - int: a number where it is a safe integer, else a BigInt; always a BigInt with the option `bigints`
 * - uint: CelUint, its `value` by the same rule
 * - double: a number, also NaN, Infinity, -Infinity and -0
 * - null, bool, string: themselves; bytes: Uint8Array; list: array
 * - map: Map, in the order of its entries; its keys are booleans, strings, ints (as above) and CelUints
 * - timestamp, duration, type, optional: CelTimestamp, CelDuration, CelType, CelOptional
 */
export type CelValue =
  | null | boolean | number | bigint | string | Uint8Array | CelUint | CelTimestamp | CelDuration | CelType
  | CelOptional | CelValue[] | Map<CelValue, CelValue>;

/**
 * What CEL takes:
 * - a number: a double. Where the variable is declared `int` or `uint` (or the number is in a `list(int)`, `map(string, int)`, …) an
 *   int or uint, which must be a safe integer. As the key of a Map: an int
 * - a BigInt: an int; where declared `uint`, a uint
 * - a plain object: a map with string keys; a Map: a map with any keys
 * - a Date: a timestamp
 * - CEL_UNKNOWN, anywhere but as a key: not known yet
 * - all else as CEL gives it
 */
export type CelInput =
  | null | boolean | number | bigint | string | Uint8Array | Date | CelUint | CelTimestamp | CelDuration | CelType
  | CelOptional | typeof CEL_UNKNOWN | readonly CelInput[] | ReadonlyMap<CelInput, CelInput> | { readonly [key: string]: CelInput };
