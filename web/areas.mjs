// The areas of GB/T 2260 by code, as a file for the page: `"330100": "杭州市 hzs"`, what an area is called itself, and how the initials of that are read.
import { areaList } from '@vant/area-data';
import { initialsOf } from './initials.mjs';

export function areasFile() {
  const { province_list: provinces, city_list: cities, county_list: counties } = areaList;
  const provinceOf = (code) => provinces[`${code.slice(0, 2)}0000`];
  // A municipality is a city too, and 省直辖县 is none: neither is a place that somebody means.
  const isPlace = ([code, name]) => name !== provinceOf(code) && !/直辖/.test(name);
  // Initials of counties would make the file half as large again: few forms ask for one.
  const found = [...Object.entries(provinces), ...Object.entries(cities).filter(isPlace)].map(([code, name]) => [code, [name, ...initialsOf(name)].join(' ')]);
  return Object.fromEntries([...found, ...Object.entries(counties).filter(isPlace)]);
}
