// What this device keeps, as JSON by name. Some webviews and private windows refuse to keep anything: then the page works without.

const prefix = 'yibao-precheck/';

export function readKept(name: string): unknown {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // refused, or written by somebody else: as if nothing were there
  }
}

/** `undefined` takes away what is there. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // refused or full: the form in memory is not touched by that
  }
}

/** Names that begin like this. */
export function keptNames(beginning: string): string[] {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix + beginning));
    return names.map((name) => name.slice(prefix.length));
  } catch {
    return [];
  }
}
