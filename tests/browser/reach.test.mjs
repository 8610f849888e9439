// What axe does not look at: sizes, a narrow screen, the keyboard, what covers the focus, and how much a screen reader has to listen to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPack, useBrowser } from './support/browser.mjs';
import { ENGLISH, HOME, LISTS, LONG_NAMES, MODES, PAGES, REPORTS, RULES, unfold } from './support/pages.mjs';

const browser = useBrowser();

for (const { name, set, target, text } of MODES) {
  test(`${name}, 320 px wide: nothing scrolls sideways, targets are ${target} px high, no text is below ${text} px`, async () => {
    const { page, close } = await browser.open({ viewport: { width: 320, height: 640 } });
    await set(page);
    const found = [];
    for (const about of PAGES) {
      const { name: visited, visit } = about;
      await visit(page);
      await unfold(page);
      const { width, looked, faults } = await page.evaluate(measure, { target, text });
      if (width !== 320) found.push(`${visited}: ${width} px wide`);
      assert.ok(looked > 5, `${visited}: ${looked} targets`);
      // What the pages about the rules name in passing leads to its place: axe sees to it that such a link is not too small.
      if (RULES.includes(about)) continue;
      found.push(...faults.map((fault) => `${visited}: ${fault}`));
    }
    assert.deepEqual([...new Set(found)].slice(0, 20), []);
    await close();
  });
}

const WALKS = [
  ...MODES.flatMap((mode) => [320, 1024].map((width) => ({ ...mode, width, pages: [HOME, LISTS, REPORTS[2]] }))),
  { ...ENGLISH, width: 320, pages: [HOME, LONG_NAMES, REPORTS[2]] },
];

for (const { name, set, width, pages } of WALKS) {
  test(`${name}, ${width} px wide: Tab reaches everything, in order, visibly and with nothing before it`, async () => {
    const { page, close } = await browser.open({ viewport: { width, height: 640 } });
    await set(page);
    for (const { name: visited, visit } of pages) {
      await visit(page);
      await unfold(page);
      const { expected, reached, faults } = await walk(page);
      assert.ok(expected.length > 5, `${visited}: ${expected.length} stops`);
      assert.deepEqual(reached, expected, visited);
      assert.deepEqual(faults, [], visited);
    }
    await close();
  });
}

test('text twice as large: the bar at the foot takes less than a third of the window, or goes along with the form', async () => {
  const { page, close } = await browser.open({ viewport: { width: 375, height: 812 } });
  await LONG_NAMES.visit(page);
  const foot = () => page.locator('.foot').evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return { share: (bottom - top) / innerHeight, isShown: top < innerHeight };
  });
  const before = await foot();
  assert.ok(before.isShown && before.share < 1 / 3, `${before.share} of the window`);
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await page.waitForFunction(() => document.querySelector('.foot').getBoundingClientRect().top > innerHeight);
  await page.setViewportSize({ width: 375, height: 1600 });
  await page.waitForFunction(() => document.querySelector('.foot').getBoundingClientRect().bottom <= innerHeight, undefined, { timeout: 5000 });
  await close();
});

for (const [width, height] of [[320, 640], [1024, 800], [1600, 4000]]) {
  test(`${width} px wide: that a newer version is there is told above the page, and moves and covers nothing of what is being read`, async () => {
    const { page, close } = await browser.open({ viewport: { width, height } });
    for (const { set } of MODES.slice(0, 2)) {
      await set(page);
      for (const visit of [HOME.visit, LISTS.visit]) {
        await visit(page);
        for (const share of [0, 0.5, 1]) {
          await page.evaluate(scrollAndFocus, share);
          const before = await settledPlaces(page);
          await tell(page, true);
          assert.deepEqual(await page.evaluate(places), before, `${share} of the way down`);
          const { fault } = await page.evaluate(lookAtFocus);
          assert.equal(fault.replace('its focus cannot be seen', ''), ''); // it was not come to by the keyboard
          const note = page.getByRole('status').filter({ hasText: '新版本' });
          await note.getByRole('button').scrollIntoViewIfNeeded();
          const { y } = await note.boundingBox();
          assert.ok(y >= 0 && (await note.boundingBox()).height + y <= (await page.locator('header').boundingBox()).y, 'it stands above the head of the page');
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          await tell(page, false);
        }
      }
    }
    await close();
  });
}

/** As a service worker's message does (offline.test.mjs); `false` makes the page as it was. */
async function tell(page, outdated) {
  await page.locator('precheck-page').evaluate((node, is) => { node.outdated = is; node.style.minHeight = ''; return node.updateComplete; }, outdated);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))); // browsers hold what is read in its place themselves, a frame later
}

/** In the page: to a share of its length, with the focus in what is pressed first there. */
function scrollAndFocus(share) {
  window.scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight));
  const inView = (node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return bottom > top && top > innerHeight / 4 && bottom <= innerHeight;
  };
  window.stops = [...document.querySelectorAll('main a[href], main button, main input, main select')].filter(inView);
  window.stops[0]?.focus({ preventScroll: true });
}

/** What has been focused may ask for names that arrive later. */
async function settledPlaces(page) {
  for (let before; ; ) {
    const now = await page.evaluate(places);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
    await page.waitForTimeout(400);
  }
}

