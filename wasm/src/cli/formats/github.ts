// Workflow commands, which GitHub Actions shows beside the lines of a pull request:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
import type { ResultFormat } from '../results.js';
import { wellFormed } from './characters.js';
import { wordsOf } from './place.js';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' };

export function github(): ResultFormat {
  return {
    start: () => '',
    result: ({ name, problems }) =>
      problems
        .map((problem) => {
          const { level, rule, file, line, column, pointer } = problem;
          const properties = Object.entries({ file, line, col: column, title: rule }).filter(([, value]) => value !== undefined);
          const words = `${file === undefined ? `${name}: ` : ''}${pointer ? `${pointer}: ` : ''}${wordsOf(problem)}`;
          return `::${COMMANDS[level]} ${properties.map(([key, value]) => `${key}=${property(String(value))}`).join(',')}::${data(words)}\n`;
        })
        .join(''),
    end: () => '',
  };
}

// As the runner undoes it.
function data(text: string): string {
  return wellFormed(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
