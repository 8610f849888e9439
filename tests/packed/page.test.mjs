// The packed package in Chromium: in a page without a bundler, and in what Vite makes of a fresh project. Both under the Content-Security-Policy
// of wasm/scripts/page-server.mjs.
import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { it } from 'node:test';
import { build, createLogger, createServer } from 'vite';
import { listen } from '../../wasm/scripts/page-server.mjs';
import { useBrowser } from '../browser/support/browser.mjs';
import { installPackage, write } from './support/package.mjs';
import { imports, JUDGE_ALL, JUDGED } from './support/programs.mjs';

const { project } = installPackage();
const browser = useBrowser(() => project);

const program = (addressOf) => `${imports(addressOf)}${JUDGE_ALL}judgeAll().then((text) => { document.querySelector('pre').textContent = text; });\n`;
const html = (script) => `<!doctype html><html lang="en"><title>page</title><link rel="icon" href="data:,"><pre></pre><script type="module" src="${script}"></script></html>\n`;

const FORM = '<precheck-form id="form" pack="jiangxi/proxy-binding@2024" as-of="2024-07-03" locale="en"></precheck-form><precheck-report for="form"></precheck-report>';
const ELEMENTS = `
  import { defineElements, provide } from 'yibao-precheck/element';
  import { createPrecheck } from 'yibao-precheck/run';
  import compiled from 'yibao-precheck/compiled/jiangxi/proxy-binding/2024';
  import pack from 'yibao-precheck/rules/jiangxi/proxy-binding/2024';
  provide({ precheck: createPrecheck({ packs: [compiled] }), packs: [pack] });
  defineElements();`;

async function buildQuietly() {
  const said = [];
  const customLogger = createLogger('warn');
  customLogger.warn = customLogger.warnOnce = customLogger.error = (text) => said.push(text);
  await build({ root: project, base: './', configFile: false, customLogger, build: { chunkSizeWarningLimit: 2000 } }); // all packs are large
  assert.deepEqual(said, []);
}

async function assertDrawn(path, origin) {
  const { page, close } = await browser.open({ path, origin });
  await page.locator('precheck-report').getByText('Not complete yet').waitFor();
  const touch = await page.evaluate(() => getComputedStyle(document.querySelector('precheck-form').shadowRoot.querySelector('input')).minHeight);
  assert.equal(touch, '44px', 'with its stylesheet');
  await close();
}

async function assertJudged(path, origin) {
  const { page, close } = await browser.open({ path, origin });
  await page.locator('pre:not(:empty)').waitFor();
  assert.equal(await page.locator('pre').textContent(), JUDGED);
  await close();
}

it('a page without a bundler imports the files as they lie', async () => {
  const folder = './node_modules/yibao-precheck/dist';
  const main = `${folder}/index.js`;
  write(project, 'plain.js', program((entry) => (entry === 'yibao-precheck' ? main : `${entry.replace('yibao-precheck', folder)}.js`)));
  write(project, 'plain.html', html('./plain.js'));
  await assertJudged('plain.html');
});

it('Vite builds a page of it, without a warning', async () => {
  write(project, 'app.js', program());
  write(project, 'index.html', html('/app.js'));
  await buildQuietly();
  await assertJudged('dist/index.html');
});

it('Vite builds a page with the elements, which brings engine and pack by provide()', async () => {
  write(project, 'app.js', ELEMENTS);
  write(project, 'index.html', html('/app.js').replace('<pre></pre>', FORM));
  await buildQuietly();
  await assertDrawn('dist/index.html');
});

it('the elements in a page without a bundler, from the files as they lie', async () => {
  write(project, 'plain.html', html('./node_modules/yibao-precheck/dist/element-define.js').replace('<pre></pre>', FORM));
  await assertDrawn('plain.html');
});

it('Vite serves both while they are developed, where it does not bundle them beforehand (README)', async (test) => {
  write(project, 'app.js', program());
  write(project, 'index.html', html('/app.js'));
  write(project, 'elements.js', ELEMENTS);
  write(project, 'elements.html', html('/elements.js').replace('<pre></pre>', FORM));
  const server = createHttpServer((request, response) => vite.middlewares(request, response));
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const vite = await createServer({
    root: project, configFile: false, logLevel: 'warn', optimizeDeps: { exclude: ['yibao-precheck'] },
    server: { middlewareMode: true, hmr: { server }, watch: null },
  });
  test.after(() => vite.close());
  const port = await listen(server, 0);
  await assertJudged('', `http://127.0.0.1:${port}`);
  await assertDrawn('elements.html', `http://127.0.0.1:${port}`);
});
