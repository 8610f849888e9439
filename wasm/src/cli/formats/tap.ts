// TAP 14: https://testanything.org/tap-version-14-specification.html
import type { ResultFormat } from '../results.js';
import { onOneLine, wellFormed } from './characters.js';

export function tap(): ResultFormat {
  let count = 0;
  return {
    start: () => 'TAP version 14\n',
    result({ name, group, status, problems }) {
      count++;
      const point = `${status === 'passed' ? 'ok' : 'not ok'} ${count} - ${description(group ? `${group} > ${name}` : name)}\n`;
      if (problems.length === 0) return point;
      // One line for each problem: JSON in a sequence, which YAML takes as it is.
      return `${point}  ---\n  status: ${status}\n  problems:\n${problems.map((problem) => `    - ${yaml(problem)}\n`).join('')}  ...\n`;
    },
    end: () => `1..${count}\n`, // how many there are is known only now
  };
}

/** `#` would begin a directive. */
function description(text: string): string {
  return onOneLine(wellFormed(text)).replace(/[\\#]/g, '\\$&');
}

// What YAML does not print but JSON does: https://yaml.org/spec/1.2.2/#51-character-set
const NOT_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function yaml(value: object): string {
  const json = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? wellFormed(inner) : inner));
  return json.replace(NOT_YAML, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
