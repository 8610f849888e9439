// precheck new: what it writes loads, is covered, fits the formats' schemas, and its cases say what a check says.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { nextSource, scaffold } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';

const folder = mkdtempSync(join(tmpdir(), 'precheck-new-'));
after(() => rmSync(folder, { recursive: true }));
const cli = (...args) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { encoding: 'utf8' });
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Every file below a rules folder loads, lint says of the packs only that they have placeholders, their cases hold, and no clause is open. */
function holds(rules, names) {
  const cases = cli('test', ...names, '--rules', rules, '--format', 'json');
  assert.equal(cases.status, 0, cases.stdout + cases.stderr);
  assert.deepEqual([...new Set(JSON.parse(cases.stdout).map(({ pack }) => pack))].sort(), [...names].sort());
  const lint = JSON.parse(cli('lint', ...names, '--rules', rules, '--format', 'json').stdout);
  assert.deepEqual(lint.filter(({ rule }) => rule !== 'lint.placeholder'), []);
  assert.ok(lint.length > 0, 'what has to be replaced is told');
  const coverage = cli('packs', '--coverage', '--rules', rules);
  assert.equal(coverage.status, 0, coverage.stdout);
}

describe('precheck new', () => {
  it('begins a folder that is not there yet', () => {
    const rules = join(folder, 'fresh/rules');
    const { status, stdout, stderr } = cli('new', 'exampletown/outpatient-change@2030', '--rules', rules, '--code', '999900', '--area', '甲市', '--area-en', 'Exampletown', '--title', '变更定点', '--title-en', 'Changing', '--from', '2030-01-01');
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    const [pack, cases, source] = ['exampletown/outpatient-change/2030.json', 'exampletown/outpatient-change/2030.cases.json', 'sources/S1.json'].map((name) => join(rules, name));
    assert.deepEqual(stdout.split('\n').slice(0, 3), [pack, cases, source]);
    assert.deepEqual([read(pack).title, read(pack).jurisdiction, read(pack).effective], [{ 'zh-CN': '变更定点', en: 'Changing' }, { code: '999900', name: { 'zh-CN': '甲市', en: 'Exampletown' } }, { from: '2030-01-01', until: null }]);
    assert.deepEqual(read(cases).cases.map(({ expected }) => expected.verdict), ['pass', 'fail', 'incomplete']);
    assert.equal(read(source).id, 'S1');
    assert.doesNotMatch(readFileSync(pack, 'utf8'), /schema/); // there is none in that folder
    holds(rules, ['exampletown/outpatient-change@2030']);
  });

  it('says in both languages what has to be replaced, and nothing else is a placeholder', () => {
    const rules = join(folder, 'words');
    cli('new', 'a/b@1', '--rules', rules, '--code', 'XPCC');
    for (const name of namesBelow(rules)) {
      const texts = [...readFileSync(join(rules, name), 'utf8').matchAll(/\{ "zh-CN": "([^"]*)", "en": "([^"]*)" \}/g)];
      for (const [, chinese, english] of texts) assert.match(`${chinese}|${english}`, /^（占位，请替换）.*\|\(placeholder, replace\) /);
      assert.ok(texts.length > 0 || name.endsWith('.cases.json'));
    }
  });

  describe('beside the shipped packs', () => {
    const rules = join(folder, 'shipped');
    cpSync(join(root, 'rules'), rules, { recursive: true });
    const made = {
      'shenzhen/new-topic@2030': [],
      'shenzhen/cross-region-filing@2031': ['--extends', 'shenzhen/cross-region-filing@2023', '--from', '2031-01-01'],
      'jiangmen/outpatient-selection@2025': ['--extends', 'jiangmen/outpatient-selection@2024', '--from', '2024-10-01', '--edition-value', '2025'],
      'exampletown/cross-region-filing@2030': ['--extends', 'national/cross-region-filing@2023', '--from', '2030-01-01', '--code', '999900'],
    };
    const before = new Set(namesBelow(rules));
    const runs = Object.entries(made).map(([name, options]) => [name, cli('new', name, '--rules', rules, ...options)]);

    it('writes topics, editions and overlays, each with the next source, and all load together', () => {
      for (const [name, { status, stderr }] of runs) assert.deepEqual({ name, status, stderr }, { name, status: 0, stderr: '' });
      holds(rules, Object.keys(made));
    });
    it('knows the area from other packs of the jurisdiction', () => {
      const { jurisdiction } = read(join(rules, 'shenzhen/new-topic/2030.json'));
      assert.deepEqual([jurisdiction.code, jurisdiction.name['zh-CN']], ['440300', '深圳市']);
    });
    it('keeps the sources of the base, and adds its own', () => {
      const base = read(join(rules, 'shenzhen/cross-region-filing/2023.json'));
      const { sources } = read(join(rules, 'shenzhen/cross-region-filing/2031.json'));
      assert.deepEqual(sources.slice(0, -1), base.sources);
      assert.match(sources.at(-1), /^S\d+$/);
    });
    it('fits the schemas that editors check by, and names them', () => {
      const ajv = new Ajv({ strict: false });
      for (const name of ['pack', 'overlay', 'cases', 'source']) ajv.addSchema(read(join(rules, `schema/${name}.schema.json`)));
      const written = namesBelow(rules).filter((name) => !before.has(name));
      assert.equal(written.length, 3 * runs.length);
      for (const name of written) {
        const { $schema, ...document } = read(join(rules, name));
        assert.ok(existsSync(join(rules, name, '..', $schema)), `${name}: ${$schema}`);
        const validate = ajv.getSchema($schema.split('/').at(-1));
        assert.ok(validate(document), `${name}: ${ajv.errorsText(validate.errors)}`);
      }
    });
    it('is written as the other files are, no line longer than theirs', () => {
      const lines = readFileSync(join(rules, 'shenzhen/new-topic/2030.json'), 'utf8').split('\n');
      assert.ok(lines.every((line) => line.length <= 140));
      assert.ok(lines.includes('  "effective": null,'));
    });
  });

  describe('never overwrites', () => {
    const rules = join(folder, 'kept');
    cli('new', 'a/b@1', '--rules', rules, '--code', '999900', '--from', '2030-01-01');
    const before = new Map(namesBelow(rules).map((name) => [name, readFileSync(join(rules, name), 'utf8')]));
    const refused = (says, ...args) => {
      const { status, stdout, stderr } = cli('new', ...args, '--rules', rules);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
      assert.match(stderr, says);
      assert.deepEqual(new Map(namesBelow(rules).map((name) => [name, readFileSync(join(rules, name), 'utf8')])), before);
    };

    it('a pack', () => refused(/a\/b\/1\.json is there already, and nothing is overwritten/, 'a/b@1'));
    it('a source', () => refused(/sources\/S1\.json is there already/, 'a/c@1', '--source', 'S1'));
    it('and writes nothing that would not load: a second edition from the same day', () => refused(/a\/b@2.*same day|same day.*a\/b@2/s, 'a/b@2', '--extends', 'a/b@1', '--from', '2030-01-01'));
    it('nor over a base that is not there', () => refused(/a\/x@1/, 'a/b@2', '--extends', 'a/x@1', '--from', '2031-01-01'));
    it('nor for an area of which no code is known', () => refused(/no pack of c says what its code is: give it/, 'c/b@1'));
    it('nor from a day that does not exist', () => refused(/effective\/from: a day that exists/, 'a/c@1', '--from', '2030-02-30'));
    it('nor by a name that no pack may have', () => refused(/jurisdiction\/topic@edition in lower case/, 'A/b@1'));
    it('nor beside a file that is no JSON, which it names', () => {
      writeFileSync(join(rules, 'a/broken.json'), '{');
      before.set('a/broken.json', '{');
      refused(/a\/broken\.json: /, 'a/c@1');
      rmSync(join(rules, 'a/broken.json'));
      before.delete('a/broken.json');
    });
  });
});

describe('scaffold()', () => {
  it('takes parsed documents and gives parsed documents', async () => {
    const files = await scaffold({ id: 'a/b', edition: '1', source: 'S1', jurisdiction: { code: '999900' } }, { packs: [], sources: [] });
    assert.deepEqual(files.map(({ name }) => name), ['a/b/1.json', 'a/b/1.cases.json', 'sources/S1.json']);
  });
  it('counts sources on from the highest', () => {
    assert.equal(nextSource([{ id: 'S9' }, { id: 'S10' }, { id: 'X40' }]), 'S11');
    assert.equal(nextSource([]), 'S1');
  });
});
