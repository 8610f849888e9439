// From what the caller hands in to JSON text, without ever changing it silently on the way.
import { PrecheckError } from './errors.js';

// More UTF-16 units than any text that the core accepts (limits.h: 1 MiB of UTF-8). A longer text is cut here before it
// is copied, since the memory of a wasm instance never shrinks; the core then refuses it for its size.
const MAX_UNITS = 2 * 1024 * 1024;

/** With the `u` flag a well-formed pair is one character, so only halves without their other half match. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** The form's JSON text: a string as it is, anything else as `JSON.stringify` gives it (so NaN becomes null: unknown). */
export function formText(form: unknown): string {
  return typeof form === 'string' ? wellFormed(form, 'form') : stringify(form, 'form');
}

/** A copy of a value that is to stand at `path` of the form, as `JSON.stringify` gives it. */
export function copyOf(value: unknown, path: string): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new PrecheckError('form.not_json', `${path}: a ${typeof value} cannot stand in a form`, { pointer: path });
  }
  try {
    return JSON.parse(stringify(value, 'form'));
  } catch (reason) {
    const { code, message, pointer = '' } = reason as PrecheckError;
    throw new PrecheckError(code, `${path}: ${message}`, { pointer: path + pointer });
  }
}

/** The parameters' JSON text; `""` where there are none. */
export function paramsText(params: unknown): string {
  if (params === undefined) return '';
  return typeof params === 'string' ? wellFormed(params, 'params') : stringify(params, 'params');
}

/** The directory's JSON text. */
export function directoryText(directory: unknown): string {
  return typeof directory === 'string' ? wellFormed(directory, 'directory') : stringify(directory, 'directory');
}

/** A pack's or source's JSON text. */
export function documentText(document: unknown): string {
  return typeof document === 'string' ? wellFormed(document, 'pack') : stringify(document, 'pack');
}

/** `text`, or as much of it as is surely too much for the core. */
export function cutOversized(text: string): string {
  return text.length > MAX_UNITS ? text.slice(0, MAX_UNITS) : text;
}

/** The index of the first half of a surrogate pair that stands alone, or -1. Such a text has no UTF-8 form. */
export function loneSurrogateAt(text: string): number {
  return text.search(LONE_SURROGATE);
}

/** 1-based; columns in code points, as the core counts. */
export function lineAndColumn(text: string, index: number): { line: number; column: number } {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: Array.from(lines[lines.length - 1] as string).length + 1 };
}

/** JSON Pointer to the first string with a lone surrogate (for a key: to its object); undefined where there is none. */
function pointerToLoneSurrogate(value: unknown): string | undefined {
  if (typeof value === 'string') return loneSurrogateAt(value) < 0 ? undefined : '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    if (loneSurrogateAt(key) >= 0) return '';
    const below = pointerToLoneSurrogate(child);
    if (below !== undefined) return `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}${below}`;
  }
  return undefined;
}

type Input = 'form' | 'params' | 'directory' | 'pack';

function wellFormed(text: string, input: Input): string {
  const at = loneSurrogateAt(text);
  if (at < 0) return text;
  throw new PrecheckError(
    `${input}.malformed_json`,
    'the text holds half of a surrogate pair, which is not a character',
    lineAndColumn(text, at),
  );
}

function stringify(value: unknown, input: Input): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (reason) {
    // A cycle, a BigInt or a toJSON() that throws; the engine's own words say which and where.
    throw new PrecheckError(`${input}.not_json`, `the ${input} cannot be written as JSON: ${(reason as Error).message}`);
  }
  if (text === undefined) {
    const what = value === undefined ? 'undefined' : `a ${typeof value}`;
    throw new PrecheckError(`${input}.not_json`, `the ${input} is ${what}; give an object or JSON text`);
  }
  // Of the text read back, since toJSON() may have replaced parts of the value.
  const pointer = hasSurrogate(text) ? pointerToLoneSurrogate(JSON.parse(text)) : undefined;
  if (pointer !== undefined) {
    throw new PrecheckError(
      `${input}.malformed_json`,
      `a string of the ${input} holds half of a surrogate pair, which is not a character`,
      { pointer },
    );
  }
  return text;
}

// Newer engines write lone surrogates as \udxxx escapes, older ones (before ES2019) as they are.
function hasSurrogate(text: string): boolean {
  return text.indexOf('\\ud') >= 0 || loneSurrogateAt(text) >= 0;
}
