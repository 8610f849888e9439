// The core counts in bytes of UTF-8, JavaScript in UTF-16 units.

/** From places in bytes of the text to the same in UTF-16 units; within a character, to that character's. */
export function unitsOf(text: string): (bytes: number) => number {
  if (/^[\0-\x7F]*$/.test(text)) return (at) => at;
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const end = units.length + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
    while (units.length < end) units.push(unit);
    unit += character.length;
  }
  return (at) => (at < units.length ? (units[at] as number) : unit);
}
