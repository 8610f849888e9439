// Forms as plain JSON values: read, changed and walked by JSON Pointers of segments.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Form = { [key: string]: Json };

/** Property names and places in lists. */
export type Place = readonly (string | number)[];

export function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** undefined where there is nothing. */
export function valueAt(form: Json, place: Place): Json | undefined {
  let value: Json | undefined = form;
  for (const segment of place) {
    if (Array.isArray(value) && typeof segment === 'number') value = value[segment];
    else if (isObject(value) && typeof segment === 'string') value = Object.prototype.hasOwnProperty.call(value, segment) ? value[segment] : undefined;
    else return undefined;
  }
  return value;
}

/** The form with another value there, undefined for none; the form that was given stays as it is. Objects on the way are made. */
export function withValue(form: Json, place: Place, value: Json | undefined): Json {
  if (place.length === 0) return value as Json;
  const [segment, ...rest] = place as [string | number, ...(string | number)[]];
  if (typeof segment === 'number') {
    const copy = [...(form as Json[])];
    if (rest.length === 0 && value === undefined) copy.splice(segment, 1);
    else copy[segment] = withValue(copy[segment] as Json, rest, value);
    return copy;
  }
  const copy: Form = isObject(form) ? { ...form } : {};
  if (rest.length === 0 && value === undefined) delete copy[segment];
  else copy[segment] = withValue(copy[segment] ?? {}, rest, value);
  return copy;
}

/** Every place of a form below its top, parents before their children. */
export function* placesOf(form: Json, place: Place = []): Generator<Place> {
  const entries: [string | number, Json][] = Array.isArray(form) ? [...form.entries()] : isObject(form) ? Object.entries(form) : [];
  for (const [segment, value] of entries) {
    const below = [...place, segment];
    yield below;
    yield* placesOf(value, below);
  }
}

/** As reports write it. */
export function pointerOf(place: Place): string {
  return place.map((segment) => `/${String(segment).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** The merge patch (RFC 7396) from one form to another; lists are replaced as a whole. */
export function patchBetween(from: Form, to: Form): Form {
  const patch: Form = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [from[key], to[key]];
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    if (after === undefined) patch[key] = null;
    else if (isObject(before) && isObject(after)) patch[key] = patchBetween(before, after);
    else patch[key] = after;
  }
  return patch;
}
