// axe-core finds nothing to complain of: by WCAG 2.0 to 2.2, levels A and AA, and by its own best practices.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL, audit } from './support/audit.mjs';
import { useBrowser } from './support/browser.mjs';
import { ENGLISH, FEW_PAGES, HOME, LONG_NAMES, MODES, PAGES, REPORTS, unfold } from './support/pages.mjs';

/** What the colours decide. Nothing else is different in the dark, and nothing of it in the large-text mode. To look at it takes axe longest. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const RULES = {
  normal: ALL,
  elder: { ...ALL, rules: Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) },
  dark: { runOnly: { type: 'rule', values: OF_COLOURS } },
};

const browser = useBrowser();

// What a wide window changes is the arrangement of the page, the same for every form and mode; what another language does, its words.
const VISITS = [
  ...MODES.map((mode) => ({ ...mode, width: 320, pages: PAGES })),
  { ...MODES[0], width: 1024, pages: FEW_PAGES },
  { ...ENGLISH, width: 320, pages: [HOME, LONG_NAMES, REPORTS[2]] },
];

for (const { name, set, width, pages } of VISITS) {
  test(`${name}, ${width} px wide: no violation on ${pages.length} pages`, async () => {
    const { page, close } = await browser.open({ viewport: { width, height: 800 } });
    await set(page);
    const found = [];
    for (const { name: visited, visit } of pages) {
      await visit(page);
      await unfold(page);
      const { passes, violations } = await audit(page, RULES[name] ?? ALL);
      assert.ok(passes >= (name === 'dark' ? 1 : 20), `only ${passes} of axe's rules had anything to look at`);
      found.push(...violations.map((text) => `${visited}: ${text}`));
    }
    assert.deepEqual(found, []);
    await close();
  });
}

test('states on the way: no violation while the engine arrives, without it, with a picture shown, at the end of the questions, after clearing', async () => {
  const found = [];
  async function look(state, { ready, ...options }) {
    const { page, close } = await browser.open({ viewport: { width: 320, height: 800 }, allowed: /404/, path: 'web/#/check/jiangxi/proxy-binding@2024', ...options });
    await ready(page);
    const { passes, violations } = await audit(page, ALL);
    assert.ok(passes >= 20, `${state}: only ${passes} of axe's rules had anything to look at`);
    found.push(...violations.map((text) => `${state}: ${text}`));
    await close();
  }
  const engine = '**/precheck-run-*.wasm';
  await look('arriving', { routes: { [engine]: () => {} }, ready: (page) => page.locator('precheck-form .field').first().waitFor({ state: 'attached' }) });
  await look('no engine', { routes: { [engine]: { status: 404, body: '' } }, ready: (page) => page.getByRole('alert').waitFor() });
  await look('picture', { ready: (page) => page.click('#save-picture').then(() => page.locator('.picture img').waitFor()) });
  await look('last question', {
    async ready(page) {
      await page.getByRole('button', { name: '大字模式' }).click();
      for (let screens = 0; screens < 6 && !(await page.locator('.pager .open').isVisible()); screens += 1) await page.locator('.pager .forward').click();
      await page.locator('.pager .open').waitFor();
    },
  });
  await look('cleared', {
    async ready(page) {
      await page.locator('#field-applicant-logged_in input[value=true]').check();
      await page.click('.home-link');
      await page.click('#clear-all');
    },
  });
  assert.deepEqual(found, []);
});

test('a page with a violation is found out', async () => {
  const { page, close } = await browser.open();
  await page.getByRole('main').waitFor();
  await page.evaluate(() => document.querySelector('main').append(document.createElement('img'), document.createElement('button')));
  const { violations } = await audit(page, ALL);
  assert.deepEqual(violations.map((text) => text.split(' ')[0]).sort(), ['button-name', 'image-alt']);
  await close();
});
