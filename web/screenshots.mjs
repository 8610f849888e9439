// npm run screenshots: pictures of every page on a phone, in web/docs, the same at every run. `npm run screenshots -- --built` takes dist/ as it is.
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackage } from '../wasm/scripts/build.mjs';
import { root } from '../wasm/scripts/root.mjs';
import { expected, main } from '../wasm/scripts/run.mjs';
import { setUp } from '../wasm/scripts/setup.mjs';

const FOLDER = join(root, 'web/docs/screenshots');
const TODAY = new Date('2024-09-02T09:00:00+08:00');
const MOST_BYTES = 150_000;

await main(async () => {
  await setUp('screenshots');
  if (!process.argv.includes('--built')) await buildPackage();
  // Not before npm has installed what they need.
  const { builtFolder, launchBrowser, serve } = await import('../tests/browser/support/browser.mjs');
  const { MODES, PICTURES } = await import('../tests/browser/support/pages.mjs');
  mkdirSync(FOLDER, { recursive: true });
  process.env.LANGUAGE = 'zh_CN'; // of the browser's own controls
  const browser = await launchBrowser();
  const build = await serve(builtFolder());
  try {
    for (const mode of MODES.filter(({ name }) => name !== 'dark')) {
      const page = await openPage(browser, `${build.origin}/web/`);
      await mode.set(page);
      for (const { file, visit } of PICTURES) {
        await visit(page);
        await take(page, join(FOLDER, mode.name === 'normal' ? `${file}.png` : `${file}-${mode.name}.png`));
      }
      await page.context().close();
    }
  } finally {
    await browser.close();
    await build.stop();
  }
  return 0;
});

/** A phone on a fixed day, on which nothing moves. */
async function openPage(browser, address) {
  const context = await browser.newContext({
    locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, reducedMotion: 'reduce', serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(TODAY);
  await page.goto(address);
  await page.getByRole('main').getByRole('heading').first().waitFor();
  return page;
}

async function take(page, path) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  execFileSync('pngquant', ['--force', '--ext', '.png', '--strip', '--speed', '1', '64', path]);
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw expected(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
  console.log(`${path.slice(root.length + 1)} ${size}`);
}
