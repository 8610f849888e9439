// The rows' times as bars on a logarithmic scale, with the quartiles as a line across the end of each. Texts are texts, so that they can be read aloud
// and searched; colours hold on white and on dark pages.
import { byTime, number } from './cells.mjs';

const LEFT = 330;
const WIDTH = 470;
const RIGHT = 90;
const TOP = 64;
const ROW = 24;

export function plot(results) {
  const rows = byTime(results.rows);
  const lowest = 10 ** Math.floor(Math.log10(Math.min(...rows.map(({ ratio }) => ratio.low))));
  const highest = 10 ** Math.ceil(Math.log10(Math.max(...rows.map(({ ratio }) => ratio.high))));
  const x = (value) => round(LEFT + (WIDTH * Math.log10(value / lowest)) / Math.log10(highest / lowest));
  const bottom = TOP + rows.length * ROW;
  const ticks = [];
  for (let value = lowest; value <= highest * 1.001; value *= 10) ticks.push(value);
  const width = LEFT + WIDTH + RIGHT;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 20}" font-family="sans-serif" font-size="13" role="img" aria-labelledby="title">`,
    `<title id="title">Time for one form, as a multiple of hand-written JavaScript</title>`,
    `<rect width="${width}" height="${bottom + 20}" fill="#ffffff"/>`,
    text(16, 24, 'Time for one form, as a multiple of hand-written JavaScript (text in, text out)', 'font-size="15" font-weight="bold"'),
    ...ticks.flatMap((value) => [
      `<line x1="${x(value)}" y1="${TOP - 6}" x2="${x(value)}" y2="${bottom}" stroke="${isOne(value) ? '#555555' : '#dddddd'}"/>`,
      text(x(value), TOP - 12, label(value), 'text-anchor="middle" fill="#555555"'),
    ]),
    ...rows.flatMap((row, i) => bar(row, TOP + i * ROW, x)),
    '</svg>',
  ].join('\n')}\n`;
}

function bar({ engine, title, note, ratio }, y, x) {
  const colour = engine === 'yibao-precheck' ? '#0b6e4f' : engine === 'hand-written' || engine === 'json-only' ? '#8a8a8a' : '#6c8ebf';
  const middle = y + ROW / 2;
  return [
    text(LEFT - 10, middle + 4, note ? `${title} (${note})` : title, 'text-anchor="end"'),
    `<rect x="${LEFT}" y="${y + 4}" width="${round(Math.max(1, x(ratio.median) - LEFT))}" height="${ROW - 8}" fill="${colour}"/>`,
    `<line x1="${x(ratio.low)}" y1="${middle}" x2="${x(ratio.high)}" y2="${middle}" stroke="#222222" stroke-width="2"/>`,
    text(Math.max(x(ratio.high), x(ratio.median)) + 8, middle + 4, number(ratio.median), ''),
  ];
}

function text(x, y, content, attributes) {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

const escaped = (content) => content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const round = (value) => Math.round(value * 10) / 10;
const isOne = (value) => Math.abs(value - 1) < 1e-9;
const label = (value) => (value >= 1 ? String(Math.round(value)) : String(Number(value.toPrecision(1))));
