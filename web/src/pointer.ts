// The form as a plain JSON value, read and written by path. A path is the list of reference tokens of a JSON Pointer
// (RFC 6901); the pointers of facts need no escaping, because fact names are CEL identifiers.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };
export type Path = readonly (string | number)[];

export function pointerOf(path: Path): string {
  return path.map((token) => `/${token}`).join('');
}

export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

export function readAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const token of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as JsonObject)[token];
  }
  return value;
}

/**
 * Writes `value` at `path`; `undefined` removes it. Objects on the way are made when absent. An object that a removal
 * leaves empty goes too, because an unanswered group is absent from a form; an element of a list stays, because it is
 * there by the applicant's own act.
 */
export function writeAt(root: JsonObject, path: Path, value: Json | undefined): void {
  const holders: JsonObject[] = [root];
  for (const token of path.slice(0, -1)) {
    const holder = holders[holders.length - 1];
    if (holder[token] === null || typeof holder[token] !== 'object') {
      if (value === undefined) return;
      holder[token] = {};
    }
    holders.push(holder[token] as JsonObject);
  }
  if (value !== undefined) {
    holders[holders.length - 1][path[path.length - 1]] = value;
    return;
  }
  for (let depth = path.length - 1; depth >= 0; depth--) {
    delete holders[depth][path[depth]];
    const parentIsList = depth > 0 && typeof path[depth - 1] === 'number';
    if (depth === 0 || parentIsList || Object.keys(holders[depth]).length > 0) return;
  }
}
