// Areas by code, for whoever fills one in: searched as institutions are.

import { institutionAt } from './directory.js';
import type { Directory } from './pack.js';

/** As web/areas.mjs writes them: what an area is called itself, and readings of its initials. */
export type AreasFile = Record<string, string>;

/** Under their whole names, 浙江省杭州市桐庐县; found at once by what they are called themselves. */
export function areasOf(file: AreasFile): Directory {
  const ownName = (code: string) => (file[code] || '').split(' ')[0];
  const areas: Directory = {};
  for (const code of Object.keys(file)) {
    const around = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((each) => each !== code && each in file);
    areas[code] = { name: [...around, code].map(ownName).join(''), initials: file[code] };
  }
  return areas;
}

/** The code of the only area that is called so, with or without 市 or 省 at its end; else the text itself: a code, or what the check will not know. */
export function areaCodeOf(areas: Directory, text: string): string {
  if (text.length < 2 || institutionAt(areas, text)) return text;
  const codes = Object.keys(areas).filter((code) => String(areas[code].initials).split(' ')[0].startsWith(text));
  return codes.length === 1 ? codes[0] : text;
}
