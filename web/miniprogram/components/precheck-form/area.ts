// What a region picker says, as one area code: the code of the smallest area that was chosen.

export interface RegionDetail {
  /** Names from the largest to the smallest; the custom item where a level was left open. */
  value: string[];
  code?: string[];
}

export function areaOf({ value, code = [] }: RegionDetail, leftOpen: string): { code: string; name: string } {
  const chosen = value.map((name, index) => ({ name, code: code[index] })).filter((each) => each.name !== leftOpen && each.code);
  const last = chosen[chosen.length - 1];
  if (!last) return { code: '', name: '' };
  // A municipality stands in the picker as a province and again as its only city; its own code is the province's.
  const twice = chosen.length === 2 && chosen[0].name === chosen[1].name;
  return twice ? chosen[0] : last;
}
