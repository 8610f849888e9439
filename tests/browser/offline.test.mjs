// Once loaded the page works without a network, and it is never an old one, or says so: its service worker, in a folder of a site that has other pages too.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pageTransfer } from '../../wasm/scripts/page-transfer.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';
import { openPack, openSettings, serve, shownVerdict, useBrowser } from './support/browser.mjs';
import { ENGINES } from './support/engines.mjs';
import { eventually } from './support/person.mjs';

const site = mkdtempSync(join(tmpdir(), 'precheck-site-'));
const built = join(root, 'dist/web');
const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/;

const [FIRST, ...OTHERS] = pageTransfer().packs.map(({ key }) => key);
const LAST = OTHERS.at(-1);

const browser = useBrowser(() => site);
before(() => deploy());
after(() => rmSync(site, { recursive: true }));

/** The built page below the site, beside a page of somebody else. */
function deploy() {
  rmSync(join(site, 'check'), { recursive: true, force: true });
  cpSync(built, join(site, 'check'), { recursive: true });
  writeFileSync(join(site, 'check/other.html'), '<!doctype html><link rel="icon" href="data:,"><p>other</p>');
  writeFileSync(join(site, 'other.txt'), 'other');
}

/** As building after a change of app.js does: another name of it and of the stylesheet, and another version. */
function deployNext() {
  const folder = join(site, 'check');
  const [old, style] = [/^app-\w+\.js$/, /^style-\w+\.css$/].map((pattern) => readdirSync(folder).find((name) => pattern.test(name)));
  writeFileSync(join(folder, old), `${readFileSync(join(folder, old), 'utf8')}\n// changed`);
  renameSync(join(folder, old), join(folder, 'app-CHANGED0.js'));
  renameSync(join(folder, style), join(folder, 'style-CHANGED0.css'));
  const version = versionIn(readFileSync(join(folder, 'index.html'), 'utf8'));
  for (const name of ['index.html', 'service-worker.js']) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replaceAll(old, 'app-CHANGED0.js').replaceAll(style, 'style-CHANGED0.css').replaceAll(version, 'CHANGED0'));
  }
  return { old, version };
}

const versionIn = (html) => /name="version" content="(\w+)"/.exec(html)[1];

/** Opens the page, and waits until all of it is kept but what it does not run. */
async function openAndKeep({ origin = browser.origin, engine = 'wasm', ...options } = {}) {
  const opened = await browser.open({ origin, path: `check/#/check/${FIRST}`, serviceWorkers: 'allow', allowed: OFFLINE, ...options });
  await shownVerdict(opened.page);
  await opened.page.evaluate(waitForKept, keptOf(origin, engine));
  return opened;
}

/** The addresses that are to be kept, of what is deployed. */
function keptOf(origin, engine = 'wasm') {
  const unused = engine === 'wasm' ? /^fallback-|@.*\.html|\.br$/ : /^precheck-run-|@.*\.html|\.br$/;
  const names = namesBelow(join(site, 'check')).filter((name) => !unused.test(name) && !['service-worker.js', 'other.html'].includes(name));
  return names.map((name) => `${origin}/check/${name === 'index.html' ? '' : name}`).sort();
}

/** Runs inside the page: until exactly these addresses are in its caches. */
async function waitForKept(wanted) {
  for (const end = Date.now() + 20000; ; ) {
    const urls = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
    if (JSON.stringify(urls.sort()) === JSON.stringify(wanted)) return;
    if (Date.now() > end) throw new Error(`kept: ${urls.join(' ')}\nwanted: ${wanted.join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** With the pack that is opened first, and with one that was not opened before. */
async function assertWorks(page) {
  for (const key of [FIRST, LAST]) {
    await openPack(page, key);
    await openSettings(page);
    await page.selectOption('#sample', { index: 1 });
    await page.click('#load-sample');
    assert.match(await shownVerdict(page), /^(pass|fail|incomplete|plan|not_needed)$/, key);
  }
}

test('what is kept for later leaves the line to the engine', async () => {
  let answerEngine;
  const held = new Promise((resolve) => (answerEngine = resolve));
  const routes = { '**/precheck-run-*.wasm': async (route) => { await held; await route.continue(); } };
  const asked = [];
  const collect = ({ url }) => asked.push(url);
  browser.server.on('request', collect);
  const { page, close } = await browser.open({ path: `check/#/check/${FIRST}`, serviceWorkers: 'allow', routes });
  await page.locator('precheck-form .field').first().waitFor({ state: 'attached' });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 500))));
  assert.deepEqual(asked.filter((url) => /service-worker|rules-|picture-/.test(url)), []);
  answerEngine();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  assert.ok(asked.some((url) => /service-worker/.test(url)));
  browser.server.off('request', collect);
  await close();
});

test('without a network the page works, with a pack that was opened before and one that was not', async () => {
  const { page, context, close } = await openAndKeep();
  await context.setOffline(true);
  await page.reload();
  await assertWorks(page);
  await page.goto(`${browser.origin}/check/index.html?from=elsewhere#/`);
  await assertWorks(page);
  await close();
});

