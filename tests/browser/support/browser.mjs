// Chromium without a screen, and the built page on the project's own server. Every page that is opened is watched: an
// error on its console, or a request to another origin, fails the test that opened it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { createPageServer, listen } from '../../../wasm/scripts/page-server.mjs';
import { root } from '../../../wasm/scripts/root.mjs';

const asRoot = process.getuid?.() === 0;
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or name another in CHROMIUM`);
  }
  return chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: !asRoot });
}

/** dist/: the package's files at its top, the page below web/. */
function builtFolder() {
  for (const file of ['index.js', 'precheck.wasm', 'web/index.html', 'web/app.js', 'web/rules.json']) {
    if (!existsSync(join(root, 'dist', file))) throw new Error(`dist/${file} is missing: npm run build`);
  }
  return join(root, 'dist');
}

/** Gives the origin and a way to stop. */
async function serve(folder) {
  const server = createPageServer(folder);
  const port = await listen(server, 0);
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections?.();
    });
  return { origin: `http://127.0.0.1:${port}`, stop };
}

/**
 * Chromium and a served folder for the tests of one file, which calls this at its top. `open` is openPage() there.
 * @param served gives the folder; the build if there is none
 */
export function useBrowser(served = builtFolder) {
  let browser;
  let build;
  before(async () => {
    browser = await launchBrowser();
    build = await serve(await served());
  });
  after(async () => {
    await browser?.close();
    await build?.stop();
  });
  return {
    open: ({ origin = build.origin, ...options } = {}) => openPage(browser, origin, options),
    get origin() {
      return build.origin;
    },
  };
}

/**
 * Opens the page in a fresh profile. `close()` asserts that nothing went wrong meanwhile.
 * @param options.allowed a pattern of console errors that the test provokes on purpose
 * @param options.origin  another than the served folder's
 * @param options.path    of the page, below the served folder
 * @param options.routes  answers by glob, before the page is loaded: { '**\/rules.json': { body: '…' } }
 */
async function openPage(browser, origin, { allowed, path = 'web/', routes = {}, ...profile } = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1024, height: 800 }, ...profile });
  const page = await context.newPage();
  const faults = [];
  const report = (text) => {
    if (!allowed?.test(text)) faults.push(text);
  };
  page.on('console', (message) => message.type() === 'error' && report(message.text()));
  page.on('pageerror', (error) => report(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) report(`request to ${request.url()}`);
  });
  for (const [glob, answer] of Object.entries(routes)) await page.route(glob, (route) => route.fulfill(answer));
  const response = await page.goto(`${origin}/${path}`);
  const close = async () => {
    await context.close();
    assert.deepEqual(faults, []);
  };
  return { page, response, close };
}

/** The verdict that the page shows; waits for the first. */
export async function shownVerdict(page) {
  const classes = await page.locator('#report .verdict').getAttribute('class');
  return classes.replace('verdict', '').trim();
}

export async function loadSample(page, pack, id) {
  await page.selectOption('#topic', pack);
  await page.selectOption('#sample', id);
  await page.click('#load-sample');
}
