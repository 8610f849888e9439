// What setData has to carry: the paths at which what is to be shown differs from what is shown. Keys such as `cards[0].rows[2].needed`.

export type Changes = Record<string, unknown>;

export function difference(path: string, shown: unknown, next: unknown, changes: Changes = {}): Changes {
  if (isList(shown) && isList(next) && sameKeys(shown, next)) {
    next.forEach((each, index) => difference(`${path}[${index}]`, shown[index], each, changes));
  } else if (isObject(shown) && isObject(next)) {
    for (const name of Object.keys(next)) difference(`${path}.${name}`, shown[name], next[name], changes);
  } else if (JSON.stringify(shown) !== JSON.stringify(next)) {
    changes[path] = next;
  }
  return changes;
}

/** Lists whose elements are the same things, by their `key`, in the same order. */
function sameKeys(shown: unknown[], next: unknown[]): boolean {
  return shown.length === next.length && next.every((each, index) => keyOf(each) === keyOf(shown[index]));
}

function keyOf(value: unknown): unknown {
  return isObject(value) ? value.key : undefined;
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
