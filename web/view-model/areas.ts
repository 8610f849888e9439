// Areas by code, for whoever fills one in: searched as institutions are.

import { institutionAt } from './directory.js';
import type { Directory } from './pack.js';

/** As web/areas.mjs writes them. */
export interface AreasFile {
  /** By code, what an area is called itself. */
  names: Record<string, string>;
  /** By letter, the characters that are read with it at the beginning. */
  initials: Record<string, string>;
}

/** Under their whole names, 浙江省杭州市桐庐县; found at once by what they are called themselves, and by every way to read its initials. */
export function areasOf({ names, initials }: AreasFile): Directory {
  const letters = new Map<string, string[]>();
  for (const letter of Object.keys(initials)) for (const character of initials[letter]) letters.set(character, [...(letters.get(character) || []), letter]);
  const areas: Directory = {};
  for (const code of Object.keys(names)) {
    const around = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((each) => each !== code && each in names);
    let readings = [''];
    for (const character of names[code]) {
      readings = (letters.get(character) || ['']).reduce<string[]>((all, letter) => all.concat(readings.map((reading) => reading + letter)), []);
    }
    areas[code] = { name: [...around, code].map((each) => names[each]).join(''), initials: [names[code], ...readings].join(' ') };
  }
  return areas;
}

/** The code of the only area that is called so, with or without 市 or 省 at its end, or what is around it before it (甲市乙区); else the text itself: a code, or what the check will not know. */
export function areaCodeOf(areas: Directory, text: string): string {
  if (text.length < 2 || institutionAt(areas, text)) return text;
  const codes = Object.keys(areas).filter((code) => {
    const own = String(areas[code].initials).split(' ')[0];
    return own.startsWith(text) || (text.endsWith(own) && String(areas[code].name).endsWith(text));
  });
  return codes.length === 1 ? codes[0] : text;
}
