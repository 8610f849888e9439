// Institutions by code, as the host knows them, for whoever fills in a code.

import type { Directory } from './pack.js';

export interface Institution {
  code: string;
  name: string;
}

/** Those whose code begins with the text or whose name contains it, in the directory's order; all of them for ''. */
export function findInstitutions(directory: Directory, text: string, most = Infinity): Institution[] {
  const wanted = text.trim().toLowerCase();
  const found: Institution[] = [];
  for (const code of Object.keys(directory)) {
    if (found.length >= most) break;
    const name = nameIn(directory, code);
    if (code.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(wanted)) found.push({ code, name });
  }
  return found;
}

export function institutionAt(directory: Directory, code: string): Institution | undefined {
  return Object.prototype.hasOwnProperty.call(directory, code) ? { code, name: nameIn(directory, code) } : undefined;
}

function nameIn(directory: Directory, code: string): string {
  const { name } = directory[code];
  return typeof name === 'string' ? name : '';
}
