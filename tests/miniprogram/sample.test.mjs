// The sample mini-program as a project: small, whole, and its view model in a logic layer that has only what phones have.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'acorn';
import { createPrecheck } from 'yibao-precheck/run';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';
import { viewModel } from '../js/support/view-model.mjs';
import { createLogicLayer } from './support/logic-layer.mjs';
import { packedFolder } from './support/packed.mjs';

const SAMPLE = join(root, 'web/miniprogram/sample');
const MOST = 400 * 1024;

const names = namesBelow(SAMPLE).filter((name) => !name.startsWith('node_modules/'));
const read = (name) => readFileSync(join(SAMPLE, name), 'utf8');
const json = (name) => JSON.parse(read(name));

test('the whole of it is at most 400 KiB, engine and packs included', () => {
  const sizes = names.map((name) => [statSync(join(SAMPLE, name)).size, name]);
  const sum = sizes.reduce((total, [size]) => total + size, 0);
  console.log(`sample mini-program: ${(sum / 1024).toFixed(1)} KiB in ${names.length} files`);
  assert.ok(sum <= MOST, `${sum} bytes: ${sizes.sort(([one], [other]) => other - one).slice(0, 6).join(' ')}`);
});

test('every page has its four files, every component and module that is named is there', () => {
  const { pages, themeLocation, sitemapLocation } = json('app.json');
  for (const name of [themeLocation, sitemapLocation, 'project.config.json']) json(name);
  assert.equal(json('project.config.json').compileType, 'miniprogram');
  assert.deepEqual(pages.slice(1).map((page) => page.split('/')[1]), Array.from(read('topics.js').matchAll(/page: '(.+?)'/g), ([, page]) => page));
  for (const page of pages) {
    for (const kind of ['js', 'json', 'wxml', 'wxss']) assert.ok(names.includes(`${page}.${kind}`), `${page}.${kind}`);
    for (const target of Object.values(json(`${page}.json`).usingComponents)) {
      for (const kind of ['js', 'json', 'wxml', 'wxss']) assert.ok(names.includes(`miniprogram_npm/${target}.${kind}`), `${target}.${kind}`);
    }
  }
  for (const name of names.filter((each) => each.endsWith('.js') && each !== 'miniprogram_npm/yibao-precheck/index.js')) { // speaks of require in what it tells
    for (const [, wanted] of read(name).matchAll(/\brequire\(['"](.+?)['"]\)/g)) {
      const path = wanted.startsWith('.') ? join(dirname(name), wanted) : join('miniprogram_npm', wanted);
      assert.ok([path, `${path}.js`, `${path}/index.js`].some((candidate) => names.includes(candidate)), `${name} requires ${wanted}`);
    }
  }
  for (const name of names.filter((each) => /\.wx(ml|ss)$/.test(each))) {
    for (const [, wanted] of read(name).matchAll(/(?:src=|@import )"(.+?)"/g)) assert.ok(existsSync(join(SAMPLE, dirname(name), wanted)), `${name} takes in ${wanted}`);
  }
});

test('its own scripts are ES2018', () => {
  for (const name of names.filter((each) => each.endsWith('.js'))) parse(read(name), { ecmaVersion: 2018, sourceType: 'script' });
});

test('style sheets of components select by class only, as WeChat asks', () => {
  for (const name of namesBelow(join(packedFolder, 'components')).filter((each) => each.endsWith('.wxss'))) {
    const text = readFileSync(join(packedFolder, 'components', name), 'utf8').replace(/\/\*.*?\*\//gs, '');
    const selectors = text.replace(/@(import|media)[^;{]*[;{]/g, '').match(/[^{}]+(?=\{)/g);
    for (const selector of selectors) assert.doesNotMatch(selector, /(^|[\s>+,])[a-z#[*]/i, `${name}: ${selector.trim()}`);
  }
});

test('whatever can be tapped or typed in has a role or a name for who cannot see it', () => {
  const names = [...namesBelow(join(packedFolder, 'components')).map((name) => join(packedFolder, 'components', name)), join(SAMPLE, 'topic/page.wxml'), join(SAMPLE, 'pages/home/index.wxml')];
  let count = 0;
  for (const name of names.filter((each) => each.endsWith('.wxml'))) {
    for (const [tag] of readFileSync(name, 'utf8').matchAll(/<(view|input|textarea)\s[^>]*?bind:?(tap|input)=[^>]*>/g)) {
      count++;
      assert.match(tag, /aria-(role|label)="/, `${name}: ${tag}`);
    }
  }
  assert.ok(count > 15);
});

test('the guide to the components: its programs are ES2018, what it names is there', () => {
  const guide = readFileSync(join(root, 'web/docs/miniprogram-components.zh-CN.md'), 'utf8');
  for (const [, language, text] of guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)) {
    if (language === 'json') JSON.parse(text);
    if (language === 'js') parse(text, { ecmaVersion: 2018 });
  }
  const source = (name) => readFileSync(join(root, `web/miniprogram/components/${name}/index.ts`), 'utf8');
  const rows = (title) => guide.split(`## \`<${title}>\``)[1].split('\n## ')[0];
  const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  for (const name of ['precheck-form', 'precheck-report']) {
    const properties = /properties: \{([^]*?)\n {2}\},/.exec(source(name))[1].matchAll(/^ {4}(\w+):/gm);
    for (const [, property] of properties) assert.ok(rows(name).includes(`\`${dashed(property)}\``), `${name}: ${property}`);
    for (const [, event] of source(name).matchAll(/triggerEvent\('(\w+)'/g)) assert.ok(rows(name).includes(`\`${event}\``), `${name}: ${event}`);
  }
});

test('its packs say of every golden form what the whole ones say in Chinese, and forms and reports drawn from its documents are the same', async () => {
  const require = createRequire(join(SAMPLE, 'topics.js'));
  const topics = require('./topics');
  const editions = topics.flatMap(({ compiled, documents }) => compiled.map((pack, index) => ({ compiled: pack, document: documents[index] })));
  assert.ok(editions.length >= topics.length);
  for (const { compiled, document } of editions) {
    const key = viewModel.packKey(document);
    const name = key.replace('@', '/');
    const [whole, wholeCompiled] = await Promise.all(['rules', 'compiled'].map(async (folder) => (await import(`yibao-precheck/${folder}/${name}`)).default));
    const [small, full] = await Promise.all([compiled, wholeCompiled].map((pack) => createPrecheck({ packs: [pack] })));
    const { cases } = readCaseFiles().find(({ pack }) => pack === key);
    assert.ok(cases.length > 0, key);
    for (const { id, form, as_of: asOf, params } of cases) {
      const options = { asOf, params, locale: 'zh-CN' };
      const report = small.check(key, form, options);
      assert.deepEqual(report, full.check(key, form, options), `${key}: ${id}`);
      assert.deepEqual(describe(viewModel, document, form, report, 'zh-CN'), describe(viewModel, whole, form, report, 'zh-CN'), `${key}: ${id}`);
    }
    for (const engine of [small, full]) engine.dispose();
  }
});

test('the view model says the same in a bare logic layer as in Node', async () => {
  const layer = createLogicLayer(packedFolder, { namespace: 'WXWebAssembly' });
  for (const { pack: key, cases } of readCaseFiles()) {
    const some = cases.filter(({ params }) => !params).slice(0, 5).map(({ form, as_of }) => ({ form, asOf: as_of }));
    const text = await layer.run(describeEach, { key, some });
    const pack = (await import(`yibao-precheck/rules/${key.replace('@', '/')}`)).default;
    const expected = JSON.parse(text).map(({ form, report, locale }) => describe(viewModel, pack, form, report, locale));
    assert.deepEqual(JSON.parse(text).map(({ view }) => view), JSON.parse(JSON.stringify(expected)), key);
  }
});

function describe({ describeForm, describeReport, indexClauses }, pack, form, report, locale) {
  return [describeForm({ pack, form, report, locale }), describeReport({ pack, form, report, locale, clauses: indexClauses(pack.resolved.sources) })];
}

/** Runs in the logic layer. */
async function describeEach({ key, some }, require) {
  const { createPrecheck } = require('yibao-precheck');
  const { describeForm, describeReport, indexClauses } = require('yibao-precheck/components/index');
  const pack = require(`yibao-precheck/rules/${key.replace('@', '/')}`);
  const precheck = await createPrecheck({ packs: [require(`yibao-precheck/compiled/${key.replace('@', '/')}`)] });
  const answers = [];
  for (const { form, asOf } of some) {
    for (const locale of ['zh-CN', 'en']) {
      const report = precheck.check(key, form, { asOf, locale });
      const clauses = indexClauses(pack.resolved.sources);
      answers.push({ form, report, locale, view: [describeForm({ pack, form, report, locale }), describeReport({ pack, form, report, locale, clauses })] });
    }
  }
  precheck.dispose();
  return JSON.stringify(answers);
}