test('the page of a pack comes up without a network, as its form does', async () => {
  const { page, context, close } = await openAndKeep();
  await context.setOffline(true);
  const { key, page: name } = pageTransfer().packs.at(-1);
  await page.goto(`${browser.origin}/check/${name.replace('dist/web/', '')}?from=elsewhere`);
  assert.equal(await shownVerdict(page), 'incomplete');
  assert.equal(page.url(), `${browser.origin}/check/#/check/${key}`);
  await close();
});

for (const [title, options, engine] of [
  ['and where the server is gone', {}, 'wasm'],
  ['where WebAssembly is forbidden, the engine that the page runs instead is kept', { policy: "script-src 'self'" }, 'fallback'],
]) {
  test(title, async () => {
    const own = await serve(site, options);
    const { page, close } = await openAndKeep({ origin: own.origin, engine, allowed: /ERR_CONNECTION_REFUSED|WebAssembly/ });
    await own.stop();
    await page.reload();
    await assertWorks(page);
    await close();
  });
}

for (const { name, launch } of ENGINES.filter((engine) => engine.name !== 'Chromium')) {
  test(`${name}: where the server is gone, a form comes up that was not opened before`, async () => {
    const own = await serve(site);
    const other = await launch();
    try {
      const page = await other.open(`${own.origin}/check/#/check/${FIRST}`);
      const verdict = () => page.run("const at = document.querySelector('#report .verdict'); return at && document.querySelector('precheck-form').pack + ' ' + at.className");
      await eventually(async () => assert.equal(await verdict(), `${FIRST} verdict incomplete`));
      await page.run(`return (${waitForKept})(args)`, keptOf(own.origin));
      await own.stop();
      await other.open(`${own.origin}/check/index.html?again#/check/${LAST}`);
      await eventually(async () => assert.equal(await verdict(), `${LAST} verdict incomplete`));
      assert.equal(await page.run('return location.search'), '?again');
    } finally {
      await other.close();
      await own.stop();
    }
  });
}

test('nothing else is kept, neither of this site nor of another', async () => {
  const other = await serve(site, { policy: '' });
  const own = await serve(site, { policy: '' });
  const { page, context } = await openAndKeep({ origin: own.origin });
  await page.goto(`${own.origin}/check/other.html`);
  assert.equal(await page.locator('p').innerText(), 'other', 'a page of somebody else is shown as it is');
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), 'though the service worker sees it');
  await page.evaluate(async (origin) => {
    await fetch('other.html');
    await fetch('../other.txt');
    await fetch(`${origin}/other.txt`, { mode: 'no-cors' });
  }, other.origin);
  await page.evaluate(waitForKept, keptOf(own.origin));
  await context.close();
  await own.stop();
  await other.stop();
});

test('an old page that something in between has kept says so, and leads to the new one', async () => {
  const old = readFileSync(join(site, 'check/index.html'), 'utf8');
  const { version } = deployNext();
  const routes = { '**/check/': { contentType: 'text/html; charset=utf-8', body: old } };
  const { page, close } = await browser.open({ path: `check/#/check/${FIRST}`, routes, allowed: /404|MIME type/ });
  assert.ok(await page.getByText('本页可能刚更新过').isVisible());
  assert.equal(versionIn(await page.content()), version);
  await page.getByRole('link', { name: '重新载入' }).click();
  await page.locator('main.home').waitFor();
  assert.equal(versionIn(await page.content()), 'CHANGED0');
  assert.equal(await page.locator('.outdated').count(), 0);
  await close();
  deploy();
});

test('what comes after a deployment is the new page, and one that was open is told', async () => {
  const { page, close } = await openAndKeep();
  const { old, version } = deployNext();
  const shown = () => page.locator('meta[name=version]').getAttribute('content');
  assert.equal(await shown(), version);

  const another = await page.context().newPage();
  await another.goto(`${browser.origin}/check/`);
  assert.equal(await another.locator('meta[name=version]').getAttribute('content'), 'CHANGED0', 'at once');
  await assertWorks(another);

  // Whoever opened it before, comes back to it once the new one has had the time to be kept: what lies behind another page has none, and is drawn once a second.
  await another.evaluate(waitForKept, keptOf(browser.origin));
  await page.bringToFront();
  const notice = page.getByRole('status').filter({ hasText: '新版本' });
  await notice.waitFor();
  assert.equal(await another.getByRole('status').filter({ hasText: '新版本' }).count(), 0, 'the new page need not be told');
  await notice.getByRole('button').click();
  await page.waitForFunction(() => document.querySelector('meta[name=version]').content === 'CHANGED0');
  await assertWorks(page);

  await page.evaluate(waitForKept, keptOf(browser.origin));
  assert.ok(!keptOf(browser.origin).some((url) => url.endsWith(old)), 'what only the old page used is gone');
  await page.context().setOffline(true);
  await page.reload();
  assert.equal(await shown(), 'CHANGED0');
  await assertWorks(page);
  await close();
  deploy();
});
