// What lint found, for people.
import type { Colours } from './colours.js';
import { placeOf } from './formats/place.js';
import type { Problem } from './results.js';

const COLOURS = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** `files`: how many were looked at. */
export function renderLint(problems: Problem[], files: number, colours: Colours): string {
  const lines = problems.map((problem) => {
    const { level, rule, message, help } = problem;
    // Where there is a line, the pointer would only make it longer.
    const place = placeOf(problem.line === undefined ? problem : { ...problem, pointer: undefined });
    return `${place}${colours[COLOURS[level]](`${level}:`)} ${message} ${colours.dim(`[${rule}]`)}\n${help ? `    ${help}\n` : ''}`;
  });
  const counts = (['error', 'warning', 'note'] as const).flatMap((level) => {
    const number = problems.filter((problem) => problem.level === level).length;
    return number === 0 ? [] : [`${number} ${level}${number === 1 ? '' : 's'}`];
  });
  return `${lines.join('')}${files} ${files === 1 ? 'file' : 'files'}: ${counts.join(', ') || 'nothing found'}\n`;
}
