// Values worth trying of a fact, each in words; those of numbers.
import type { FactSchema } from '../documents.js';
import type { Comparison } from './comparisons.js';
import type { Json } from './forms.js';

export interface Value {
  value: Json;
  /** As it goes on after the fact's name: `is 17, just below 18`. */
  words: string;
  /** Whether its neighbours in a list are next to it in value too. */
  ordered: boolean;
}

export function named(value: Json, words: string, ordered = false): Value {
  return { value, words, ordered };
}

/** Around every number that the fact is compared with, and around its bounds. */
export function numberValues({ minimum, maximum, type, enum: values }: FactSchema, compared: Comparison[]): Value[] {
  if (values) return values.map((value) => named(value as Json, `is ${value}`));
  const thresholds = new Map<number, string>();
  for (const constant of compared.flatMap(({ constants }) => [...constants])) if (typeof constant === 'number') thresholds.set(constant, String(constant));
  if (typeof minimum === 'number') thresholds.set(minimum, `the least, ${minimum}`);
  if (typeof maximum === 'number') thresholds.set(maximum, `the most, ${maximum}`);
  const found = new Map<number, string>();
  for (const [threshold, words] of thresholds) found.set(threshold, `is ${words}`);
  for (const threshold of thresholds.keys()) {
    for (const step of type === 'number' ? [1, 0.5] : [1]) {
      if (!found.has(threshold - step)) found.set(threshold - step, `is ${threshold - step}, just below ${threshold}`);
      if (!found.has(threshold + step)) found.set(threshold + step, `is ${threshold + step}, just above ${threshold}`);
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([value, words]) => named(value, words, true));
}
