// Changes of a form as people and pages make them, and worse: drawn by a schema, repeatable by their seed.

/** Numbers from 0 to below `n` (mulberry32). */
export function numbersFrom(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const TEXTS = ['', 'x', '张三', '440106199003070013', '2023-02-29', '𝒳', 'a'.repeat(300)];
const DATES = ['1959-12-31', '1990-05-17', '2007-11-22', '2022-12-31', '2023-01-01', '2023-06-01', '2023-10-01', '2024-02-29', '2024-08-01'];

/** Any value for a fact of the schema: mostly right, sometimes of another type. `codes` are those of a directory. */
export function drawValue(schema, next, codes, depth = 0) {
  const odd = next(16);
  if (odd === 0) return null;
  if (odd === 1) return [0, -1, 1.5, 2 ** 60, true, 'x', [], {}, [null]][next(9)];
  if (schema.enum && odd < 14) return schema.enum[next(schema.enum.length)];
  switch (schema.type) {
    case 'boolean': return next(2) === 1;
    case 'integer': return next(5) === 0 ? next(100000) : next(40);
    case 'number': return next(1000) / 4;
    case 'string': return drawText(schema, next, codes);
    case 'array': return Array.from({ length: next(4) }, () => drawValue(schema.items, next, codes, depth + 1));
    default: {
      const form = {};
      for (const [name, child] of Object.entries(schema.properties || {})) {
        if (next(4) > 0) form[name] = drawValue(child, next, name === schema['x-directory'] ? codes : [], depth + 1);
      }
      if (next(20) === 0) form['no such fact'] = 1;
      return form;
    }
  }
}

function drawText(schema, next, codes) {
  if (codes.length > 0 && next(6) > 0) return codes[next(codes.length)];
  if (schema.format === 'date' && next(8) > 0) return DATES[next(DATES.length)];
  if (schema.format === 'date-time' && next(8) > 0) return `${DATES[next(DATES.length)]}T0${next(10)}:00:00+08:00`;
  if (schema.format === 'month' && next(8) > 0) return DATES[next(DATES.length)].slice(0, 7);
  return TEXTS[next(TEXTS.length)];
}

/** A fact of the schema, at random: its pointer, of lists an element that is there or the next one, its schema, and the codes that it may hold. */
export function drawPlace(schema, form, next, codes) {
  let path = '';
  let at = schema;
  let value = form;
  let mayHold = [];
  for (;;) {
    const stop = path !== '' && next(3) === 0;
    if (at.type === 'array' && !stop) {
      const count = Array.isArray(value) ? value.length : 0;
      const i = next(count + 1);
      if (value !== undefined && value !== null && !Array.isArray(value)) return { path, schema: at, codes: [] };
      path += `/${i}`;
      value = value ? value[i] : undefined;
      at = at.items;
    } else if (at.type === 'object' && !stop && Object.keys(at.properties || {}).length > 0) {
      if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value))) return { path, schema: at, codes: [] };
      const names = Object.keys(at.properties);
      const name = names[next(names.length)];
      mayHold = name === at['x-directory'] ? codes : [];
      path += `/${name}`;
      value = value ? value[name] : undefined;
      at = at.properties[name];
    } else {
      return { path, schema: at, codes: mayHold };
    }
  }
}
