// Where the reader's system chooses the colours (Windows' contrast themes), what we say by a colour of ours is gone: each state has to be told by a colour
// of the system's, a line or a word. What getComputedStyle gives there is what is drawn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSample, openPack, shownVerdict, useBrowser } from './support/browser.mjs';
import { REPORTS } from './support/pages.mjs';

const browser = useBrowser();

const open = (options) => browser.open({ forcedColors: 'active', viewport: { width: 360, height: 740 }, ...options });

/** All by which it is told from others, without the pointer or the focus on it. */
async function look(page, locator) {
  await page.mouse.move(0, 0);
  return locator.evaluate((node) => {
    document.activeElement.blur();
    const style = getComputedStyle(node);
    const names = ['color', 'backgroundColor', 'borderTopWidth', 'borderTopStyle', 'borderTopColor', 'outlineStyle', 'outlineWidth', 'textDecorationLine'];
    return [node.textContent.trim(), getComputedStyle(node, '::before').content, ...names.map((name) => style[name])].join(' ');
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`${colorScheme}: large text on and off, a question before and none, what is folded and what is not look different`, async () => {
    const { page, close } = await open({ colorScheme, path: 'web/#/check/jiangxi/proxy-binding@2024' });
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    await shownVerdict(page);
    const fold = page.locator('.fold').first();
    const folded = await look(page, fold);
    await fold.click();
    assert.notEqual(await look(page, fold), folded);

    const toggle = page.getByRole('button', { name: '大字模式' });
    const off = await look(page, toggle);
    await toggle.click();
    assert.notEqual(await look(page, toggle), off);

    const back = page.locator('.pager .back');
    const none = await look(page, back);
    await page.click('.pager .forward');
    assert.notEqual(await look(page, back), none);
    await close();
  });
}

test('what is chosen looks different: boxes and buttons are the browser\'s own, an institution that the keys have led to has an outline', async () => {
  const { page, close } = await open({ path: 'web/#/check/jiangmen/outpatient-selection@2024' });
  await shownVerdict(page);
  const drawn = await page.locator('precheck-form').evaluate((form) => [...form.querySelectorAll('[type=radio], [type=checkbox]')].map((box) => getComputedStyle(box).appearance));
  assert.ok(drawn.length > 5);
  assert.ok(drawn.every((appearance) => appearance !== 'none'));
  await page.locator('[data-path="/requests"] > .add').click();
  const box = page.locator('[data-path="/requests/0/to/code"] [role=combobox]');
  await box.pressSequentially('虚构');
  await box.press('ArrowDown');
  const outlines = await page.locator('.matches > li').evaluateAll((options) => options.map((option) => [option.ariaSelected, getComputedStyle(option).outlineStyle].join(' ')));
  assert.ok(outlines.length > 1);
  assert.deepEqual(outlines.filter((each) => each !== 'false none'), ['true solid']);
  await close();
});

test('what is wrong has a thicker line around it; verdicts and findings have signs and words', async () => {
  const { page, close } = await open();
  const verdicts = new Set();
  const signs = new Set();
  for (const { visit } of REPORTS) {
    await visit(page);
    verdicts.add(await page.locator('#report .verdict .word').innerText());
    for (const each of await page.locator('.verdict-bar').allInnerTexts()) signs.add(each.trim()[0]);
    for (const finding of await page.locator('#report .finding').all()) assert.match(await finding.innerText(), /^\S\s*\S/);
  }
  assert.equal(verdicts.size, REPORTS.length);
  assert.equal(signs.size, REPORTS.length);
  const width = (selector) => page.locator(selector).first().evaluate((node) => parseFloat(getComputedStyle(node).borderTopWidth));
  await openPack(page, 'jiangxi/proxy-binding@2024');
  const plain = await width('precheck-form .field:not(.has-error) > select, precheck-form .field:not(.has-error) input:not([type=radio])');
  await loadSample(page, 'jiangxi/proxy-binding@2024', 'of-age-without-card');
  await page.locator('precheck-form .has-error').first().waitFor();
  assert.ok((await width('precheck-form .has-error > select, precheck-form .has-error > .choices, precheck-form .has-error > input')) > plain);
  await close();
});
