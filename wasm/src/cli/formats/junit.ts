// JUnit's XML, as Jenkins wrote it down and GitLab, Azure and Allure read it: https://github.com/testmoapp/junitxml describes what they share.
import type { Problem, Result, ResultFormat } from '../results.js';
import { wellFormed } from './characters.js';
import { placeOf, wordsOf } from './place.js';

/** Of test cases, kept until their suite can say how many they are; a longer group goes on in a suite of the same name. */
const MOST_CHARACTERS = 256 * 1024;

export function junit(): ResultFormat {
  let suite = emptySuite('');

  /** What was kept, as an element. */
  function finished(): string {
    if (suite.tests === 0) return '';
    const counts = `tests="${suite.tests}" failures="${suite.failures}" errors="${suite.errors}" skipped="0"`;
    return `<testsuite name="${attribute(suite.group)}" ${counts}>\n${suite.cases.join('')}</testsuite>\n`;
  }

  return {
    start: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n',
    result(result) {
      let text = '';
      if (suite.group !== result.group || suite.characters > MOST_CHARACTERS) {
        text = finished();
        suite = emptySuite(result.group);
      }
      const element = testCase(result);
      suite.cases.push(element);
      suite.characters += element.length;
      suite.tests++;
      if (result.status === 'failed') suite.failures++;
      if (result.status === 'unreadable') suite.errors++;
      return text;
    },
    end: () => `${finished()}</testsuites>\n`,
  };
}

function emptySuite(group: string) {
  return { group, cases: [] as string[], characters: 0, tests: 0, failures: 0, errors: 0 };
}

function testCase({ name, group, status, problems }: Result): string {
  const place = problems.find(({ file }) => file !== undefined);
  const where = place ? ` file="${attribute(place.file as string)}"${place.line === undefined ? '' : ` line="${place.line}"`}` : '';
  const start = `  <testcase classname="${attribute(group)}" name="${attribute(name)}"${where}`;
  const errors = problems.filter(({ level }) => level === 'error');
  const notes = problems.filter(({ level }) => level !== 'error');
  const children = [
    ...(status === 'passed' ? [] : [failure(status === 'failed' ? 'failure' : 'error', errors)]),
    ...(notes.length === 0 ? [] : [`    <system-out>${content(listed(notes))}</system-out>\n`]),
  ];
  return children.length === 0 ? `${start}/>\n` : `${start}>\n${children.join('')}  </testcase>\n`;
}

/** One element, whatever the number of problems: readers look at the first only. */
function failure(tag: 'failure' | 'error', problems: Problem[]): string {
  const [first] = problems;
  const others = problems.length > 1 ? ` (+${problems.length - 1})` : '';
  return `    <${tag} message="${attribute(`${first?.message ?? ''}${others}`)}" type="${attribute(first?.rule ?? '')}">${content(listed(problems))}</${tag}>\n`;
}

function listed(problems: Problem[]): string {
  return problems.map((problem) => `${placeOf(problem)}${problem.level}: ${wordsOf(problem)} [${problem.rule}]`).join('\n');
}

// What XML 1.0 has no way to write, not even as a reference: https://www.w3.org/TR/xml/#charsets
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const REFERENCES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A carriage return would be read as a line feed; `>` is never written, so neither is `]]>`. */
function content(text: string): string {
  return wellFormed(text)
    .replace(NOT_XML, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"]/g, (character) => REFERENCES[character] as string)
    .replace(/\r/g, '&#13;');
}

/** White space other than spaces would be read as spaces. */
function attribute(text: string): string {
  return content(text).replace(/[\t\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
