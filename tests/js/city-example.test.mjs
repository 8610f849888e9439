// A new city is a page of data: a pack that extends the national filing, loaded from a folder that nothing was built for.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';

const example = join(root, 'tests/examples/city');

describe('a city that extends the national filing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const file of ['national/cross-region-filing/2022.json', 'national/cross-region-filing/2023.json', 'sources/S3.json', 'sources/S4.json', 'sources/S9.json']) {
    cpSync(join(root, 'rules', file), join(folder, file));
  }
  cpSync(join(example, 'pack.json'), join(folder, 'exampletown/cross-region-filing/2030.json'));
  cpSync(join(example, 'source.json'), join(folder, 'sources/X1.json'));

  // A form that the base's own golden cases know to be right.
  const national = readCaseFiles().find(({ pack }) => pack === 'national/cross-region-filing@2023');
  const right = national.cases.find(({ form, expected }) => expected.verdict === 'pass' && form.filing.category === 'long_term_resident').form;

  function check(form) {
    const line = JSON.stringify({ pack: 'exampletown/cross-region-filing', as_of: '2030-06-01', locale: 'en', form: { ...right, ...form } });
    const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'check', '--jsonl', '--rules', folder], { input: `${line}\n`, encoding: 'utf8' });
    return JSON.parse(stdout);
  }

  it('is under 40 lines', () => assert.ok(readFileSync(join(example, 'pack.json'), 'utf8').split('\n').length < 40));
  it('takes a form that is right for the nation and for the city', () => {
    const report = check({ channel: 'app', stay_months: 3 });
    assert.equal(report.verdict, 'pass');
    assert.deepEqual(report.pack, { id: 'exampletown/cross-region-filing', edition: '2030', revision: 1 });
  });
  it('adds its own rules', () => {
    const { verdict, findings } = check({ channel: 'post', stay_months: 2 });
    assert.equal(verdict, 'fail');
    assert.deepEqual(findings.map(({ rule, message, cites }) => [rule, message, cites[0]]), [
      ['stays-long-enough', 'A long-term filing wants a stay of 3 months at least.', 'X1-01'],
      ['channel-open', 'This channel takes no filings.', 'X1-02'],
    ]);
  });
  it('keeps the rules of its base', () => {
    assert.deepEqual(check({ channel: 'app', stay_months: 3, notice: { read: false } }).findings.map(({ rule }) => rule), ['notice-read']);
  });
  it('asks for what the city wants to know', () => assert.deepEqual(check({}).missing, ['/channel', '/stay_months']));
});
