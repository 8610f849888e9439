// Institutions by code, as the host knows them, for whoever fills in a code: searched by name, by the initials of its pinyin, or by code.

import type { Directory } from './pack.js';

export interface Institution {
  code: string;
  name: string;
}

export interface FoundInstitutions {
  /** The best first, as many as were asked for. */
  institutions: Institution[];
  /** How many were found beside them. */
  more: number;
}

/**
 * Those that fit every part of the text (`甲市 rmyy`); all of them, in the directory's order, for ''. Full-width signs and capitals make no difference.
 * First whose code it is, then whose name begins with it, then whose initials or code do, then where it stands anywhere; within these the shorter name, then the directory's order.
 */
export function searchInstitutions(directory: Directory, text: string, most = Infinity): FoundInstitutions {
  const parts = plainly(text).split(/\s+/).filter((part) => part !== '');
  const found: { institution: Institution; rank: number }[] = [];
  for (const [code, searched] of indexOf(directory)) {
    const ranks = parts.map((part) => rankOf(part, searched));
    if (ranks.every((rank) => rank !== null)) found.push({ institution: { code, name: nameIn(directory, code) }, rank: Math.max(0, ...(ranks as number[])) });
  }
  found.sort((one, other) => one.rank - other.rank || (parts.length > 0 ? one.institution.name.length - other.institution.name.length : 0));
  return { institutions: found.slice(0, most).map(({ institution }) => institution), more: Math.max(0, found.length - most) };
}

export function findInstitutions(directory: Directory, text: string, most = Infinity): Institution[] {
  return searchInstitutions(directory, text, most).institutions;
}

export function institutionAt(directory: Directory, code: string): Institution | undefined {
  return Object.prototype.hasOwnProperty.call(directory, code) ? { code, name: nameIn(directory, code) } : undefined;
}

/** What is searched of an institution, plainly. */
interface Searched {
  code: string;
  name: string;
  initials: string[];
}

/** A directory may have thousands of entries, and every key that is pressed searches it. */
const indexes = new WeakMap<Directory, Map<string, Searched>>();

function indexOf(directory: Directory): Map<string, Searched> {
  let index = indexes.get(directory);
  if (!index) {
    index = new Map();
    for (const code of Object.keys(directory)) {
      const { initials } = directory[code];
      // Several readings of a name stand side by side: `cqdyyy zqdyyy`.
      const readings = typeof initials === 'string' ? plainly(initials).split(/\s+/).filter((each) => each !== '') : [];
      index.set(code, { code: plainly(code), name: plainly(nameIn(directory, code)), initials: readings });
    }
    indexes.set(directory, index);
  }
  return index;
}

/** null: it does not fit. */
function rankOf(part: string, { code, name, initials }: Searched): number | null {
  if (code === part) return 0;
  if (name.startsWith(part)) return 1;
  if (code.startsWith(part) || initials.some((each) => each.startsWith(part))) return 2;
  return name.includes(part) || code.includes(part) || initials.some((each) => each.includes(part)) ? 3 : null;
}

function plainly(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

function nameIn(directory: Directory, code: string): string {
  const { name } = directory[code];
  return typeof name === 'string' ? name : '';
}
