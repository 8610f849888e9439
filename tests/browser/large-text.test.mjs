// Who reads badly sets the system's text twice as large, and finds large text in the page besides: on a phone that is nine signs a line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPack, shownVerdict, useBrowser } from './support/browser.mjs';

const twice = useBrowser(undefined, { flags: ['--blink-settings=defaultFontSize=32'] });
const PHONE = { width: 360, height: 740 };
const PACKS = ['shenzhen/cross-region-filing@2023', 'jiangxi/proxy-binding@2024', 'jiangmen/outpatient-selection@2024'];

test('text twice as large, in elder mode too: nothing scrolls sideways, and no words stand in a column of one or two signs', async () => {
  const { page, close } = await twice.open({ viewport: PHONE });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
  await page.click('#elder');
  const found = [];
  for (const pack of PACKS) {
    await openPack(page, pack);
    await shownVerdict(page);
    for (let screens = 0; screens < 60 && !(await page.locator('#report').isVisible()); screens += 1) {
      found.push(...(await page.evaluate(narrow)).map((words) => `${pack}: ${words}`));
      await page.click('.pager .forward');
    }
    found.push(...(await page.evaluate(narrow)).map((words) => `${pack}, result: ${words}`));
    await page.evaluate(() => { location.hash = '#/'; });
  }
  assert.deepEqual([...new Set(found)], []);
  await close();
});

/** In the page: words whose longest line is shorter than three signs although there are more, and what is too wide. */
function narrow() {
  const walker = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
  const found = document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} px wide`] : [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.trim();
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].map(({ width }) => width);
    if (text.length < 3 || lines.length === 0 || node.parentElement.closest('.spoken, .skip, option, #form-title')) continue;
    const sign = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (lines.length > 1 && Math.max(...lines) < 2.5 * sign) found.push(text.slice(0, 20));
  }
  return found;
}
