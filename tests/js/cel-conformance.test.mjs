// The CEL conformance suite over wasm, with the vectors and the rules of tests/conformance/cel/cel_conformance_test.cpp: a test
// differs from the suite only where skips.json says why; one that is listed there and agrees is a failure too.
import { isDeepStrictEqual } from 'node:util';
import { after, describe, it } from 'node:test';
import { createCel } from 'yibao-precheck/cel';
import { conformanceVectors } from '../conformance/cel/vectors.mjs';
import { inOrder } from './support/cel-json.mjs';

const tests = conformanceVectors();
const cel = await createCel();
const sections = new Map(); // by the test's value, or its type where that is all it has
const compared = new Map(); // by aspect

describe('CEL conformance suite', () => {
  for (const section of new Set(tests.map((test) => test.section))) {
    it(section, () => {
      const failures = tests.filter((test) => test.section === section).flatMap(failuresOf);
      if (failures.length > 0) throw new Error(failures.join('\n'));
    });
  }
});

after(() => {
  for (const [title, { passed, skipped }] of [...sections, ['all sections', sum([...sections.values()])], ...compared]) {
    const column = (number, word) => `${String(number).padStart(6)} ${word}`;
    console.log(`${title.padEnd(22)}${column(passed, 'passed')}${column(skipped, 'skipped')}${column(passed + skipped, 'in all')}`);
  }
});

function failuresOf(test) {
  const { section, group, name, expression, options, expected, skips } = test;
  const main = expected.value === undefined ? 'type' : 'value';
  const program = cel.compile(expression, options);
  const failures = Object.entries(expected).flatMap(([aspect, wanted]) => {
    const found = difference(aspect, wanted, test, program);
    count(compared, `compared: ${aspect}`, found);
    if (aspect === main) count(sections, section, found);
    const where = `${section}/${group}/${name}: ${expression}\n  ${aspect}`;
    if (found !== undefined && !skips[aspect]) return [`${where}: expected ${JSON.stringify(wanted)}, found ${found}`];
    if (found === undefined && skips[aspect]) return [`${where} is as expected, although skips.json lists it: ${skips[aspect]}`];
    return [];
  });
  program.dispose?.();
  return failures;
}

/** What we have where the suite expects something else; undefined where both agree. */
function difference(aspect, wanted, { bindings }, program) {
  if (program.errors) return aspect === 'value' && wanted.error ? undefined : program.errors[0].message;
  if (aspect === 'value') {
    const answer = program.evaluateText(JSON.stringify(bindings));
    const found = JSON.parse(answer);
    const same = wanted.error ? found.error !== undefined : isDeepStrictEqual(inOrder(found), inOrder(wanted));
    return same ? undefined : answer;
  }
  const found = aspect === 'tree' ? program.tree() : program.type;
  return found === wanted ? undefined : found;
}

function count(counts, title, found) {
  const { passed, skipped } = counts.get(title) ?? { passed: 0, skipped: 0 };
  counts.set(title, found === undefined ? { passed: passed + 1, skipped } : { passed, skipped: skipped + 1 });
}

function sum(counts) {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, skipped: a.skipped + b.skipped }), { passed: 0, skipped: 0 });
}
