// npm run bench:peers itself takes minutes and installs peers, so it is no test. What it stands on is: the workload, the agreement of
// the engines that need no installing, and what it prints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as handWritten from '../bench/peers/engines/hand-written.mjs';
import { ENGINES, ROWS, YARDSTICK } from '../bench/peers/engines/index.mjs';
import * as jsonOnly from '../bench/peers/engines/json-only.mjs';
import * as precheck from '../bench/peers/engines/yibao-precheck.mjs';
import { ZEN_RULES } from '../bench/peers/engines/zen-rules.mjs';
import { disagreements } from '../bench/peers/measure/agreement.mjs';
import { summary } from '../bench/peers/measure/statistics.mjs';
import { markdown } from '../bench/peers/output/markdown.mjs';
import { plot } from '../bench/peers/output/svg.mjs';
import { growthTables, rowsTable } from '../bench/peers/output/table.mjs';
import { addMonths, ageOn, areaWithin } from '../bench/peers/workload/days.mjs';
import { GROWTH, growthCase } from '../bench/peers/workload/growth.mjs';
import { CEL_RULES } from '../bench/peers/workload/rules.cel.mjs';
import { LOGIC_RULES } from '../bench/peers/workload/rules.logic.mjs';
import { TEXTS } from '../bench/peers/workload/texts.mjs';
import { makeWorkload } from '../bench/peers/workload/workload.mjs';

const workload = makeWorkload(240);
const { today } = workload;

test('half of the forms keep every rule, the others break one, two or three in turn; each rule is broken by some', () => {
  workload.failing.forEach((ids, i) => assert.equal(ids.length, i % 2 === 0 ? 0 : 1 + (((i - 1) / 2) % 3), `form ${i}`));
  assert.deepEqual([...new Set(workload.failing.flat())].sort(), CEL_RULES.map(({ id }) => id).sort());
});

test('a form has about a kilobyte, and one seed gives the same forms again', () => {
  assert.ok(workload.bytes > 900 && workload.bytes < 1250, `${workload.bytes} bytes on average`);
  assert.deepEqual(makeWorkload(240).forms, workload.forms);
});

test('every language states the same twenty rules', () => {
  const ids = CEL_RULES.map(({ id }) => id);
  assert.equal(ids.length, 20);
  assert.deepEqual(LOGIC_RULES.map(({ id }) => id), ids);
  assert.deepEqual(ZEN_RULES.map(([id]) => id), ids);
  assert.deepEqual(Object.keys(TEXTS), ids);
});

test('the helpers for dates and areas mean what the packs mean', () => {
  assert.equal(addMonths('2025-08-31', 6), '2026-02-28');
  assert.equal(addMonths('2023-08-31', 6), '2024-02-29');
  assert.equal(addMonths('2025-12-15', 1), '2026-01-15');
  assert.equal(ageOn('2008-02-29', '2026-02-28'), 17);
  assert.equal(ageOn('2008-02-29', '2026-03-01'), 18);
  assert.equal(areaWithin('990102', '990100'), true);
  assert.equal(areaWithin('990201', '990100'), false);
  assert.equal(areaWithin('990201', '990000'), true);
});

for (const { engine, create } of [handWritten, jsonOnly, precheck]) {
  test(`${engine.title} agrees on every form, in every way it is called`, async () => {
    const calls = await create({ today });
    for (const mode of ['object', 'report', 'text', 'line'].filter((name) => name in calls)) {
      assert.deepEqual(await disagreements(engine, calls, mode, workload), [], mode);
    }
  });
}

test('an engine that is wrong about one form is found out', async () => {
  const { object } = handWritten.create({ today });
  const forgetful = (form) => ({ ...object(form), failing: object(form).failing.filter((id) => id !== 'child-under-age') });
  const [first] = await disagreements({}, { object: forgetful }, 'object', workload);
  assert.match(first, /^form \d+, failing rules: expected .*child-under-age/);
});

for (const { name, sizes } of GROWTH) {
  test(`growth (${name}): ours takes the smallest two sizes, and the form keeps every rule`, async () => {
    for (const size of sizes.slice(0, 2)) {
      const { form, rules, facts } = growthCase(name, size, JSON.parse(workload.forms[0]));
      const { object } = await precheck.create({ today, rules: rules.cel, facts });
      assert.deepEqual(object(form), { verdict: 'pass', failing: [] });
      assert.equal(rules.cel.length, rules.logic.length);
    }
  });
}

test('the table, the Markdown and the plot show every row, and what was left out', () => {
  const rows = ROWS.map((row, i) => ({
    title: row.engine, ...row, packages: [], bytes: 2048, floor: row.engine === 'json-only', ratio: summary([0.5 * 2 ** i]),
    nanoseconds: summary([3000]), cold: summary([7]), withoutEval: i % 2 === 0,
  }));
  const results = {
    node: 'v20.0.0', machine: 'a machine', rounds: 3, rows, leftOut: [{ title: 'zen, native', reason: 'no binary for it' }],
    forms: { count: 2000, bytes: 1086, failing: 1000 },
    growth: [
      { name: 'rules', size: 10, engine: 'yibao-precheck', ratio: summary([1.25]) },
      { name: 'rules', size: 10000, engine: 'yibao-precheck', refused: 'too many' },
    ],
  };
  for (const text of [`${rowsTable(results)}${growthTables(results)}`, markdown(results)]) {
    for (const { title } of rows) assert.ok(text.includes(title), title);
    assert.match(text, /zen, native: left out, no binary for it/);
    assert.match(text, /no: too many/);
  }
  const svg = plot(results);
  assert.equal(svg.match(/<rect x=/g).length, rows.length);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
  assert.ok(ROWS.includes(YARDSTICK) && ENGINES.length === new Set(ENGINES).size);
});
