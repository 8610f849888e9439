// The sample on a phone's screen in Chromium, drawn by glass-easel: real taps, real typing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fillIn, PAGES, passingCase, valueAt } from './support/applicant.mjs';
import { startPhone } from './support/phone/phone.mjs';

let phone;
before(async () => (phone = await startPhone()));
after(() => phone.stop());

/** A page of the sample, as somebody holds it in his hand. */
async function hold(path, { day, ...options } = {}) {
  const { page, close } = await phone.open(path, options);
  const data = (id) => page.evaluate((id) => miniprogram.component(id).data, id);
  const verdict = async () => (await data('form')).verdict.kind;
  const tap = (locator) => locator.tap({ timeout: 5000 });
  const sheet = page.locator('.sheet');
  const chooseDay = async (picker, value) => {
    await tap(picker);
    await sheet.locator('input').fill(value);
    await tap(sheet.getByText('确定'));
  };
  await page.locator('[class$=--bar-line]').waitFor();
  if (day) {
    await chooseDay(page.locator('.day'), day);
    await page.waitForFunction((day) => miniprogram.component('form').data.asOf === day && !miniprogram.component('form').data.loading, day);
  }
  const rows = async () => {
    const { cards } = await data('form');
    return cards.flatMap((card) => card.rows).map((row, index) => ({ ...row, index, place: index, chosen: row.index, filled: row.value !== '' || row.index > 0 || row.none || row.options.some(({ chosen }) => chosen) }));
  };
  /** The row on the screen: rows stand in the order of the data. */
  const on = ({ place }) => page.locator('wx-view[class*="--row"]').nth(place);
  const answer = async (row, value) => {
    const raws = [].concat(value).map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
    const titleOf = (raw) => row.options.find((option) => option.raw === raw).title;
    const option = (raw) => on(row).locator('[aria-role=radio], [aria-role=checkbox]').nth(row.options.findIndex((each) => each.raw === raw));
    if (row.control === 'options') await tap(option(raws[0]));
    else if (row.control === 'checks') for (const raw of raws) await tap(option(raw));
    else if (row.control === 'picker') {
      await tap(on(row).locator('wx-picker'));
      await tap(sheet.getByText(titleOf(raws[0]), { exact: true }));
    } else if (row.control === 'day' || row.control === 'month') await chooseDay(on(row).locator('wx-picker'), raws[0]);
    else {
      await tap(on(row).locator('input, textarea'));
      await page.keyboard.type(raws[0]);
      await page.evaluate(() => document.activeElement.blur()); // the keyboard is closed
      await page.waitForTimeout(300);
    }
  };
  const find = async (pointer) => (await rows()).find((row) => row.pointer === pointer && row.type === 'field');
  return {
    page, close, data, verdict, tap, rows, on, answer, find, chooseDay, sheet,
    none: async ({ pointer }) => tap(on((await rows()).find((row) => row.pointer === pointer && row.type === 'none')).locator('[class*="--option"]')),
    add: async ({ pointer }) => tap(on((await rows()).find((row) => row.pointer === pointer && row.type === 'add')).locator('[class*="--add"]')),
  };
}

for (const [path, packs] of Object.entries(PAGES)) {
  test(`${path}: filled in by hand as asked, the form is accepted`, async () => {
    const pack = packs[packs.length - 1];
    const { form, day } = passingCase(pack);
    const device = await hold(path, { day });
    assert.equal(await device.verdict(), 'incomplete');
    const asked = await fillIn(device, form);
    assert.equal(await device.verdict(), 'pass', `${asked}`);
    assert.match(await device.page.locator('precheck-report').innerText(), /未发现问题/);
    await device.close();
  });
}

