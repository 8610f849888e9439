// The package as it lies in dist/: entries and syntax level. As it is published: tests/packed/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'acorn';
import { build } from 'esbuild';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow, readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

describe('entries', () => {
  const require = createRequire(import.meta.url);

  it('import and require export the same names', async () => {
    for (const entry of ['yibao-precheck', 'yibao-precheck/run', 'yibao-precheck/cel', 'yibao-precheck/tools', 'yibao-precheck/rules', 'yibao-precheck/element']) {
      const imported = await import(entry);
      assert.deepEqual(Object.keys(require(entry)).sort(), Object.keys(imported).sort());
    }
  });

  it('require works as import does', async () => {
    const { createPrecheck } = require('yibao-precheck');
    const engine = await createPrecheck({ packs: [pack], sources: [source] });
    assert.equal(engine.check(pack.id, goodForm, goodOptions).verdict, 'pass');
  });

  it('each wasm is an entry of its own, for bundlers', () => {
    for (const name of ['precheck.wasm', 'precheck-run.wasm']) assert.equal(readFileSync(require.resolve(`yibao-precheck/${name}`)).subarray(1, 4).toString(), 'asm');
  });

  it('the page\'s entry runs without anything of Node', async () => {
    const { createPrecheck } = await import('../../dist/index.js');
    const wasm = readFileSync(join(root, 'dist/precheck.wasm'));
    const engine = await createPrecheck({ packs: [pack], sources: [source], wasm });
    assert.equal(engine.check(pack.id, goodForm, goodOptions).verdict, 'pass');
    assert.doesNotMatch(readFileSync(join(root, 'dist/index.js'), 'utf8'), /node:|require\(["']/);
  });

  it('each pack is a module of its own, which stands alone', async () => {
    const { compilePacks, createPrecheck } = await import('yibao-precheck');
    const { packs, sources } = readRuleFiles(join(root, 'rules'));
    const compiled = await compilePacks({ packs: packs.map((file) => file.text), sources: sources.map((file) => file.text), form: true });
    assert.equal(namesBelow(join(root, 'dist/rules')).length, 2 * compiled.length);
    for (const expected of compiled) {
      const entry = `yibao-precheck/rules/${expected.id}/${expected.edition}`;
      const { default: imported } = await import(entry);
      assert.deepEqual(imported, expected);
      assert.deepEqual(require(entry), expected);
      const engine = await createPrecheck({ packs: [imported] });
      assert.equal(engine.packs()[0].id, expected.id);
      engine.dispose();
    }
  });

  it('each compiled pack is a module of its own, what the whole engine compiles', async () => {
    const { createPrecheck } = await import('yibao-precheck');
    const { packs, sources } = await import('yibao-precheck/rules');
    const engine = await createPrecheck({ packs, sources });
    assert.equal(namesBelow(join(root, 'dist/compiled')).length, 2 * packs.length);
    for (const { id, edition } of packs) {
      const entry = `yibao-precheck/compiled/${id}/${edition}`;
      const { default: imported } = await import(entry);
      assert.equal(imported, engine.compiled(`${id}@${edition}`));
      assert.equal(require(entry), imported);
    }
  });

  it('all packs together have each source once, with every clause that one of them cites', async () => {
    const { packs, sources } = await import('yibao-precheck/rules');
    const cited = new Set(JSON.stringify(packs).match(/(?<=")S[0-9]+-[0-9]+(?=")/g));
    assert.deepEqual(sources.flatMap((entry) => entry.clauses.map(({ id }) => id)).sort(), [...cited].sort());
    assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length);
    assert.doesNotMatch(JSON.stringify({ packs, sources }), /"(note|\$schema|check|resolved)":"/);
  });

  it('a bundler takes one pack and nothing of the others', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { default } from 'yibao-precheck/rules/generic/unbinding/base'`, resolveDir: root },
      bundle: true, minify: true, format: 'esm', charset: 'utf8', write: false,
    });
    const whole = readFileSync(join(root, 'dist/rules/generic/unbinding/base.js'));
    assert.ok(outputFiles[0].contents.length < whole.length + 200);
  });

  it('the elements can be imported where there is no document, and are not defined there; nothing of it is put into the globals', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const { defineElements } = await import('yibao-precheck/element');
    await defineElements();
    await import('yibao-precheck/element/define');
    require('yibao-precheck/element/define');
    assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
    assert.equal(typeof globalThis.customElements, 'undefined');
  });

  it('engines share nothing', async () => {
    const { createPrecheck } = await import('yibao-precheck');
    const [one, other] = await Promise.all([createPrecheck({ packs: [pack], sources: [source] }), createPrecheck({ packs: [] })]);
    assert.deepEqual([one.packs().length, other.packs().length], [1, 0]);
    one.dispose();
    assert.deepEqual(other.packs(), []);
  });

  it('what packs() gives may be changed without harm', async () => {
    const { createPrecheck } = await import('yibao-precheck');
    const engine = await createPrecheck({ packs: [pack], sources: [source] });
    engine.packs()[0].id = 'other';
    const { id, edition, revision, title, jurisdiction, effective, sources } = engine.packs()[0];
    const { facts, rules, parameters, format, time_zone, ...rest } = pack;
    assert.deepEqual({ id, edition, revision, title, jurisdiction, effective, sources }, rest);
  });
});

describe('the code that pages load', () => {
  const scriptsBelow = (path) => namesBelow(join(root, path)).filter((name) => name.endsWith('.js')).map((name) => `${path}/${name}`);
  const scripts = ['dist/index.js', 'dist/run.js', 'dist/fallback.js', 'dist/cel.js', 'dist/rules.js', 'dist/element.js', 'dist/element-define.js', ...scriptsBelow('dist/rules'), ...scriptsBelow('dist/compiled'), ...scriptsBelow('dist/web')];

  it('is ES2018, but for import.meta and import(), which the oldest browsers with modules know too', () => {
    for (const name of scripts) {
      const text = readFileSync(join(root, name), 'utf8').replaceAll('import.meta.url', '"address"').replaceAll('import(', 'load(');
      assert.doesNotThrow(() => parse(text, { ecmaVersion: 2018, sourceType: 'module' }), name);
    }
  });

  it('has no look-behind in regular expressions, which iOS learnt in 16.4 only', () => {
    for (const name of scripts) assert.doesNotMatch(readFileSync(join(root, name), 'utf8'), /\(\?<[=!]/, name);
  });

  it('makes no code from text, as a strict Content-Security-Policy demands', () => {
    for (const name of namesBelow(join(root, 'dist')).filter((file) => /\.c?js$/.test(file))) {
      assert.doesNotMatch(readFileSync(join(root, 'dist', name), 'utf8'), /\beval\(|new Function\b/, name);
    }
  });
});

it('the lock file names no host', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved"/);
});
