// The facts of a pack's form by path: `/requests/*/to/code`, where `*` stands for every element of a list.
import type { FactSchema } from '../documents.js';
import type { Json, Place } from './forms.js';
import { isObject, valueAt } from './forms.js';

export interface Fact {
  path: string;
  schema: FactSchema;
}

/** Every fact below a schema, objects and lists before what they hold. */
export function* factsOf(schema: FactSchema, path = ''): Generator<Fact> {
  if (schema.items) {
    yield { path: `${path}/*`, schema: schema.items };
    yield* factsOf(schema.items, `${path}/*`);
  }
  for (const [name, below] of Object.entries(schema.properties ?? {})) {
    yield { path: `${path}/${name}`, schema: below };
    yield* factsOf(below, `${path}/${name}`);
  }
}

/** A place in a form, or a pointer of a report, as a fact's path. */
export function pathOf(place: Place | string): string {
  if (typeof place === 'string') return place.replace(/\/\d+(?=\/|$)/g, '/*');
  return place.map((segment) => (typeof segment === 'number' ? '/*' : `/${segment}`)).join('');
}

/** Where a fact is or could be in this form: for each element of the lists on the way there is one place. */
export function placesIn(form: Json, path: string): Place[] {
  let places: Place[] = [[]];
  for (const segment of path.split('/').slice(1)) {
    places = places.flatMap((place): Place[] => {
      const value = valueAt(form, place);
      if (segment === '*') return Array.isArray(value) ? value.map((_, index) => [...place, index]) : [];
      return value === undefined || isObject(value) ? [[...place, segment]] : [];
    });
  }
  return places;
}

/** In words: `requests[0].to.code`. */
export function nameOf(place: Place): string {
  return place.map((segment, index) => (typeof segment === 'number' ? `[${segment}]` : index === 0 ? segment : `.${segment}`)).join('');
}
