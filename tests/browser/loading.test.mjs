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

async function open(options) {
  const fetched = [];
  const collect = (page) =>
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname.replace(/\/$/, '/index.html');
      // The browser itself asks for the icon again at each address, be it only another hash.
      if (!path.includes('/icon-') || !fetched.includes(path)) fetched.push(path);
    });
  const opened = await browser.open({ path: `web/#/check/${pageTransfer().packs[0].key}`, ...options, onPage: collect });
  return { ...opened, fetched };
}

async function choose(page, key) {
  await openPack(page, key);
  return shownVerdict(page);
}

test('until the first verdict the page fetches what its budget is of, each file once; another pack adds its own', async () => {
  const { page, fetched, close } = await open();
  await shownVerdict(page);
  const { home, packs } = pageTransfer();
  const expected = (...keys) => [...new Set([...home, ...packs.filter(({ key }) => keys.includes(key)).flatMap(({ files }) => files)])].map((name) => name.replace(/^dist/, '')).sort();
  assert.deepEqual([...fetched].sort(), expected(packs[0].key));
  await choose(page, packs[2].key);
  await choose(page, packs[0].key);
  assert.deepEqual([...fetched].sort(), expected(packs[0].key, packs[2].key));
  await close();
});

test('the engine is compiled while it arrives, before the index of packs is there, and once for all packs', async () => {
  let answerIndex;
  const held = new Promise((resolve) => (answerIndex = resolve));
  const routes = { '**/packs-*.json': async (route) => { await held; await route.continue(); } };
  const { page, close } = await open({ script: countCompiling, routes });
  await page.waitForFunction(() => window.compiled.streaming === 1);
  answerIndex();
  await shownVerdict(page);
  for (const { key } of pageTransfer().packs.slice(1, 4)) await choose(page, key);
  assert.deepEqual(await page.evaluate(() => window.compiled), { streaming: 1, whole: 0 });
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
