// The documents as they were handed in, and the places of their parts.
import { placesIn } from '../json-place.js';

export interface LintDocument {
  name: string;
  /** Absent where it was given as an object: places then have no line. */
  text?: string;
  value: Record<string, unknown>;
}

/** A part of a document. */
export interface Part {
  document: LintDocument;
  /** JSON Pointer. */
  pointer: string;
  /** Of a string, an index into it: a place within an expression. */
  index?: number;
}

export interface Place {
  file: string;
  pointer: string;
  line?: number;
  column?: number;
}

/** Those that can be read at all. `names`: one for each. */
export function documentsOf(given: readonly (object | string)[], names: readonly string[]): LintDocument[] {
  return given.flatMap((document, position) => {
    const text = typeof document === 'string' ? document : undefined;
    const value = valueOf(document);
    return value ? [{ name: names[position] as string, text, value }] : [];
  });
}

/** The given names, else `id@edition` or a source's id, else the place in the list. */
export function namesOf(given: readonly (object | string)[], names: readonly string[] = []): string[] {
  return given.map((document, position) => {
    const { id, edition } = valueOf(document) ?? {};
    return names[position] || (typeof id === 'string' ? id + (edition === undefined ? '' : `@${edition}`) : `#${position + 1}`);
  });
}

function valueOf(document: object | string): LintDocument['value'] | undefined {
  try {
    return (typeof document === 'string' ? JSON.parse(document) : document) as LintDocument['value'];
  } catch {
    return undefined; // the engine says why
  }
}

const places = new WeakMap<LintDocument, ReturnType<typeof placesIn>>();

/** The place of a part, or of what is nearest around it. */
export function placeOf({ document, pointer, index }: Part): Place {
  const place = { file: document.name, pointer };
  if (document.text === undefined) return place;
  const find = places.get(document) ?? placesIn(document.text);
  places.set(document, find);
  return { ...place, ...find(pointer, index) };
}
