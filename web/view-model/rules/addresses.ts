// Addresses of the pages about the rules, as hashes: any static host serves them, and they work offline.

/** A pack's key is `<jurisdiction>/<topic>@<edition>`; none of the three has an @ or a slash in it. */
const KEY = '[^/@]+/[^/@]+@[^/@]+';
const EDITION = new RegExp(`^#?/rules/(${KEY})(?:/(.+))?$`);
const COMPARE = new RegExp(`^#?/compare/(${KEY})/(${KEY})$`);

export type RulesRoute =
  | { page: 'index' }
  /** `at`: the entry that is meant, by its anchor; '' for the whole. */
  | { page: 'edition'; key: string; at: string }
  | { page: 'compare'; a: string; b: string };

export const rulesIndexAddress = '#/rules';

export function rulesAddress(key: string, at = ''): string {
  return `#/rules/${key}${at && `/${at}`}`;
}

export function compareAddress(a: string, b: string): string {
  return `#/compare/${a}/${b}`;
}

/** @param hash of the address, `#/rules/…`; undefined where it is none of these pages */
export function rulesRoute(hash: string): RulesRoute | undefined {
  const address = decoded(hash);
  if (/^#?\/rules\/?$/.test(address)) return { page: 'index' };
  const edition = EDITION.exec(address);
  if (edition) return { page: 'edition', key: edition[1], at: edition[2] ?? '' };
  const compare = COMPARE.exec(address);
  return compare ? { page: 'compare', a: compare[1], b: compare[2] } : undefined;
}

/** As it was written: browsers and messengers encode some signs. */
function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash; // a bare % is no code; then nothing of it is one
  }
}

/** What an entry is known by on its page: `rule.window-closed`, `fact.requests.to.code`. */
export function anchorOf(part: string, name: string): string {
  return `${part}.${name.replace(/^\//, '').replace(/\/\*/g, '').replace(/\//g, '.')}`;
}
