// How the page comes up: what it fetches and when, and what it says where a file does not come as it should.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageTransfer } from '../../wasm/scripts/page-transfer.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { openPack, shownVerdict, useBrowser } from './support/browser.mjs';

const browser = useBrowser();
const WASM = '**/precheck-run-*.wasm';
const binary = readFileSync(join(root, 'dist/precheck-run.wasm'));

/** Runs before the page's scripts: counts how the engine is compiled. */
function countCompiling() {
  window.compiled = { streaming: 0, whole: 0 };
  const { compile, compileStreaming } = WebAssembly;
  WebAssembly.compile = (...given) => (window.compiled.whole++, compile(...given));
  WebAssembly.compileStreaming = (...given) => (window.compiled.streaming++, compileStreaming(...given));
}

/** Runs before the page's scripts: in which order the report comes to be. */
function watchReport() {
  window.drawn = [];
  const see = (name, selector) => document.querySelector(selector) && !window.drawn.includes(name) && window.drawn.push(name);
  new MutationObserver(() => {
    if (see('verdict', '#report .verdict')) requestAnimationFrame(() => window.drawn.push('painted'));
    see('rest', '#report .basis');
    see('settings', '.settings');
    see('saving', '.saving');
  }).observe(document, { childList: true, subtree: true });
}

/** The page at the first pack's form. */
const open = (options) => browser.open({ path: `web/#/check/${pageTransfer().packs[0].key}`, ...options });

async function choose(page, key) {
  await openPack(page, key);
  return shownVerdict(page);
}

test('until the first verdict the page fetches what its budget is of, each file once; another pack adds its own', async () => {
  const fetched = []; // of the server: what a browser takes from its own cache does not count
  const collect = ({ url }) => fetched.push(url.replace(/\/$/, '/index.html'));
  browser.server.on('request', collect);
  const { page, close } = await open();
  await shownVerdict(page);
  const { home, packs } = pageTransfer();
  const expected = (...keys) => [...new Set([...home, ...packs.filter(({ key }) => keys.includes(key)).flatMap(({ files }) => files)])].map((name) => name.replace(/^dist/, '')).sort();
  assert.deepEqual([...fetched].sort(), expected(packs[0].key));
  await choose(page, packs[2].key);
  await choose(page, packs[0].key);
  assert.deepEqual([...fetched].sort(), expected(packs[0].key, packs[2].key));
  browser.server.off('request', collect);
  await close();
});

test('the page of a pack has the pack in it: two trips, and its address is then as if the form had been opened at home', async () => {
  for (const { key, page: name } of pageTransfer().packs) {
    const fetched = [];
    const collect = ({ url }) => fetched.push(url);
    browser.server.on('request', collect);
    const { page, close } = await browser.open({ path: `${name.replace(/^dist\//, '')}?from=elsewhere` });
    assert.equal(await shownVerdict(page), 'incomplete', key);
    assert.equal(page.url(), `${browser.origin}/web/?from=elsewhere#/check/${key}`);
    assert.deepEqual(fetched.filter((url) => url.includes('/packs/')), [], key);
    browser.server.off('request', collect);
    await close();
  }
});

test('what the page of a pack has in it is the pack\'s file, and its title says what it is', async () => {
  const { page, close } = await browser.open();
  for (const { key, page: name, files } of pageTransfer().packs) {
    const { title, carried, file } = await page.evaluate(
      async ([pageAddress, fileAddress]) => {
        const text = await (await fetch(pageAddress)).text();
        const found = new DOMParser().parseFromString(text, 'text/html');
        return { title: found.title, carried: JSON.parse(found.getElementById('carried').textContent), file: await (await fetch(fileAddress)).json() };
      },
      [name, files[0]].map((path) => path.replace(/^dist/, '')),
    );
    assert.deepEqual(carried, { key, file });
    assert.equal(title, `${file.pack.title['zh-CN']} · 医保办理预检`);
  }
  await close();
});

