// What a form library holds, as the form that a pack judges: libraries keep '' or null where nothing is filled in, and controls give text.
import type { FactSchema } from '../../wasm/src/documents.js';
import { typedValue } from '../view-model/change.js';
import { itemsOf } from '../view-model/facts.js';
import type { Json } from '../view-model/pointer.js';

/** What is not filled in is left out; a list keeps its elements, so that their numbers stay. The model itself is not changed. */
export function formOf(model: unknown, facts: FactSchema | undefined): unknown {
  return isPlainObject(model) ? (filledIn(model, facts) ?? {}) : model;
}

function filledIn(value: unknown, fact: FactSchema | undefined): unknown {
  if (value === null || Number.isNaN(value)) return undefined;
  if (typeof value === 'string') return fact ? typedValue(fact, value) : value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) return value.map((element) => filledIn(element, fact && itemsOf(fact)) ?? (isPlainObject(element) ? {} : null));
  if (!isPlainObject(value)) return value;
  const given: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value)) {
    const known = fact?.properties?.[key];
    const filled = fact?.properties && !known ? undefined : filledIn(part, known);
    // Not by assignment, so that a fact called `__proto__` would be one.
    if (filled !== undefined) Object.defineProperty(given, key, { value: filled, enumerable: true });
  }
  return Object.keys(given).length > 0 ? given : undefined;
}

/** A date object, say, is a value. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]' && typeof (value as { toJSON?: unknown }).toJSON !== 'function';
}
