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
  const said = [];
  const customLogger = createLogger('warn');
  customLogger.warn = customLogger.warnOnce = customLogger.error = (text) => said.push(text);
  await build({ root: project, base: './', configFile: false, customLogger, build: { chunkSizeWarningLimit: 2000 } }); // all packs are large
  assert.deepEqual(said, []);
  await assertJudged('dist/index.html');
});

it('Vite serves it while it is developed, where it does not bundle it beforehand (README)', async (test) => {
  write(project, 'app.js', program());
  write(project, 'index.html', html('/app.js'));
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
});
