// The size budgets: what they add up, and that each has something to weigh.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { filesOf, weigh } from '../../wasm/scripts/size.mjs';
import { budgets } from '../../wasm/scripts/size-budgets.mjs';

const folder = mkdtempSync(join(tmpdir(), 'precheck-size-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'dist/below'), { recursive: true });
writeFileSync(join(folder, 'dist/one.js'), randomBytes(2048)); // does not compress
writeFileSync(join(folder, 'dist/below/two.js'), randomBytes(1024));
writeFileSync(join(folder, 'dist/below/two.cjs'), 'x'.repeat(100_000));

it('a budget is of files together, of each file, or of a folder', () => {
  const together = { name: 'both', files: ['dist/one.js', 'dist/below/two.js'], most: 3 };
  assert.deepEqual(filesOf(together, folder), [together]);
  assert.deepEqual(filesOf({ name: 'script', each: { folder: 'dist', ending: '.js' }, most: 1.5 }, folder), [
    { name: 'script dist/below/two.js', files: ['dist/below/two.js'], most: 1.5 },
    { name: 'script dist/one.js', files: ['dist/one.js'], most: 1.5 },
  ]);
  assert.deepEqual(filesOf({ name: 'all', folder: 'dist', most: 4 }, folder)[0].files, ['dist/below/two.cjs', 'dist/below/two.js', 'dist/one.js']);
});

it('files are weighed together, after brotli', () => {
  assert.equal(Math.round(weigh(['dist/one.js', 'dist/below/two.js'], folder) * 10), 30);
  assert.ok(weigh(['dist/below/two.cjs'], folder) < 0.1);
});

it('every budget is of files that are there', () => {
  for (const budget of budgets) {
    const rows = filesOf(budget);
    assert.ok(rows.length > 0 && rows.every(({ files }) => files.length > 0), budget.name);
    for (const name of rows.flatMap(({ files }) => files)) assert.ok(existsSync(join(root, name)), name);
  }
});