/** In the page: where everything is that can be read or pressed, in the window. */
function places() {
  return [...document.querySelectorAll('h1, h2, h3, label, legend, a, button, input, select')]
    .filter((node) => !node.closest('.update') && node.checkVisibility())
    .map((node) => `${node.tagName} ${node.textContent.trim().slice(0, 20)} ${Math.round(node.getBoundingClientRect().top)}`);
}

/** In the page. A link within a sentence may be as small as its text (WCAG 2.5.8), and a box or button of a choice is pressed by its label. */
function measure({ target, text }) {
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0 && node.closest('.skip, .spoken') === null;
  const named = (node) => `${node.tagName.toLowerCase()} "${(node.labels?.[0] ?? node).textContent.trim().replace(/\s+/g, ' ').slice(0, 30)}"`;
  const controls = [...document.querySelectorAll('button, select, textarea, summary, input, a[href], [role=option]')].filter(shown);
  const inSentence = (node) => node.tagName === 'A' && [...node.parentNode.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim() !== '');
  const targets = controls.filter((node) => !inSentence(node)).map((node) => ('labels' in node && node.labels.length > 0 && node.closest('label')) || node);
  const words = [...document.querySelectorAll('body *')].filter(
    (node) => shown(node) && [...node.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim() !== ''),
  );
  const low = targets.filter((node) => node.getBoundingClientRect().height < target - 0.5);
  const small = [...words, ...controls].filter((node) => node.type !== 'radio' && node.type !== 'checkbox' && parseFloat(getComputedStyle(node).fontSize) < text);
  return {
    width: document.documentElement.scrollWidth,
    looked: targets.length,
    faults: [
      ...low.map((node) => `${named(node)} is ${Math.round(node.getBoundingClientRect().height)} px high`),
      ...small.map((node) => `${named(node)} has text of ${getComputedStyle(node).fontSize}`),
    ],
  };
}

/** From the top of the page by Tab until the page is left. */
async function walk(page) {
  const expected = await page.evaluate(() => {
    const nodes = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const stops = nodes.filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && node.tabIndex >= 0);
    // A group of radio buttons is one stop: the one that is chosen.
    const isStop = (node) => node.type !== 'radio' || node.checked || !document.querySelector(`input[type=radio][name="${CSS.escape(node.name)}"]:checked`);
    window.stops = stops.filter(isStop);
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    window.scrollTo(0, 0);
    return window.stops.map((node, index) => `${index} ${node.tagName} ${node.id}`);
  });
  const reached = [];
  const faults = [];
  // A control for a day has a stop for each of its parts.
  for (let presses = 0; presses < expected.length * 5; presses++) {
    await page.keyboard.press('Tab');
    const { at, fault } = await page.evaluate(lookAtFocus);
    if (at === '') break;
    if (at === reached.at(-1)) continue; // its parts are the browser's own
    reached.push(at);
    if (fault !== '') faults.push(`${at}: ${fault}`);
  }
  return { expected, reached, faults };
}

/** In the page: the stop that has the focus, whether that can be seen, and whether it lies free (WCAG 2.4.7, 2.4.11). */
function lookAtFocus() {
  const node = document.activeElement;
  if (!node || !window.stops.includes(node)) return { at: '', fault: '' };
  const index = window.stops.indexOf(node);
  const at = `${index} ${node.tagName} ${node.id}`;
  const style = getComputedStyle(node);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const box = node.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  // Some point of a grid over what lies within the window.
  const steps = [0.05, 0.25, 0.5, 0.75, 0.95];
  const free = right > left && bottom > top && steps.some((x) => steps.some((y) => {
    const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return hit !== null && (node.contains(hit) || hit.contains(node));
  }));
  return { at, fault: [!outlined && 'its focus cannot be seen', !free && 'something covers it'].filter(Boolean).join(', ') };
}

test('a screen reader hears of the verdict when it has changed and typing rests, and of nothing else', async () => {
  const { page, close } = await browser.open();
  await openPack(page, 'jiangxi/proxy-binding@2024');
  await page.waitForTimeout(1500); // for what the visit itself has to say
  await page.evaluate(() => {
    window.said = [];
    const isLive = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])');
    new MutationObserver((changes) => {
      const regions = new Set(changes.map(({ target }) => isLive(target)).filter(Boolean));
      for (const region of regions) window.said.push(region.textContent.trim());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const said = () => page.evaluate(() => window.said);
  const type = async (role, name, text) => {
    await page.getByRole(role, { name }).focus();
    await page.keyboard.type(text, { delay: 120 });
  };
  await type('combobox', '代办人参保地', '110000');
  assert.deepEqual(await said(), [], 'while there is typing');
  await page.waitForTimeout(1500);
  const [line, ...more] = await said();
  assert.match(line, /有不符合之处/);
  assert.ok(line.length <= 60, line);
  assert.deepEqual(more, []);
  await page.getByRole('group', { name: '亲情成员' }).getByRole('button', { name: '现在不用填的' }).click();
  await type('textbox', '姓名', 'Zhou');
  await page.waitForTimeout(1500);
  assert.deepEqual(await said(), [line], 'the verdict is the same');
  await close();
});
