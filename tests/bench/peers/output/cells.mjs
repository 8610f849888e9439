// How the numbers are written, in the terminal and in Markdown alike.
export const COLUMNS = ['engine', 'time', 'quartiles', 'µs', 'size, KiB', 'cold start, ms', 'runs without eval'];

export function cellsOf({ title, note, ratio, nanoseconds, bytes, native, floor, cold, withoutEval }) {
  return [
    note ? `${title} (${note})` : title,
    number(ratio.median),
    `${number(ratio.low)} to ${number(ratio.high)}`,
    number(nanoseconds.median / 1000),
    floor ? '–' : native ? 'native' : number(bytes / 1024),
    cold ? number(cold.median) : '–',
    withoutEval === undefined ? '–' : withoutEval ? 'yes' : 'no',
  ];
}

/** Two digits that count. */
export function number(value) {
  if (value >= 9.95) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  return value.toFixed(value >= 0.995 ? 1 : 2);
}

export function growthCell({ refused, ratio } = {}) {
  if (refused) return `no: ${refused}`;
  return ratio ? number(ratio.median) : '–';
}

/** Rows by time, those that only set a bound among them. */
export function byTime(rows) {
  return [...rows].sort((a, b) => a.ratio.median - b.ratio.median);
}

/** { title, columns, rows } for each measurement of growth. */
export function growthParts(results, dimensions) {
  return dimensions
    .filter(({ name }) => results.growth.some((entry) => entry.name === name))
    .map(({ name, title, sizes }) => {
      const entries = results.growth.filter((entry) => entry.name === name);
      const engines = [...new Set(entries.map(({ engine }) => engine))];
      const cell = (engine, size) => growthCell(entries.find((entry) => entry.engine === engine && entry.size === size));
      return { title, columns: ['engine', ...sizes.map(String)], rows: engines.map((engine) => [engine, ...sizes.map((size) => cell(engine, size))]) };
    });
}
