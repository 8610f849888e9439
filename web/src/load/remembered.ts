// Work that is begun once for each key. What failed is forgotten, so that it can be tried again.

export function remembered<Value>(make: (key: string) => Promise<Value>): (key?: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key = '') => {
    let value = known.get(key);
    if (!value) {
      value = make(key);
      known.set(key, value);
      value.catch(() => known.delete(key)); // whoever asked is told
    }
    return value;
  };
}
