// The guide for mini-programs: its programs run, and it explains every way in which starting can fail.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'acorn';
import bundled from 'yibao-precheck/rules/jiangxi/proxy-binding/2024';
import { root } from '../../wasm/scripts/root.mjs';
import { createLogicLayer } from './support/logic-layer.mjs';
import { packedFolder } from './support/packed.mjs';

const guide = readFileSync(join(root, 'web/docs/miniprogram.zh-CN.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));

// Programs that say in their first line where they lie.
const folder = mkdtempSync(join(tmpdir(), 'precheck-guide-'));
after(() => rmSync(folder, { recursive: true }));
const files = {};
for (const { text } of blocks) {
  const path = /^\/\/ (\S+\.js)\n/.exec(text)?.[1];
  if (!path) continue;
  files[`/${path}`] = join(folder, path.replace(/\//g, '.'));
  writeFileSync(files[`/${path}`], text);
}

it('has programs of ES2018 and JSON', () => {
  assert.ok(blocks.length >= 6);
  for (const { language, text } of blocks) {
    if (language === 'json') JSON.parse(text);
    else parse(text, { ecmaVersion: 2018 });
  }
  assert.deepEqual(Object.keys(files), ['/utils/precheck.js', '/pages/binding/index.js', '/utils/rules.js']);
});

it('explains each way in which starting can fail', () => {
  const source = readFileSync(join(root, 'wasm/src/miniprogram/start-error.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}'([a-z_.]+)': /gm)].map(([, code]) => code);
  const explained = [...guide.matchAll(/^\| `((?:platform|wasm|fallback)\.[a-z_]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, code]) => code);
  assert.deepEqual(explained, codes);
});

it('names files to leave out that are there, and keeps what is used', () => {
  const [{ text }] = blocks.filter(({ language }) => language === 'json');
  const rules = JSON.parse(text).packOptions.ignore;
  const ignored = (path) => rules.some(({ type, value }) => (type === 'file' ? value === path : new RegExp(value).test(path)));
  const inPackage = (name) => `miniprogram_npm/yibao-precheck/${name}`;
  assert.deepEqual(['index.js', 'precheck.wasm.br', 'rules/jiangxi/proxy-binding/2024.js'].filter((name) => ignored(inPackage(name))), []);
  for (const name of ['precheck.wasm', 'fallback.js', 'rules/shenzhen/cross-region-filing/2023.js']) {
    assert.ok(ignored(inPackage(name)), name);
    readFileSync(join(packedFolder, name));
  }
});

for (const namespace of ['WXWebAssembly', undefined]) {
  it(`its page fills in a form (${namespace ?? 'no WebAssembly'})`, async () => {
    const layer = createLogicLayer(packedFolder, { namespace, files });
    let page;
    layer.context.Page = (definition) => (page = definition);
    layer.context.console = { log() {}, warn() {} }; // says that there is no WebAssembly
    await layer.run((_, require) => void require('./pages/binding/index.js'));
    page.setData = (data) => Object.assign(page.data, data);
    await page.onLoad();
    const type = (at, value) => page.onInput({ currentTarget: { dataset: { path: at } }, detail: { value } });
    type('/binding/mode', 'without_id');
    const path = '/member/birth_date';
    const seen = ['2030-13-01', '2020-05-01', ''].map((value) => {
      type(path, value);
      return { missing: page.data.missing.includes(path), findings: Array.from(page.data.findings, (finding) => `${finding.rule} ${finding.path}`) };
    });
    page.onUnload();
    assert.deepEqual(seen[0].findings, ['schema.format /member/birth_date']);
    assert.ok(!seen[1].findings.includes('schema.format /member/birth_date'));
    assert.deepEqual(seen.map(({ missing }) => missing), [false, false, true]);
  });
}

describe('its download of packs', () => {
  const run = (served, stored) => {
    const layer = createLogicLayer(packedFolder, { namespace: 'WXWebAssembly', files });
    const storage = new Map(Object.entries(stored ?? {}));
    Object.assign(layer.context.wx, {
      getStorageSync: (key) => (storage.has(key) ? layer.parse(storage.get(key)) : ''),
      setStorageSync: (key, value) => storage.set(key, JSON.stringify(value)),
      removeStorageSync: (key) => storage.delete(key),
      request: ({ success, fail }) => (served === undefined ? fail({ errMsg: 'request:fail' }) : success({ statusCode: 200, data: layer.parse(JSON.stringify(served)) })),
    });
    return { layer, storage };
  };
  const newer = { ...bundled, revision: bundled.revision + 1 };
  const wrong = { ...newer, rules: [{ ...bundled.rules[0], assert: 'nobody.knows' }] };
  const revisions = async (layer) => JSON.parse(await layer.run(async (_, require) => JSON.stringify((await require('./utils/rules.js').start()).packs().map(({ revision }) => revision))));
  const download = (layer) => layer.run((_, require) => require('./utils/rules.js').download('https://example.org/packs.json').then(() => 'kept', (error) => error.name));

  it('keeps what loads, for the next start', async () => {
    const { layer, storage } = run([newer]);
    assert.deepEqual(await revisions(layer), [bundled.revision]);
    assert.equal(await download(layer), 'kept');
    assert.equal(storage.size, 1);
    assert.deepEqual(await revisions(layer), [newer.revision]);
  });
  it('keeps nothing that does not load', async () => {
    const { layer, storage } = run([wrong]);
    assert.equal(await download(layer), 'PackError');
    assert.equal(storage.size, 0);
  });
  it('keeps nothing that is no list of packs, or does not come', async () => {
    for (const served of ['<html>', undefined]) {
      const { layer, storage } = run(served);
      assert.notEqual(await download(layer), 'kept');
      assert.equal(storage.size, 0);
    }
  });
  it('prefers a later revision, whichever side it is on', async () => {
    const { layer } = run([], { 'precheck-packs': JSON.stringify([{ ...bundled, revision: 0 }]) });
    assert.deepEqual(await revisions(layer), [bundled.revision]);
  });
  it('starts with the bundled packs where the stored ones load no more', async () => {
    const { layer, storage } = run([], { 'precheck-packs': JSON.stringify([wrong]) });
    assert.deepEqual(await revisions(layer), [bundled.revision]);
    assert.equal(storage.size, 0);
  });
});
