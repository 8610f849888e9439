// JSON as people write it in rules/: what fits on a line stands on one. Plain JavaScript: the build scripts write with it before anything is built.
const WIDTH = 140;

/**
 * @param {unknown} value
 * @returns {string}
 */
export function jsonText(value) {
  return `${lines(value, '', 0)}\n`;
}

/**
 * @param {unknown} value
 * @param {string} indent
 * @param {number} used What stands before it on its line.
 * @returns {string}
 */
function lines(value, indent, used) {
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

/**
 * @param {unknown} value
 * @returns {string}
 */
function onOneLine(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