test('other addresses below the page of a pack mean what they say', async () => {
  const { page, close } = await browser.open({ path: `${pageTransfer().packs[0].page.replace(/^dist\//, '')}#/` });
  await page.locator('main.home').waitFor();
  assert.equal(page.url(), `${browser.origin}/web/#/`);
  await close();
});

test('the engine is compiled while it arrives, before the pack is there, and once for all packs', async () => {
  let answerPack;
  const held = new Promise((resolve) => (answerPack = resolve));
  const routes = { '**/packs/**': async (route) => { await held; await route.continue(); } };
  const { page, close } = await open({ script: countCompiling, routes });
  await page.waitForFunction(() => window.compiled.streaming === 1);
  answerPack();
  await shownVerdict(page);
  for (const { key } of pageTransfer().packs.slice(1, 4)) await choose(page, key);
  assert.deepEqual(await page.evaluate(() => window.compiled), { streaming: 1, whole: 0 });
  await close();
});

test('the form is made ready while the engine arrives, and neither shown nor spoken before it has judged', async () => {
  let answerEngine;
  const held = new Promise((resolve) => (answerEngine = resolve));
  const { page, close } = await open({ path: 'web/#/check/jiangxi/proxy-binding@2024', routes: { [WASM]: async (route) => { await held; await route.continue(); } } });
  await page.locator('precheck-form .field').first().waitFor({ state: 'attached' });
  assert.equal(await page.locator('precheck-form').isVisible(), false);
  assert.equal(await page.locator('#report').isVisible(), false);
  assert.equal(await page.getByRole('status').filter({ visible: true }).innerText(), '正在载入…');
  assert.equal(await page.locator('precheck-form > .spoken').textContent(), '');
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight), 'there is nothing to scroll to yet');
  answerEngine();
  await page.locator('#report .verdict.incomplete').waitFor();
  assert.ok(await page.locator('precheck-form').isVisible());
  await close();
});

test('of a form that was begun, the names of its areas come after the engine', async () => {
  let answerEngine;
  const held = new Promise((resolve) => (answerEngine = resolve));
  const { page, close } = await browser.open({ path: 'web/#/check/jiangxi/proxy-binding@2024' });
  await page.locator('#field-applicant-insured_area').fill('360600');
  await page.locator('#field-applicant-insured_area-chosen').filter({ visible: true }).waitFor();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/-\w{8}\./, '.')));
  await page.route(WASM, async (route) => { await held; await route.continue(); });
  await page.reload();
  await page.locator('precheck-form .field').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(300);
  assert.deepEqual(asked.filter((path) => path.endsWith('/areas.json')), []);
  answerEngine();
  await page.locator('#field-applicant-insured_area-chosen').filter({ visible: true }).waitFor();
  assert.equal(asked.filter((path) => path.endsWith('/areas.json')).length, 1);
  await close();
});

test('the first verdict is not held up by the rest of its report, nor by what is below', async () => {
  const { page, close } = await open({ script: watchReport });
  for (const part of ['.basis', '.saving']) await page.locator(`#report ${part}`).waitFor();
  const [first, painted, ...rest] = await page.evaluate(() => window.drawn);
  assert.deepEqual([first, painted], ['verdict', 'painted']);
  assert.deepEqual(rest.sort(), ['rest', 'saving', 'settings']);
  await close();
});

test('a server that gives the binary another type is no hindrance', async () => {
  for (const contentType of ['application/octet-stream', 'text/plain; charset=utf-8', 'application/wasm; charset=utf-8']) {
    const { page, close } = await open({ script: countCompiling, routes: { [WASM]: { contentType, body: binary } } });
    assert.equal(await shownVerdict(page), 'incomplete', contentType);
    assert.deepEqual(await page.evaluate(() => window.compiled), { streaming: 0, whole: 1 });
    await close();
  }
});

