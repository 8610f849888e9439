import { GROWTH } from '../workload/growth.mjs';
import { byTime, cellsOf, COLUMNS, growthParts } from './cells.mjs';

/** RESULTS.md. */
export function markdown(results) {
  const { forms, rounds, node, machine, date } = results;
  const packages = [...new Set(results.rows.flatMap((row) => row.packages))];
  const parts = growthParts(results, GROWTH);
  return `${[
    '# Beside other engines',
    'Written by `npm run bench:peers -- --write`. On one form in a page none of these differences is felt; they are in CI and in batches.',
    `${date ? `${date}. ` : ''}${machine}, Node ${node}.`,
    `${forms.count.toLocaleString('en')} forms of ${forms.bytes.toLocaleString('en')} bytes, ${forms.failing.toLocaleString('en')} of them failing one to three of 20 rules, no guidance; names and addresses are Chinese, which JSON.parse reads more slowly than ASCII. Every engine says the same of every form (ajv: of the structure only). ` +
      `Time is processor time, as a multiple of hand-written JavaScript with JSON text in and report text out, each timed just after that yardstick: median and quartiles of ${rounds} rounds, each row in a process of its own. ` +
      'Size is adapter, rules and library in one minified file, brotli, with any wasm. Cold start is from the import of that file to the first verdict in a fresh process. ' +
      'Without eval: under `node --disallow-code-generation-from-strings`.',
    '![Time of each engine](RESULTS.svg)',
    table([COLUMNS, ...byTime(results.rows).map(cellsOf)]),
    results.leftOut.map(({ title, reason }) => `- ${title}: left out, ${reason}`).join('\n'),
    ...parts.flatMap(({ title, columns, rows }) => [`Growth, ${title}:`, table([columns, ...rows])]),
    `Versions: ${packages.join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
