// The form as a plain JSON value, read and changed by JSON Pointer (RFC 6901). The pointers of facts need no escaping, because fact names are CEL identifiers.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1);
}

export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  let value = root;
  for (const step of stepsOf(pointer)) value = partOf(value, step);
  return value;
}

export function partOf(value: Json | undefined, step: string): Json | undefined {
  return isContainer(value) ? (value as JsonObject)[step] : undefined;
}

/**
 * A copy of `form` with `value` at the pointer; `undefined` takes away what is there. Objects on the way are made when absent. An object that a removal
 * leaves empty goes too, because an unanswered group is absent from a form; an element of a list stays, because it is there by the applicant's own act.
 */
export function withValue(form: JsonObject, pointer: string, value: Json | undefined): JsonObject {
  return (put(form, stepsOf(pointer), value) ?? {}) as JsonObject;
}

function put(holder: Json | undefined, steps: string[], value: Json | undefined): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (value === undefined && !isContainer(holder)) return holder;
  const part = put(partOf(holder, step), rest, value);
  if (Array.isArray(holder)) {
    const copy = holder.slice();
    if (part !== undefined) copy[Number(step)] = part;
    else if (rest.length > 0) copy[Number(step)] = {};
    else copy.splice(Number(step), 1);
    return copy;
  }
  const copy: JsonObject = isContainer(holder) ? { ...(holder as JsonObject) } : {};
  if (part === undefined) delete copy[step];
  else copy[step] = part;
  return Object.keys(copy).length > 0 ? copy : undefined;
}

function isContainer(value: Json | undefined): value is Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}
