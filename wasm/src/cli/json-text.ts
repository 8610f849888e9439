// JSON as people write it in rules/: what fits on a line stands on one.
const WIDTH = 140;

export function jsonText(value: unknown): string {
  return `${lines(value, '', 0)}\n`;
}

/** `used`: what stands before it on its line. */
function lines(value: unknown, indent: string, used: number): string {
  const flat = onOneLine(value);
  if (typeof value !== 'object' || value === null || (indent !== '' && indent.length + used + flat.length <= WIDTH)) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + lines(item, inner, 0)).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).map(([name, member]) => {
    const key = `${JSON.stringify(name)}: `;
    return inner + key + lines(member, inner, key.length);
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