for (const [title, answer, message] of [
  ['is not there', { status: 404, contentType: 'text/plain', body: 'Not found' }, /precheck-run-\w+\.wasm answered 404/],
  ['is a page', { contentType: 'text/html', body: '<!doctype html>' }, /got HTML instead of WebAssembly/],
  ['is damaged', { contentType: 'application/wasm', body: Buffer.from(binary).fill(7, binary.length >> 1) }, /could not be compiled: .*The file is damaged/],
  ['is that of another build', { contentType: 'application/wasm', body: Buffer.from('\0asm\x01\0\0\0') }, /It must come from the same build/],
]) {
  test(`a binary that ${title} is told in words`, async () => {
    const { page, close } = await open({ routes: { [WASM]: answer }, allowed: /404/ });
    const alert = page.getByRole('alert');
    assert.match(await alert.innerText(), /检查程序没能载入/);
    await alert.locator('summary').click();
    assert.match(await alert.innerText(), message);
    await close();
  });
}

test('a pack that does not come is told, and comes when it is asked for again', async () => {
  const [first, second] = pageTransfer().packs;
  const { page, close } = await open({ allowed: /503/ });
  await shownVerdict(page);
  const address = `${browser.origin}/${second.files[0].replace(/^dist\//, '')}`;
  await page.route(address, (route) => route.fulfill({ status: 503, body: '' }));
  await page.evaluate((hash) => { location.hash = hash; }, `#/check/${second.key}`);
  const alert = page.getByRole('alert');
  assert.match(await alert.innerText(), /检查程序没能载入/);
  assert.match(await alert.locator('pre').textContent(), /answered 503/);
  await page.unroute(address);
  await choose(page, first.key);
  assert.equal(await choose(page, second.key), 'incomplete');
  await close();
});

test('where the institutions cannot be had, the form stays and is judged without them; the next field that is entered asks for them again', async () => {
  const KEY = 'jiangmen/outpatient-selection@2024';
  let answer;
  const tried = new Promise((resolve) => { answer = resolve; });
  const routes = { '**/directory-*.json': async (route) => (await tried, route.fulfill({ status: 503, body: '' })) };
  const { page, close } = await browser.open({ path: `web/#/check/${KEY}`, routes, allowed: /503/ });
  await shownVerdict(page);
  await page.locator('#field-requests > .add').click();
  const failed = page.waitForEvent('console', (message) => /institutions are not looked up: .*answered 503/.test(message.text()));
  answer();
  await failed;
  const code = page.locator('#field-requests-0-to-code');
  await code.fill('H44078399003');
  assert.equal(await shownVerdict(page), 'incomplete');
  assert.equal(await page.getByRole('alert').count(), 0);
  await page.unroute('**/directory-*.json');
  await page.locator('#field-person-insurance_type input').first().focus();
  await page.locator('#field-requests-0-to-code-chosen', { hasText: '虚构镇卫生院' }).waitFor();
  await close();
});

test('where the program does not come, the page says so at last, and how to have it again', async () => {
  const { page, close } = await open({ routes: { '**/chunk-*.js': { status: 503, body: '' } }, allowed: /503/ });
  const words = page.getByText('有文件没有取到');
  assert.equal(await words.isVisible(), false, 'it may only be slow');
  await page.evaluate(() => document.getAnimations().forEach((each) => each.finish()));
  assert.equal(await words.isVisible(), true);
  assert.equal(await page.getByRole('link', { name: '重新载入' }).isVisible(), true);
  await close();
});

test('a picture whose program does not come is told, and comes when it is asked for again', async () => {
  const { page, close } = await open({ allowed: /ERR_FAILED/ });
  await page.route('**/picture-*.js', (route) => route.abort());
  await page.click('#save-picture');
  assert.match(await page.getByRole('alert').innerText(), /图片没能做成/);
  await page.unroute('**/picture-*.js');
  await page.click('#save-picture');
  await page.locator('.picture img').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  await close();
});
