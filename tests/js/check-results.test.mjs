// What machine formats say of a form agrees with its verdict, for every golden case.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { goldenFolder } from './support/golden.mjs';
import { importSource } from './support/import-source.mjs';

const { resultOf } = await importSource('wasm/src/cli/check-results.ts');

for (const name of readdirSync(goldenFolder).filter((file) => file.endsWith('.jsonl'))) {
  it(`${name}: a form passes without an error, and fails with one at least; every finding and every missing fact is a problem`, () => {
    for (const line of readFileSync(join(goldenFolder, name), 'utf8').trimEnd().split('\n')) {
      const report = JSON.parse(line);
      const { name: called, group, status, problems } = resultOf(report, report.id, (pointer) => ({ file: 'f', line: pointer.length + 1 }));
      const accepted = ['pass', 'not_needed'].includes(report.verdict);
      assert.deepEqual([called, group, status], [report.id, `${report.pack.id}@${report.pack.edition}`, accepted ? 'passed' : 'failed']);
      assert.equal(problems.some(({ level }) => level === 'error'), !accepted, `${report.id}, ${report.verdict}: ${JSON.stringify(problems)}`);
      const said = problems.map(({ rule, pointer = '' }) => `${rule} ${pointer}`);
      for (const { rule, path } of report.findings) assert.ok(said.includes(`${rule} ${path}`), `${report.id}: ${rule}`);
      if (!accepted) for (const path of report.missing) assert.ok(said.includes(`missing ${path}`), `${report.id}: ${path}`);
      for (const { pointer = '', line: at } of problems) assert.equal(at, pointer.length + 1);
    }
  });
}
