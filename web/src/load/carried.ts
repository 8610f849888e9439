// The page of one pack (web/build.mjs writes one for each) brings that pack along, so that nothing has to be waited for but the program. It is data, not a
// script: a strict policy lets it be.

import type { PackFile } from '../library.js';

export interface Carried {
  key: string;
  file: PackFile;
}

export function carriedPack(): Carried | null {
  const element = document.getElementById('carried');
  return element && (JSON.parse(element.textContent!) as Carried);
}