test('an adult without an ID card: the message is at the field, the result leads there, corrected it goes', async () => {
  const { form, day } = passingCase('jiangxi/proxy-binding@2024');
  const device = await hold('pages/proxy-binding/index', { day });
  await device.page.evaluate((form) => miniprogram.component('form').fill(form), form);
  assert.equal(await device.verdict(), 'pass');
  await device.answer(await device.find('/member/birth_date'), '2000-01-01');
  assert.equal(await device.verdict(), 'fail');
  const row = device.on(await device.find('/binding/mode'));
  assert.match(await row.innerText(), /×\s*不符合/);
  assert.match(await row.locator('[aria-role=radiogroup]').getAttribute('aria-label'), /^绑定方式、不符合：/, 'who cannot see it hears it');

  await device.tap(device.page.locator('[class*="--bar-verdict"]'));
  const findings = device.page.locator('[class*="--section-findings"]');
  assert.match(await findings.innerText(), /不符合/);
  await device.tap(findings.locator('[class*="--link"]').first());
  await device.page.waitForFunction(() => scrollY < 2000);
  assert.ok(await row.evaluate((node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().top < innerHeight / 2), 'the field is in view');

  await device.answer(await device.find('/member/birth_date'), form.member.birth_date);
  assert.doesNotMatch(await row.innerText(), /不符合/);
  assert.equal(await device.verdict(), 'pass');
  await device.close();
});

test('the next question is offered, and a tap brings it into view with the keyboard', async () => {
  const device = await hold('pages/proxy-binding/index', { day: '2024-07-03' });
  await device.page.evaluate(() => scrollTo(0, document.body.scrollHeight / 3));
  const bar = device.page.locator('[class*="--bar-next"]');
  assert.match(await bar.innerText(), /下一项：代办人 › 代办人参保地/);
  await device.tap(bar);
  await device.page.waitForFunction(() => document.activeElement.parentElement.getAttribute('aria-label') === '代办人参保地、待填');
  await device.page.keyboard.type('360600');
  assert.match(await bar.innerText(), /下一项：代办人 › 已登录/);
  assert.equal(await device.page.evaluate(() => document.activeElement.value), '360600', 'what is typed stays under the fingers');
  await device.close();
});

test('from field to field without closing the keyboard, nothing that is typed is lost, and nothing moves under the finger', async () => {
  const device = await hold('pages/cross-region-filing/index', { day: '2024-01-10' });
  const [first, second] = (await device.rows()).filter(({ control }) => control === 'area');
  const input = (row) => device.on(row).locator('input');
  await device.tap(input(first));
  await device.page.keyboard.type('440300');
  await device.tap(input(second));
  const { y } = await input(second).boundingBox();
  await device.page.keyboard.type('420100');
  assert.equal((await input(second).boundingBox()).y, y);
  const { form } = await device.data('report');
  assert.deepEqual([first, second].map(({ pointer }) => valueAt(form, pointer)), ['440300', '420100']);
  await device.close();
});

test('an area is chosen from the region picker, and its name is shown', async () => {
  const device = await hold('pages/proxy-binding/index', { day: '2024-07-03' });
  const row = await device.find('/applicant/insured_area');
  await device.tap(device.on(row).locator('wx-picker'));
  for (const name of ['江西省', '鹰潭市', '全部']) await device.tap(device.sheet.getByText(name, { exact: true }));
  assert.equal(await device.on(row).locator('input').inputValue(), '360600');
  assert.match(await device.on(row).innerText(), /已选：鹰潭市/);
  await device.close();
});

for (const [mode, options, least] of [
  ['normal', {}, { text: 16, target: 44 }],
  ['dark', { colorScheme: 'dark' }, { text: 16, target: 44 }],
  ['elder', { elder: true }, { text: 18, target: 60 }],
  ['320 px wide', { viewport: { width: 320, height: 640 } }, { text: 16, target: 44 }],
  ['largest text', { elder: true, fontSizeSetting: 24, viewport: { width: 320, height: 640 } }, { text: 24, target: 60 }],
]) {
  test(`${mode}: nothing scrolls sideways, no text is below ${least.text} px or 4.5:1, no target below ${least.target} px`, async () => {
    const { page, close } = await phone.open('pages/home/index', options);
    for (const [path, packs] of [['pages/home/index'], ...Object.entries(PAGES)]) {
      if (packs) {
        await page.evaluate((path) => void miniprogram.show(path), path);
        await page.locator('[class$=--bar-line]').waitFor();
        const { form } = passingCase(packs[0]);
        // One answer is taken back, another is wrong, everything that is folded is opened.
        await page.evaluate((form) => miniprogram.component('form').fill({ ...form, [Object.keys(form)[0]]: undefined, ...(form.member && { member: { ...form.member, birth_date: '2000-01-01' } }) }), form);
        for (const fold of await page.locator('[class*="--fold-button"]').all()) await fold.evaluate((node) => node.__wxElement.triggerEvent('tap', {}, { bubbles: true }));
      }
      const { targets, ...found } = await page.evaluate(examine, least);
      assert.ok(targets >= (packs ? 10 : 4), `${path}: ${targets} targets are shown`);
      assert.deepEqual(found, { sideways: 0, low: [], small: [], pale: [] }, path);
    }
    await close();
  });
}

/** Runs in the page. */
function examine({ text, target }) {
  const shown = (node) => node.getClientRects().length > 0;
  const name = (node) => `${node.className} ${node.textContent.slice(0, 30)}`;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const targets = all('[class*="--option"][aria-role], [aria-role=button], [aria-role=link], [aria-role=switch], wx-input, wx-textarea');
  const texts = all('wx-view, wx-text, input').filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '') || node.value);

  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(each).backgroundColor);
      if (alpha > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const contrast = (node) => {
    const [high, low] = [luminance(channels(getComputedStyle(node).color)), luminance(ground(node))].sort((one, other) => other - one);
    return (high + 0.05) / (low + 0.05);
  };
  return {
    targets: targets.length,
    sideways: document.documentElement.scrollWidth > innerWidth ? document.documentElement.scrollWidth : 0,
    low: targets.filter((node) => node.getBoundingClientRect().height < target - 0.5).map(name),
    small: texts.filter((node) => parseFloat(getComputedStyle(node).fontSize) < text).map(name),
    pale: texts.filter((node) => contrast(node) < 4.5).map((node) => `${contrast(node).toFixed(2)} ${name(node)}`),
  };
}
