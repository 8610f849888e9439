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

export function launchBrowser(flags = []) {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or name another in CHROMIUM`);
  }
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags], chromiumSandbox: !asRoot });
}

/** dist/: the package's files at its top, the page below web/. */
export function builtFolder() {
  for (const file of ['index.js', 'precheck.wasm', 'run.js', 'precheck-run.wasm', 'web/index.html']) {
    if (!existsSync(join(root, 'dist', file))) throw new Error(`dist/${file} is missing: npm run build`);
  }
  return join(root, 'dist');
}

/** Gives the origin, the server and a way to stop it. */
export async function serve(folder, options) {
  const server = createPageServer(folder, options);
  const port = await listen(server, 0);
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections?.();
    });
  return { origin: `http://127.0.0.1:${port}`, server, stop };
}

/**
 * Chromium and a served folder for the tests of one file, which calls this at its top. `open` is openPage() there.
 * @param served gives the folder; the build if there is none
 * @param flags   for Chromium
 * @param policy  the Content-Security-Policy, where it is another than the project's
 */
export function useBrowser(served = builtFolder, { flags, policy } = {}) {
  let browser;
  let build;
  before(async () => {
    browser = await launchBrowser(flags);
    build = await serve(await served(), { policy });
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
    get server() {
      return build.server;
    },
    stopServer: () => build.stop(),
  };
}

/**
 * Opens the page in a fresh profile. `close()` asserts that nothing went wrong meanwhile.
 * A service worker would fetch beside the page: a test that wants one says `serviceWorkers: 'allow'`.
 * @param options.allowed a pattern of console errors that the test provokes on purpose
 * @param options.now     what the page's clock says, from its first script on
 * @param options.origin  another than the served folder's
 * @param options.path    of the page, below the served folder
 * @param options.routes  answers by glob, before the page is loaded: { '**\/directory-*.json': { body: '…' } }; or what
 *                        page.route() takes
 * @param options.script  runs before the page's own: a function
 */
async function openPage(browser, origin, { allowed, now, path = 'web/', routes = {}, script, ...profile } = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1024, height: 800 }, serviceWorkers: 'block', ...profile });
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
  for (const [glob, answer] of Object.entries(routes)) await page.route(glob, typeof answer === 'function' ? answer : (route) => route.fulfill(answer));
  if (now) await page.clock.setFixedTime(now);
  if (script) await page.addInitScript(script);
  const response = await page.goto(`${origin}/${path}`);
  const close = async () => {
    await context.close();
    assert.deepEqual(faults, []);
  };
  return { page, context, response, close };
}

/** The verdict that the page shows; waits for the first. */
export async function shownVerdict(page) {
  const classes = await page.locator('#report .verdict').getAttribute('class');
  return classes.replace('verdict', '').trim();
}

/** Goes to the form of a pack, `id@edition`, as a link of the home page does. */
export async function openPack(page, pack) {
  await page.evaluate((hash) => { location.hash = hash; }, `#/check/${pack}`);
  await page.waitForFunction((key) => document.querySelector('precheck-form')?.pack === key, pack);
  await page.locator('precheck-form form').waitFor();
}

/** What stands folded below a form: the day, the edition, the examples. */
export async function openSettings(page) {
  const settings = page.locator('details.settings');
  await settings.waitFor();
  if ((await settings.getAttribute('open')) === null) await settings.locator('summary').click();
}

/** By the rules of which day the form is checked. */
export async function chooseDay(page, day) {
  await openSettings(page);
  await page.fill('#as-of', day);
}

export async function loadSample(page, pack, id) {
  await openPack(page, pack);
  await openSettings(page);
  await page.selectOption('#sample', id);
  await page.click('#load-sample');
}

/** Opens what hides the field of a JSON pointer, as an applicant would: the folded part of each group around it that no longer matters. */
export async function unfold(page, pointer) {
  const groups = pointer.split('/').map((_, index, steps) => steps.slice(0, index).join('/')).slice(1);
  for (const group of groups) {
    if (await page.locator(`precheck-form [data-path="${pointer}"]`).isVisible()) return;
    const fold = page.locator(`precheck-form button[data-fold="${group}"][aria-expanded=false]`);
    if (await fold.count() > 0 && await fold.isVisible()) await fold.click();
  }
}
