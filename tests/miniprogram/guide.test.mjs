// The guide for mini-programs: its programs run, and it explains every way in which starting can fail.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'acorn';
import { createPrecheck } from 'yibao-precheck';
import other from 'yibao-precheck/compiled/generic/unbinding/base';
import bundled from 'yibao-precheck/compiled/jiangxi/proxy-binding/2024';
import document from 'yibao-precheck/rules/jiangxi/proxy-binding/2024';
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
  const ignored = (path) => rules.some(({ type, value }) => (type === 'file' ? value === path : type === 'folder' ? path.startsWith(`${value}/`) : new RegExp(value).test(path)));
  const inPackage = (name) => `miniprogram_npm/yibao-precheck/${name}`;
  assert.deepEqual(['index.js', 'precheck.wasm.br', 'compiled/jiangxi/proxy-binding/2024.js'].filter((name) => ignored(inPackage(name))), []);
  for (const name of ['precheck.wasm', 'fallback.js', 'compiled/shenzhen/cross-region-filing/2023.js', 'rules/jiangxi/proxy-binding/2024.js']) {
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
  const KEY = 'precheck-packs';
  /** A server that answers `served`, by address; `stored` is what the storage holds. Both keep texts as they are: packs are no JSON. */
  const run = ({ served = {}, stored, ...layerOptions } = {}) => {
    const layer = createLogicLayer(packedFolder, { namespace: 'WXWebAssembly', files, ...layerOptions });
    const storage = new Map(stored ? [[KEY, JSON.stringify(stored)]] : []);
    layer.context.console = { log() {}, warn: (...words) => layer.warned.push(words.join(' ')) };
    layer.warned = [];
    layer.context.wx = Object.assign(layer.context.wx || {}, {
      getStorageSync: (key) => (storage.has(key) ? layer.parse(storage.get(key)) : ''),
      setStorageSync: (key, value) => storage.set(key, JSON.stringify(value)),
      removeStorageSync: (key) => storage.delete(key),
      request({ url, dataType = 'json', success, fail }) {
        if (!(url in served)) return fail({ errMsg: 'request:fail' });
        assert.equal(dataType, 'text', 'by default answers are read as JSON');
        success(typeof served[url] === 'number' ? { statusCode: served[url], data: '' } : { statusCode: 200, data: served[url] });
      },
    });
    return { layer, storage };
  };
  const started = async (layer) => JSON.parse(await layer.run(async (_, require) => JSON.stringify((await require('./utils/rules.js').start()).packs())));
  const revisions = async (layer) => (await started(layer)).map(({ id, edition, revision }) => `${id}@${edition}.${revision}`);
  const download = (layer, urls) =>
    layer.run((asked, require) => require('./utils/rules.js').download(asked).then(() => 'kept', (error) => (error.diagnostics ? error.diagnostics[0].code : 'not kept')), urls);

  const BUNDLED = `${document.id}@${document.edition}.${document.revision}`;
  const NEWER = `${document.id}@${document.edition}.${document.revision + 1}`;
  const PACK = 'https://example.org/packs/proxy-binding.txt';
  const OTHER = 'https://example.org/packs/unbinding.txt';
  let newer;
  before(async () => {
    const engine = await createPrecheck({ packs: [{ ...document, revision: document.revision + 1 }] });
    newer = engine.compiled(`${document.id}@${document.edition}`);
  });
  const ofAnotherVersion = () => newer.replace(/^(yibao-precheck compiled pack )\d+/, '$1' + '0');

  for (const namespace of ['WXWebAssembly', undefined]) {
    it(`keeps what loads, for the next start (${namespace ?? 'no WebAssembly'})`, async () => {
      const { layer, storage } = run({ served: { [PACK]: newer }, namespace });
      assert.deepEqual(await revisions(layer), [BUNDLED]);
      assert.equal(await download(layer, [PACK]), 'kept');
      assert.equal(storage.size, 1);
      assert.deepEqual(await revisions(layer), [NEWER]);
      const report = await layer.run(async (_, require) => (await require('./utils/rules.js').start()).checkText('jiangxi/proxy-binding', {}, { asOf: '2026-11-22' }));
      assert.equal(JSON.parse(report).pack.revision, document.revision + 1);
    });
  }
  it('takes all packs of the set, as files of `precheck compile --run` too', async () => {
    const { layer } = run({ served: { [PACK]: `${newer}\n`, [OTHER]: other } });
    assert.equal(await download(layer, [PACK, OTHER]), 'kept');
    assert.deepEqual(await revisions(layer), [NEWER, 'generic/unbinding@base.1']);
  });
  it('keeps nothing that another version compiled, nothing that was cut off and no document', async () => {
    const wrong = { 'image.format': [ofAnotherVersion(), JSON.stringify(document), '<html>'], 'image.damaged': [newer.slice(0, -9), newer.slice(0, 40)] };
    for (const [code, texts] of Object.entries(wrong)) {
      for (const text of texts) {
        const { layer, storage } = run({ served: { [PACK]: text, [OTHER]: other } });
        assert.equal(await download(layer, [OTHER, PACK]), code);
        assert.equal(storage.size, 0);
      }
    }
  });
  it('keeps nothing where a pack of the set does not come', async () => {
    for (const served of [{ [OTHER]: other }, { [OTHER]: other, [PACK]: 404 }]) {
      const { layer, storage } = run({ served });
      assert.equal(await download(layer, [OTHER, PACK]), 'not kept');
      assert.equal(storage.size, 0);
    }
  });
  it('starts with the bundled packs where another version compiled the stored ones, and forgets those', async () => {
    const { layer, storage } = run({ stored: { packs: [ofAnotherVersion()], insteadOf: [bundled] } });
    assert.deepEqual(await revisions(layer), [BUNDLED]);
    assert.deepEqual(layer.warned, ['precheck image.format']);
    assert.equal(storage.size, 0);
  });
  it('starts with the bundled packs where those are others than at the download: the mini-program was released anew', async () => {
    const { layer } = run({ stored: { packs: [newer], insteadOf: ['those of an earlier release'] } });
    assert.deepEqual(await revisions(layer), [BUNDLED]);
    assert.deepEqual(layer.warned, []);
  });
  it('does not hide that the engine did not start', async () => {
    const withoutFallback = { ...files, '/miniprogram_npm/yibao-precheck/fallback.js': join(folder, 'nothing') };
    const { layer, storage } = run({ stored: { packs: [newer], insteadOf: [bundled] }, namespace: undefined, files: withoutFallback });
    await assert.rejects(started(layer), { name: 'StartError' });
    assert.equal(storage.size, 1);
  });
});
