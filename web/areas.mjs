// The areas of GB/T 2260, as a file for the page: what each is called itself, by code, and for each letter the characters of these names whose pinyin begins with it.
import { areaList } from '@vant/area-data';
import { initialsOf } from './initials.mjs';

export function areasFile() {
  const { province_list: provinces, city_list: cities, county_list: counties } = areaList;
  const provinceOf = (code) => provinces[`${code.slice(0, 2)}0000`];
  // A municipality is a city too, and 省直辖县 is none: neither is a place that somebody means.
  const isPlace = ([code, name]) => name !== provinceOf(code) && !/直辖/.test(name);
  const names = Object.fromEntries([...Object.entries(provinces), ...[...Object.entries(cities), ...Object.entries(counties)].filter(isPlace)]);
  return { names, initials: lettersOf(Object.values(names)) };
}

/** Initials beside each name would make the file a third larger; the names share their characters. */
function lettersOf(names) {
  const letters = {};
  for (const character of [...new Set(names.join(''))].sort()) {
    for (const letter of initialsOf(character)) letters[letter] = (letters[letter] ?? '') + character;
  }
  return letters;
}
