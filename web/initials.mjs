// The initials of the institutions' names in pinyin, `jsrmyy` for 甲市人民医院, as data: whoever builds a page adds them, so that no page carries a dictionary.
import { pinyin, polyphonic } from 'pinyin-pro';

/** A name has no more readings than these; the usual one stands first. */
export const MAX_READINGS = 8;

/** A directory whose entries have `initials`; those that a host has given stay. */
export function withInitials(directory) {
  return Object.fromEntries(
    Object.entries(directory).map(([code, entry]) => {
      const initials = typeof entry.name === 'string' && entry.initials === undefined ? initialsOf(entry.name).join(' ') : '';
      return [code, initials === '' ? entry : { ...entry, initials }];
    }),
  );
}

/** Every way to read a name: characters that are read in several ways (重庆: chong, zhong) may be typed by any of them. */
export function initialsOf(name) {
  const plain = name.normalize('NFKC');
  const usual = pinyin(plain, { pattern: 'first', toneType: 'none', type: 'array' });
  const others = polyphonic(plain, { pattern: 'first', toneType: 'none', type: 'array' });
  let readings = [''];
  for (const [index, first] of usual.entries()) {
    const ways = [...new Set([first, ...others[index]].map((way) => way.toLowerCase().replace(/[^a-z0-9]/g, '')))];
    const all = ways.flatMap((way) => readings.map((reading) => reading + way));
    readings = all.length > MAX_READINGS ? readings.map((reading) => reading + ways[0]) : all;
  }
  return readings.filter((reading) => reading !== '');
}
