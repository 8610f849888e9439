// precheck packs: which edition answers on a day, and whether every clause is in some pack.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { editionsInForce } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { pack as example, source } from './support/example.mjs';

const edition = (name, from, until = null, id = example.id) => ({ ...example, id, edition: name, effective: from && { from, until } });
const packs = [edition('2024', '2024-03-01', '2025-01-01'), edition('2023', '2023-01-01'), edition('base', null, null, 'example/undated')];

describe('the editions in force', async () => {
  const engine = await createPrecheck({ packs, sources: [source] });
  const on = (day) => editionsInForce(engine, day).map((pack) => `${pack.id}@${pack.edition}`);

  it('are the latest that has begun of each topic, and the undated', () => {
    assert.deepEqual(on('2024-02-29'), ['example/visit@2023', 'example/undated@base']);
    assert.deepEqual(on('2024-03-01'), ['example/visit@2024', 'example/undated@base']);
  });
  it('are none of a topic before its first and after its last one', () => {
    assert.deepEqual(on('2022-12-31'), ['example/undated@base']);
    assert.deepEqual(on('2025-01-01'), ['example/undated@base']);
  });
  it('may be asked for at an instant', () => assert.deepEqual(on('2024-02-29T16:00:00Z'), ['example/visit@2024', 'example/undated@base']));
  it('want a day that exists', () => assert.throws(() => on('2024-02-30'), /as_of is a day that exists/));
});

describe('precheck packs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-packs-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name, content) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  };
  const clause = (id, check) => ({ id, check, text: { 'zh-CN': id } });
  for (const pack of packs) file(`rules/${pack.id}/${pack.edition}.json`, pack);
  file('rules/sources/S9.json', { ...source, clauses: [clause('S9-01', 'full'), clause('S9-02', 'none')] });
  const run = (...args) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'packs', '--rules', join(folder, 'rules'), ...args], { encoding: 'utf8' });

  it('--as-of lists what answers on a day', () => {
    const { status, stdout } = run('--as-of', '2024-02-29', '--format', 'jsonl');
    assert.equal(status, 0);
    assert.deepEqual(stdout.trim().split('\n').map((line) => JSON.parse(line).edition), ['base', '2023']);
    assert.equal(run('--as-of', '29.2.2024').status, 2);
  });
  it('--coverage ends with 1 while a clause is open', () => {
    const { status, stdout } = run('--coverage');
    assert.equal(status, 1);
    assert.match(stdout, /^S9-01 full {6}covered {2}example\/undated@base rule not-too-early and 2 more$/m);
    assert.match(stdout, /^S9-02 none {6}open$/m);
    assert.match(stdout, /^2 clauses: 1 covered, 0 excused with a reason, 1 open$/m);
  });
  it('--coverage ends with 0 where uncovered.json says why, and with 1 where that is not needed', () => {
    const why = 'No number is given, so there is nothing to show.';
    file('rules/uncovered.json', { 'S9-02': why });
    const { status, stdout } = run('--coverage', '--format', 'json');
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout).clauses.map(({ id, state }) => [id, state]), [['S9-01', 'covered'], ['S9-02', 'excused']]);
    file('rules/uncovered.json', { 'S9-01': why, 'S9-02': why });
    assert.equal(run('--coverage').status, 1);
    rmSync(join(folder, 'rules/uncovered.json'));
  });
  it('--coverage asks for no day', () => assert.equal(run('--coverage', '--as-of', '2024-01-01').status, 2));
});
