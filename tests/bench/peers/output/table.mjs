import { GROWTH } from '../workload/growth.mjs';
import { byTime, cellsOf, COLUMNS, growthParts } from './cells.mjs';

export function rowsTable(results) {
  const { forms, rounds, node } = results;
  return [
    `${forms.count} forms of ${forms.bytes} bytes, ${forms.failing} of them failing; time as a multiple of hand-written JavaScript, text in and text out;`,
    `processor time, median and quartiles of ${rounds} rounds; Node ${node}`,
    '',
    ...aligned([COLUMNS, ...byTime(results.rows).map(cellsOf)]),
    ...results.leftOut.map(({ title, reason }) => `${title}: left out, ${reason}`),
    '',
  ].join('\n');
}

export function growthTables(results) {
  return growthParts(results, GROWTH)
    .map(({ title, columns, rows }) => ['', `Growth: ${title}; time as a multiple of the same yardstick`, ...aligned([columns, ...rows])].join('\n'))
    .join('\n');
}

function aligned(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd());
}
