// Every golden case of every pack, through the package and the wasm: the parts that the case expects hold, and the whole
// report is byte for byte the recorded one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as shipped from 'yibao-precheck/rules';
import { createPrecheck } from 'yibao-precheck';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { describeDifference, differences } from '../../wasm/src/tools/expected.js';
import { createShippedEngine } from './support/engine.mjs';
import { goldenFolder, goldenName, goldenText } from './support/golden.mjs';

const engine = await createShippedEngine();
const files = readCaseFiles();

it('finds cases for every shipped pack', () => {
  const tested = files.filter((file) => file.cases.length > 0).map((file) => file.pack).sort();
  const loaded = engine.packs().map((pack) => `${pack.id}@${pack.edition}`).sort();
  assert.notEqual(loaded.length, 0);
  assert.deepEqual(tested, loaded);
});

for (const file of files) {
  describe(file.pack, () => {
    it('names each case once', () => {
      const ids = file.cases.map((entry) => entry.id);
      assert.deepEqual(ids, [...new Set(ids)]);
    });

    for (const entry of file.cases) {
      it(`${entry.id}: ${entry.title}`, () => {
        const report = JSON.parse(engine.checkLine(requestOf(file.pack, entry)));
        assert.ok(report.verdict, JSON.stringify(report.error));
        assert.ok(entry.expected.verdict && entry.expected.findings, 'a case states its verdict and findings');
        assert.deepEqual(differences(entry.expected, report).map(describeDifference), []);
      });
    }

    it('gives the recorded reports, byte for byte', () => {
      assert.equal(goldenText(engine, file), readFileSync(join(goldenFolder, goldenName(file.pack)), 'utf8'));
    });
  });
}

it('has no recorded reports without cases', () => {
  assert.deepEqual(readdirSync(goldenFolder).sort(), files.map((file) => goldenName(file.pack)).sort());
});

it('gives the same reports from the documents of yibao-precheck/rules, as objects', async () => {
  const fromObjects = await createPrecheck(shipped);
  for (const file of files) assert.equal(goldenText(fromObjects, file), goldenText(engine, file));
});

it('gives the same report from an object, from its text and from a JSONL line', () => {
  for (const { pack, cases } of files) {
    const [{ form, as_of: asOf, params }] = cases;
    const fromText = engine.checkText(pack, JSON.stringify(form), { asOf, params });
    assert.equal(engine.checkText(pack, form, { asOf, params }), fromText);
    assert.equal(engine.checkLine(JSON.stringify({ pack, as_of: asOf, form, params })), fromText);
    assert.deepEqual(engine.check(pack, form, { asOf, params }), JSON.parse(fromText));
  }
});
