// Coverage as text: figures of each pack, then what no case reached, marked within its expression.
import { type PackCoverage, shareCovered, type UncoveredPart } from '../tools/case-coverage.js';
import type { Colours } from './colours.js';

/** Of a long expression, as much as fits a line. */
const CONTEXT = 50;

export function renderCoverage(packs: readonly PackCoverage[], colours: Colours): string {
  return packs.map((pack) => `${[headline(pack, colours), ...rules(pack), ...pack.uncovered.flatMap((part) => renderPart(part, colours))].join('\n')}\n\n`).join('');
}

export function percentCovered(pack: PackCoverage): string {
  return `${(Math.floor(shareCovered(pack) * 1000) / 10).toFixed(1)} %`;
}

function headline(pack: PackCoverage, colours: Colours): string {
  return `${colours.bold(pack.pack)}: ${percentCovered(pack)} (${pack.covered} of ${pack.parts} parts of conditions were both true and false)`;
}

function rules({ rules }: PackCoverage): string[] {
  const count = (ones: (boolean | undefined)[]) => `${ones.filter(Boolean).length} of ${ones.filter((one) => one !== undefined).length}`;
  const named = (word: string, key: 'failed' | 'passed' | 'not_applicable') => rules.filter((rule) => rule[key] === false).map(({ id }) => `  rule ${id} never ${word}`);
  return [
    `  rules: ${count(rules.map(({ failed }) => failed))} failed, ${count(rules.map(({ passed }) => passed))} passed, ${count(rules.map(({ not_applicable }) => not_applicable))} did not apply in some case`,
    ...named('failed', 'failed'),
    ...named('passed', 'passed'),
    ...named('stopped applying', 'not_applicable'),
  ];
}

function renderPart({ pointer, owner, expression, start, end, never }: UncoveredPart, colours: Colours): string[] {
  // A tab or line break of an expression would move the marks.
  const flat = expression.replace(/\s/g, ' ');
  const from = Math.max(0, start - CONTEXT);
  const shownEnd = Math.min(end, start + 2 * CONTEXT);
  const head = `${from > 0 ? '...' : ''}${flat.slice(from, start)}`;
  const tail = `${flat.slice(shownEnd, shownEnd + CONTEXT)}${shownEnd + CONTEXT < flat.length ? '...' : ''}`;
  const marks = '^'.repeat(shownEnd - start);
  return [`  ${pointer} (${owner})`, `    ${head}${flat.slice(start, shownEnd)}${tail}`, `    ${' '.repeat(head.length)}${colours.yellow(`${marks} never ${never}`)}`];
}
