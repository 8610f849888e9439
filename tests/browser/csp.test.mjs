// What a Content-Security-Policy or a webview allows decides how the engine runs, never what it says. `report-uri` has the browser tell of each
// violation, in the page and in its service worker.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { goldenFolder, goldenName } from '../js/support/golden.mjs';
import { shownVerdict, useBrowser } from './support/browser.mjs';

const policy = (scripts) => `default-src 'none'; script-src ${scripts}; style-src 'self'; connect-src 'self'; img-src 'self'; report-uri /violations`;

const MATRIX = [
  { title: 'no policy of the server', policy: '', engine: 'wasm' },
  { title: "script-src 'self' 'wasm-unsafe-eval'", policy: policy("'self' 'wasm-unsafe-eval'"), engine: 'wasm' },
  { title: "script-src 'self'", policy: policy("'self'"), engine: 'fallback' },
  { title: 'Chromium with --jitless, which has no WebAssembly', policy: policy("'self'"), flags: ['--js-flags=--jitless'], engine: 'fallback' },
];

/** Trying whether WebAssembly runs is what such a policy tells of; in no other place may it be. */
const PROBE = 'script-src wasm-eval';

/** On the console: that, and that the server answers a report with an error. */
const SAID = /WebAssembly|405 \(Method Not Allowed\)/;

for (const { title, engine, ...options } of MATRIX) {
  describe(title, () => {
    const browser = useBrowser(undefined, options);
    const allowed = engine === 'fallback' ? SAID : undefined;

    test(`the page shows a verdict by ${engine}, breaks no rule of the policy and asks nobody else`, async () => {
      const violations = recordViolations(browser.server);
      const { page, close } = await browser.open({ allowed, serviceWorkers: 'allow', path: `web/#/check/${readCaseFiles()[0].pack}` });
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.reload(); // now every request is seen
      assert.notEqual(await shownVerdict(page), '');
      assert.equal(asked.some((url) => /fallback-\w+\.js$/.test(url)), engine === 'fallback', asked.join('\n'));
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForLoadState('networkidle');
      await close();
      const told = violations.map((violation) => `${violation['effective-directive']} ${violation['blocked-uri']}`);
      const forbidden = engine === 'fallback' && !options.flags;
      assert.deepEqual(told, forbidden ? [PROBE, PROBE] : [], 'once for each time that the page was loaded');
    });

    test(`yibao-precheck/run gives the golden reports by ${engine}, byte for byte`, async () => {
      const { page, close } = await browser.open({ allowed });
      for (const { pack, cases } of readCaseFiles()) {
        const golden = readFileSync(join(goldenFolder, goldenName(pack)), 'utf8').trimEnd().split('\n');
        const samples = cases.map((entry, index) => ({ entry, golden: golden[index] })).filter(({ entry }) => entry.sample);
        const answer = await page.evaluate(checkLines, {
          folder: browser.origin,
          compiled: `compiled/${pack.replace('@', '/')}.js`,
          requests: samples.map(({ entry }) => requestOf(pack, entry)),
        });
        assert.deepEqual(answer.lines, samples.map((sample) => sample.golden), pack);
        assert.equal(answer.usedFallback, engine === 'fallback');
      }
      await close();
    });
  });
}

describe('without a fallback', () => {
  const browser = useBrowser(undefined, { policy: policy("'self'") });

  test('a policy that forbids WebAssembly is named', async () => {
    const { page, close } = await browser.open({ allowed: SAID });
    const message = await page.evaluate(async (folder) => {
      const { createPrecheck } = await import(`${folder}/run.js`);
      return createPrecheck({ packs: [] }).catch(({ code, message }) => `${code}: ${message}`);
    }, browser.origin);
    assert.match(message, /^wasm\.corrupt: .*a Content-Security-Policy lacks 'wasm-unsafe-eval' in script-src$/s);
    await close();
  });
});

/** Runs inside the page. */
async function checkLines({ folder, compiled, requests }) {
  const { createPrecheck } = await import(`${folder}/run.js`);
  const { default: pack } = await import(`${folder}/${compiled}`);
  let usedFallback = false;
  const fallback = () => {
    usedFallback = true;
    return import(`${folder}/fallback.js`);
  };
  const engine = await createPrecheck({ packs: [pack], fallback });
  const lines = requests.map((request) => engine.checkLine(request));
  engine.dispose();
  return { lines, usedFallback };
}

/** What the browser reports to the server from now on. */
function recordViolations(server) {
  const violations = [];
  server.on('request', (request) => {
    if (request.url !== '/violations') return;
    let body = '';
    request.on('data', (data) => (body += data)).on('end', () => violations.push(JSON.parse(body)['csp-report']));
  });
  return violations;
}
