// Institutions by code: forms hold codes only, the host's directory says the rest.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { root } from '../../wasm/scripts/root.mjs';
import { pack as example, source } from './support/example.mjs';

const pack = {
  ...example,
  parameters: {},
  facts: {
    type: 'object',
    properties: {
      to: {
        type: 'object',
        'x-directory': 'code',
        properties: { code: { type: 'string', maxLength: 12 }, designated: { type: 'boolean' } },
      },
    },
  },
  rules: [{ ...example.rules[0], id: 'designated', when: 'true', assert: 'to.designated', path: '/to', message: { 'zh-CN': '不是定点机构' } }],
};
const form = (code) => ({ to: { code } });
const directory = { H1: { name: 'First', designated: true }, H2: { designated: false } };
const asOf = '2023-06-01';
const verdict = (engine, code, options) => engine.check(pack.id, form(code), { asOf, ...options }).verdict;

describe('a directory', async () => {
  const engine = await createPrecheck({ packs: [pack], sources: [source] });

  it('says what the form leaves out', () => {
    assert.equal(verdict(engine, 'H1', { directory }), 'pass');
    assert.equal(verdict(engine, 'H2', { directory }), 'fail');
    assert.equal(verdict(engine, 'H1', { directory: JSON.stringify(directory) }), 'pass');
  });
  it('is of one check: the next one without it looks nothing up', () => {
    assert.equal(verdict(engine, 'H1', { directory }), 'pass');
    assert.equal(verdict(engine, 'H1', {}), 'incomplete');
    assert.equal(verdict(engine, 'H1', { directory: { H1: { designated: false } } }), 'fail');
  });
  it('that lacks a code is a warning at the code', () => {
    const { findings } = engine.check(pack.id, form('H9'), { asOf, directory });
    assert.deepEqual(findings.map(({ rule, severity, path }) => ({ rule, severity, path })), [
      { rule: 'directory.unknown_code', severity: 'warning', path: '/to/code' },
    ]);
  });
  it('that cannot be used says so, and is then not used', () => {
    for (const [bad, code] of [[[], 'directory.type'], [{ H1: 1 }, 'directory.type'], ['{', 'directory.malformed_json'], [{ a: 1n }, 'directory.not_json']]) {
      assert.throws(() => verdict(engine, 'H1', { directory: bad }), (error) => error.code === code);
      assert.equal(verdict(engine, 'H1', {}), 'incomplete');
    }
  });
  it('serves JSONL lines too', () => {
    const line = JSON.stringify({ pack: pack.id, as_of: asOf, form: form('H1') });
    assert.equal(JSON.parse(engine.checkLine(line, { directory })).verdict, 'pass');
    assert.equal(JSON.parse(engine.checkLine(line)).verdict, 'incomplete');
  });
});

it('precheck check --directory FILE, for files and for streams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name, content) => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  file('rules/example/visit/2023.json', pack);
  file('rules/sources/S9.json', source);
  const common = ['--rules', join(folder, 'rules'), '--pack', pack.id, '--as-of', asOf, '--directory', file('directory.json', directory)];
  const run = (args, input) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'check', ...args, ...common], { input, encoding: 'utf8' });
  assert.equal(run([file('form.json', form('H1'))]).status, 0);
  const { status, stdout } = run(['--jsonl'], `${JSON.stringify({ form: form('H2') })}\n`);
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout).verdict, 'fail');
});
