// Around the form: the topics, addresses, back and forward, what this device keeps, large text, the dark, paper, and saving a check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { loadSample, openPack, openSettings, shownVerdict, unfold, useBrowser } from './support/browser.mjs';

const BINDING = 'jiangxi/proxy-binding@2024';
const SELECTION = 'jiangmen/outpatient-selection@2023';

const browser = useBrowser();

const sampleOf = (pack, verdict) => readCaseFiles().find((file) => file.pack === pack).cases.find((entry) => entry.sample && entry.expected.verdict === verdict);
const focusedTag = (page) => page.evaluate(() => document.activeElement.tagName);

test('the home page has every edition of every topic by jurisdiction, and what is in force today first', async () => {
  const { page, close } = await browser.open();
  await page.locator('.area').first().waitFor();
  const links = await page.locator('.area a.topic').evaluateAll((all) => all.map((node) => node.getAttribute('href')));
  assert.deepEqual([...links].sort(), readCaseFiles().map(({ pack }) => `#/check/${pack}`).sort());
  // Each topic's first link is one in force or undated; what has ended is unfolded on demand.
  const topics = page.locator('.area > ul > li');
  for (let index = 0; index < (await topics.count()); index += 1) {
    assert.doesNotMatch(await topics.nth(index).locator('> a').innerText(), /停用|尚未/);
  }
  const beijing = page.locator('.area', { hasText: '北京市' });
  assert.match(await beijing.locator('li > a').innerText(), /现行 · 2022年5月13日起施行/);
  const former = beijing.locator('a[href$="@2021-10"]');
  assert.equal(await former.isVisible(), false);
  await beijing.locator('summary').click();
  assert.match(await former.innerText(), /2021年10月4日起施行 · 2022年5月13日起停用/);
  await close();
});

test('nothing that an applicant reads is an id of a file: editions are told apart by their days or titles', async () => {
  const { page, close } = await browser.open();
  await page.locator('.area').first().waitFor();
  for (const details of await page.locator('.area details').all()) await details.locator('summary').click();
  const home = await page.locator('main').innerText();
  assert.doesNotMatch(home, /base|\d{4}-\d\d|[a-z]+\/[a-z]/);
  for (const topic of await page.locator('.area > ul > li').all()) {
    const lines = (await topic.locator('a.topic').allInnerTexts()).map((line) => line.replace(/\s+/g, ' '));
    assert.equal(new Set(lines).size, lines.length, lines.join(' | '));
  }
  for (const pack of ['generic/designated-institution@base', 'national/family-mutual-aid@base']) {
    await loadSample(page, pack, sampleOf(pack, 'fail').id);
    assert.doesNotMatch(await page.locator('main').innerText(), /base|@|[a-z]+\/[a-z]/, pack);
  }
  assert.match(await page.locator('.basis').innerText(), /全国 · 家庭账户共济：可以加哪些家人。检查日期：\d{4}年/);
  await close();
});

test('an applicant meets the first question first; the day, the editions and the examples are folded below, in the language of the page', async () => {
  const { page, close } = await browser.open({ viewport: { width: 320, height: 640 }, path: `web/#/check/${BINDING}` });
  const first = page.locator('precheck-form input').first();
  await first.waitFor();
  const { top, header } = await page.evaluate(() => ({
    top: document.querySelector('precheck-form input').getBoundingClientRect().top,
    header: document.querySelector('header').getBoundingClientRect().height,
  }));
  assert.ok(top < 400, `the first question stands at ${top} px`);
  assert.ok(header <= 60, `the header is ${header} px high`);
  assert.equal(await page.locator('#as-of').isVisible(), false);
  await openSettings(page);
  assert.ok((await page.locator('#as-of').boundingBox()).y > (await first.boundingBox()).y);
  const titles = () => page.locator('#sample option').allInnerTexts();
  for (const title of await titles()) assert.match(title, /[\u4e00-\u9fff]/, title);
  await page.selectOption('#language', 'en');
  for (const title of await titles()) assert.doesNotMatch(title, /[\u4e00-\u9fff]/, title);
  await close();
});

test('links, back and forward: each page has its title, and its heading takes the focus', async () => {
  const { page, close } = await browser.open();
  await page.locator('.area a.topic').first().waitFor();
  assert.equal(await page.title(), '医保办理预检');
  await page.locator(`a[href="#/check/${BINDING}"]`).click();
  await page.locator('precheck-form form').waitFor();
  assert.equal(await page.title(), '医保亲情代办：绑定亲情成员 · 医保办理预检');
  await page.waitForFunction(() => document.activeElement.tagName === 'H1');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /绑定亲情成员/);
  await page.goBack();
  await page.locator('.area a.topic').first().waitFor();
  assert.equal(await page.title(), '医保办理预检');
  assert.equal(await focusedTag(page), 'H1');
  await page.goForward();
  await page.locator('precheck-form form').waitFor();
  assert.match(await page.title(), /绑定亲情成员/);
  await page.selectOption('#language', 'en');
  assert.match(await page.title(), /^Medical-insurance proxy|pre-check$/);
  await close();
});

test('an address that names nothing leads home and says so', async () => {
  for (const [hash, words] of [['#/check/nowhere/nothing@1', /没有这个事项/], ['#/else', /没有这一页/], ['#/check/%', /没有这个事项/]]) {
    const { page, close } = await browser.open({ path: `web/${hash}` });
    assert.match(await page.locator('main [role=alert]').innerText(), words);
    assert.notEqual(await page.locator('.area a.topic').count(), 0);
    await close();
  }
});

test('an address means the same where a messenger has encoded its signs', async () => {
  for (const hash of ['#/check/jiangmen/outpatient-selection%402023', '#/check/jiangmen%2Foutpatient-selection%402023']) {
    const { page, close } = await browser.open({ path: `web/${hash}` });
    await shownVerdict(page);
    assert.match(await page.locator('h1').innerText(), /江门市普通门诊选点/);
    await close();
  }
});

test('another edition is chosen in the form itself by a link, and only by following it', async () => {
  const { page, close } = await browser.open({ path: 'web/#/check/beijing/designated-institution@2022-05' });
  await openSettings(page);
  const editions = page.locator('details.settings').getByRole('list', { name: '其他版本' }).getByRole('link');
  assert.equal(await editions.count(), 2, 'the others of three');
  await page.locator('#as-of').focus();
  // A control for a day has a stop for each of its parts.
  for (let presses = 0; presses < 6 && !(await editions.last().evaluate((link) => link === document.activeElement)); presses += 1) await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => location.hash), '#/check/beijing/designated-institution@2022-05', 'going there changes nothing');
  const [, address] = /(#.*)/.exec(await editions.last().getAttribute('href'));
  await page.keyboard.press('Enter');
  await page.waitForFunction((hash) => hash.endsWith(document.querySelector('precheck-form')?.pack), address);
  assert.equal(await page.evaluate(() => location.hash), address);
  await close();
});

test('forms that were begun are marked at home and cleared from there; ID numbers are kept nowhere', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${SELECTION}` });
  await page.locator('#field-requests > .add').click();
  await page.locator('#field-requests-0-region').fill('110101199003071234');
  await page.locator('#field-requests-0-kind input[value=add]').check();
  const stored = () => page.evaluate(() => JSON.stringify(localStorage));
  assert.match(await stored(), /draft\/jiangmen/);
  assert.doesNotMatch(await stored(), /110101199003071234/);
  await page.goto(`${browser.origin}/web/#/`);
  await page.locator('.begun').waitFor();
  assert.match(await page.locator('a.topic', { has: page.locator('.begun') }).getAttribute('href'), /jiangmen/);
  await page.click('#clear-all');
  assert.match(await page.getByRole('status').innerText(), /已全部清除/);
  assert.equal(await page.locator('.begun').count(), 0);
  assert.doesNotMatch(await stored(), /draft/);
  await openPack(page, SELECTION);
  assert.equal(await page.locator('#field-requests-0').count(), 0);
  await close();
});

test('clearing all is told where the button was, and can be undone there', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}`, viewport: { width: 375, height: 640 } });
  await page.locator('#field-applicant-insured_area').fill('360600');
  await page.click('.home-link');
  const begun = page.locator('.begun');
  await begun.waitFor();
  const status = page.getByRole('main').getByRole('status');
  const inView = (locator) => locator.evaluate((node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().bottom <= innerHeight);
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.locator('#clear-all').press('Enter');
  assert.equal(await status.innerText(), '已全部清除');
  assert.equal(await inView(status), true, 'it can be read');
  assert.equal(await focused(), 'undo-clear');
  assert.equal(await begun.count(), 0);
  await page.keyboard.press('Enter');
  assert.equal(await status.innerText(), '已恢复');
  assert.equal(await focused(), 'clear-all');
  assert.equal(await begun.count(), 1);

  // What was begun anew is not replaced.
  await page.keyboard.press('Enter');
  const other = JSON.stringify({ form: { applicant: { insured_area: '110000' } } });
  await page.evaluate(([name, value]) => localStorage.setItem(name, value), [`yibao-precheck/draft/${BINDING}`, other]);
  await page.click('#undo-clear');
  assert.equal(await page.evaluate((name) => localStorage.getItem(name), `yibao-precheck/draft/${BINDING}`), other);

  await page.click('#clear-all');
  await openPack(page, BINDING);
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '');
  await page.click('.home-link');
  await page.locator('.area').first().waitFor();
  assert.equal(await page.locator('#undo-clear').count(), 0, 'not after the page was left');
  await close();
});

test('what is kept is said to be from last time, and stays when the page is opened again', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  await page.locator('#field-applicant-insured_area').fill('360600');
  await page.locator('#field-applicant-insured_area-chosen').waitFor();
  assert.equal(await page.locator('.restored').count(), 0);
  await page.reload();
  await page.locator('.restored').waitFor();
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '360600');
  await page.locator('.restored button').click();
  assert.equal(await page.locator('.restored').count(), 0);
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '');
  // Who pressed it by mistake has it back.
  await page.locator('.cleared button').click();
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '360600');
  await page.click('#clear');
  await page.locator('.cleared').waitFor();
  await page.locator('#field-applicant-logged_in input[value=true]').check();
  assert.equal(await page.locator('.cleared').count(), 0, 'what is filled in since would be lost');
  await close();
});

test('a day is shown in words of the page, whatever the browser makes of it', async () => {
  const { page, close } = await browser.open({ locale: 'en-US', path: `web/#/check/${BINDING}` });
  await loadSample(page, BINDING, sampleOf(BINDING, 'fail').id);
  const day = page.locator('#field-member-birth_date-chosen');
  assert.equal(await day.innerText(), '5 May 2007');
  await page.selectOption('#language', 'zh-CN');
  assert.equal(await day.innerText(), '2007年5月5日');
  assert.match(await page.locator('#field-member-birth_date').getAttribute('aria-describedby'), /-chosen/);
  await close();
});

test('an institution is found by name, by initials and by code, with the keyboard and with a tap', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${SELECTION}` });
  await page.locator('#field-requests > .add').click();
  const box = page.locator('#field-requests-0-to-code');
  const options = page.locator('#field-requests-0-to-code-list [role=option]');
  for (const [text, name] of [['镇卫', '虚构镇卫生院'], ['xgzwsy', '虚构镇卫生院'], ['H44078399003', '虚构镇卫生院']]) {
    await box.fill('');
    await box.pressSequentially(text);
    if (text === 'H44078399003') break; // the whole code needs no choosing
    assert.deepEqual(await options.locator('span').allInnerTexts(), [name]);
    await box.press('ArrowDown');
    await box.press('Enter');
    assert.equal(await box.inputValue(), 'H44078399003', text);
  }
  assert.equal(await box.inputValue(), 'H44078399003');
  assert.match(await page.locator('#field-requests-0-to-code-chosen').innerText(), /虚构镇卫生院/);
  await box.fill('虚构');
  assert.equal(await options.count(), 6);
  assert.match(await page.locator('#field-requests-0-to-code-more').innerText(), /还有 \d+ 家/);
  await box.press('Escape');
  assert.equal(await box.inputValue(), 'H44078399003', 'Escape leaves what was chosen');
  for (const [name, value] of [['虚构儿童专科医院', 'H44078399004'], ['虚构综合医院', '虚构综合医院']]) {
    await box.fill(name);
    await box.press('Tab');
    assert.equal(await box.inputValue(), value, 'a whole name is as good as the code, where only one is called so');
  }
  await close();
});

test('an area is found by name, by initials and by code; its name alone will do, and nothing is fetched before somebody needs it', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const box = page.locator('#field-applicant-insured_area');
  const options = page.locator('#field-applicant-insured_area-list [role=option]');
  await box.waitFor();
  assert.deepEqual(asked.filter((url) => /areas-/.test(url)), []);
  assert.match(await page.locator('#field-applicant-insured_area-help').innerText(), /^输入地名、拼音首字母或代码。例如.{2,5}市 \d{6}。$/, 'what to do comes first, once');
  for (const text of ['鹰潭', 'yts', '江西 鹰潭']) {
    await box.fill('');
    await box.pressSequentially(text);
    assert.equal(await options.first().locator('span').innerText(), '江西省鹰潭市', text);
    await box.press('ArrowDown');
    await box.press('Enter');
    assert.equal(await box.inputValue(), '360600', text);
  }
  assert.match(await page.locator('#field-applicant-insured_area-chosen').innerText(), /已选：江西省鹰潭市/);
  // Who goes on without choosing has said enough where only one area is called so, and is told where several are.
  const messages = page.locator('#field-applicant-insured_area-messages .finding');
  for (const [text, value, count] of [['赣州', '360700', 0], ['朝阳', '朝阳', 1], ['360 600', '360600', 0], ['３６０７００', '360700', 0]]) {
    await box.fill(text);
    await page.locator('#field-applicant-logged_in input').first().focus();
    assert.equal(await box.inputValue(), value);
    assert.equal(await messages.count(), count, text);
  }
  await box.fill('360000');
  assert.equal(await page.locator('#field-applicant-insured_area-chosen').innerText(), '已选：江西省');
  await close();
});

test('a name that an input method spells is not judged before it is there, and what was typed on the way to a name does not stand', async () => {
  const { page, context, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  const keyboard = await context.newCDPSession(page);
  const box = page.locator('#field-applicant-insured_area');
  const options = page.locator('#field-applicant-insured_area-list [role=option]');
  const messages = page.locator('#field-applicant-insured_area-messages .finding');
  const spell = (text) => keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const down = { type: 'rawKeyDown', key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 };
  await box.focus();
  await spell('y');
  await options.first().waitFor();
  await keyboard.send('Input.dispatchKeyEvent', down);
  assert.equal(await page.locator('[aria-selected=true]').count(), 0, 'the arrows are the input method\'s');
  for (const text of ['ying', 'yingtan']) {
    await spell(text);
    assert.equal(await box.inputValue(), text);
    assert.equal(await options.count(), 0);
    assert.deepEqual(await messages.allInnerTexts(), [], `spelling ${text}`);
  }
  await keyboard.send('Input.insertText', { text: '鹰潭' });
  assert.match(await options.first().innerText(), /江西省鹰潭市/);
  assert.deepEqual(await messages.allInnerTexts(), []);
  await options.first().click();
  assert.equal(await box.inputValue(), '360600');

  await box.fill('yingt');
  assert.equal(await messages.count(), 1, 'without an input method there is no such area');
  await box.fill('yt');
  await options.first().waitFor();
  assert.deepEqual(await messages.allInnerTexts(), []);
  await close();
});

test('the list of areas is seen whole although their names come after the keys', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}`, viewport: { width: 320, height: 640 } });
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route('**/areas-*.json', async (route) => { await held; await route.continue(); });
  await page.locator('#elder').click();
  await page.locator('#field-applicant-insured_area').pressSequentially('yt');
  go();
  const list = page.locator('#field-applicant-insured_area-list');
  await list.getByRole('option').first().waitFor();
  const edges = (locator) => locator.evaluate((node) => node.getBoundingClientRect().toJSON());
  const [{ bottom }, { top }] = [await edges(list), await edges(page.locator('.verdict-bar'))];
  assert.ok(bottom <= top, `the list ends at ${bottom}, below the bar at ${top}`);
  await close();
});

test('where the names of areas cannot be had, codes are typed as before', async () => {
  const routes = { '**/areas-*.json': { status: 503, body: '' } };
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}`, routes, allowed: /503/ });
  await page.locator('#field-applicant-insured_area').pressSequentially('360600');
  await page.locator('#field-applicant-logged_in input').first().focus();
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '360600');
  assert.equal(await page.locator('#field-applicant-insured_area-messages .finding').count(), 0);
  await close();
});

test('large text: nothing below 18 px, targets of 60 px, one question at a time, and it stays so', async () => {
  const { page, close } = await browser.open({ viewport: { width: 320, height: 640 } });
  await page.locator('#elder').click();
  const found = () =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const shown = (node) => node.getClientRects().length > 0;
      const all = (selector) => [...document.querySelectorAll(selector)];
      const name = (node) => `${node.tagName} ${node.className} ${node.textContent.trim().slice(0, 40)}`;
      const targets = all('button, select, textarea, summary, .choice, .entries a, .home-link, .topic, .verdict-bar, .field > input, [role=combobox]');
      const texts = all('precheck-page *').filter((node) => node.textContent.trim() !== '');
      return {
        width: document.documentElement.scrollWidth,
        low: targets.filter((node) => shown(node) && node.getBoundingClientRect().height < 60).map(name),
        small: texts.filter((node) => shown(node) && parseFloat(getComputedStyle(node).fontSize) < 18).map(name),
      };
    });
  const right = { width: 320, low: [], small: [] };
  assert.deepEqual(await found(), right, 'home');
  await page.reload();
  assert.equal(await page.getAttribute('#elder', 'aria-pressed'), 'true');
  await openPack(page, BINDING);
  assert.deepEqual(await found(), right, 'a question');
  assert.equal(await page.locator('.report').isVisible(), false);
  await page.locator('.verdict-bar').click();
  assert.equal(await page.locator('.report').isVisible(), true);
  assert.deepEqual(await found(), right, 'the result');
  await page.locator('.to-form').click();
  assert.equal(await page.locator('.report').isVisible(), false);
  await close();
});

/** Of text on its ground: the least contrast, by WCAG 2. */
const leastContrast = (page) =>
  page.evaluate(() => {
    const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([red, green, blue]) => {
      const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    };
    const groundOf = (node) => {
      for (let at = node; at; at = at.parentElement) {
        const ground = channels(getComputedStyle(at).backgroundColor);
        if (ground.length === 3 || ground[3] === 1) return ground;
      }
      return [255, 255, 255];
    };
    let least = { ratio: 21, text: '' };
    for (const node of document.querySelectorAll('#app *')) {
      const text = [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.textContent.trim()).join('');
      if (text === '' || node.getClientRects().length === 0 || node.closest('[disabled], select')) continue;
      const [one, other] = [luminance(channels(getComputedStyle(node).color)), luminance(groundOf(node))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (ratio < least.ratio) least = { ratio, text };
    }
    return { ...least, ground: getComputedStyle(document.body).backgroundColor };
  });

test('light and dark by the system or by choice, each with enough contrast', async () => {
  const grounds = {};
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await browser.open({ colorScheme, path: `web/#/check/${BINDING}` });
    await loadSample(page, BINDING, sampleOf(BINDING, 'fail').id);
    const { ratio, text, ground } = await leastContrast(page);
    assert.ok(ratio >= 4.5, `${colorScheme}: ${ratio} for ${text}`);
    grounds[colorScheme] = ground;
    const other = colorScheme === 'light' ? 'dark' : 'light';
    await page.selectOption('#theme', other);
    grounds[`${other} by choice`] = (await leastContrast(page)).ground;
    await page.reload();
    await page.locator('#theme').waitFor();
    assert.equal((await leastContrast(page)).ground, grounds[`${other} by choice`], 'the choice is kept');
    await close();
  }
  assert.notEqual(grounds.light, grounds.dark);
  assert.equal(grounds['light by choice'], grounds.light);
  assert.equal(grounds['dark by choice'], grounds.dark);
});

/** What stands on paper of a form, field by field: its path with the label and what follows it. */
async function printedFields(page) {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const fields = await page.locator('precheck-form .field:visible').evaluateAll((all) => all.map(({ dataset, innerText }) => [dataset.path, innerText.replace(/\s+/g, ' ')]));
  const buttons = await page.locator('button:visible').allTextContents();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  assert.deepEqual(buttons, [], 'nothing to press on paper');
  return new Map(fields);
}

/** The questions of the form in which something is filled in, and those that are folded away unanswered. */
const answeredAndFolded = (page) => page.locator('precheck-form').evaluate(({ standing }) => {
  const all = (field) => (field.kind === 'group' || field.kind === 'records' ? field.children.flatMap(all) : [field]);
  const pointers = (wanted) => all(standing.view.root).filter(wanted).map(({ pointer }) => pointer);
  return { answered: pointers(({ filled }) => filled), folded: pointers(({ filled, matters }) => !filled && !matters), idle: pointers(({ filled, matters }) => filled && !matters) };
});

/** Prints as the browser's own menu does. Gives how many parts were folded then. */
async function foldedAtPrint(page) {
  await page.evaluate(() => {
    addEventListener('beforeprint', () => { window.foldedAtPrint = document.querySelectorAll('precheck-report details:not([open])').length; }, { once: true });
  });
  await page.pdf();
  return page.evaluate(() => window.foldedAtPrint);
}

test('on paper: the answers and the result, without what only a screen needs', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  await loadSample(page, BINDING, sampleOf(BINDING, 'fail').id);
  await page.evaluate(() => { window.print = () => { window.asked = true; }; });
  await page.click('#print');
  assert.equal(await page.evaluate(() => window.asked), true, 'the button asks for a print');
  await page.evaluate(() => { document.querySelector('precheck-page').outdated = true; });
  await page.locator('.update').waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['header', '.update', '.settings', '.saving', '.foot']) assert.equal(await page.locator(selector).isVisible(), false, selector);
  for (const selector of ['.report .verdict', 'precheck-form form']) assert.equal(await page.locator(selector).isVisible(), true, selector);
  await close();
});

test('all clauses are unfolded on paper, whoever began the printing, and folded again, but for what the reader had opened', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  await loadSample(page, BINDING, sampleOf(BINDING, 'fail').id);
  const [folded, open] = ['precheck-report details:not([open])', 'precheck-report details[open]'];
  await page.locator(folded).first().waitFor();
  await page.locator(`${folded} > summary`).first().click();
  assert.notEqual(await page.locator(folded).count(), 0);
  assert.equal(await foldedAtPrint(page), 0);
  assert.equal(await page.locator(open).count(), 1);
  await page.click('#elder');
  assert.equal(await foldedAtPrint(page), 0, 'in elder mode, from the form');
  assert.equal(await page.locator(open).count(), 1);
  await close();
});

test('in elder mode the same stands on paper as otherwise: every answer, not the one question on the screen', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${SELECTION}` });
  await loadSample(page, SELECTION, sampleOf(SELECTION, 'fail').id);
  const normal = await printedFields(page);
  const { answered } = await answeredAndFolded(page);
  assert.ok(answered.length > 10, `${answered.length} answers`);
  assert.deepEqual(answered.filter((path) => !normal.has(path)), []);
  await page.click('#elder');
  assert.deepEqual(await printedFields(page), normal, 'from the form');
  await page.click('.verdict-bar');
  await page.locator('.to-form').waitFor();
  assert.deepEqual(await printedFields(page), normal, 'from the report');
  await close();
});

test('what is filled in stands on paper also where the screen has folded it away; a question that was not asked does not', async () => {
  for (const pack of [BINDING, 'jiangmen/outpatient-selection@2024']) {
    const { page, close } = await browser.open({ path: `web/#/check/${pack}` });
    await loadSample(page, pack, sampleOf(pack, 'pass').id);
    const { answered, folded, idle } = await answeredAndFolded(page);
    if (pack === BINDING) assert.ok(idle.length > 0 && folded.length > 0, 'something of both is folded away');
    const printed = await printedFields(page);
    assert.deepEqual(answered.filter((path) => !printed.has(path)), [], pack);
    assert.deepEqual(folded.filter((path) => printed.has(path)), [], pack);
    await close();
  }
});

test('on paper codes have their names and days are written out', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  await loadSample(page, BINDING, sampleOf(BINDING, 'fail').id);
  await page.locator('#field-member-birth_date').fill('2015-05-05');
  await page.locator('#field-applicant-insured_area').fill('360600');
  await page.locator('#field-applicant-insured_area').blur();
  await page.locator('#field-applicant-insured_area-chosen', { hasText: '鹰潭' }).waitFor();
  const printed = await printedFields(page);
  assert.match(printed.get('/applicant/insured_area'), /鹰潭市/);
  assert.match(printed.get('/member/birth_date'), /2015年5月5日/);
  const help = await page.locator('#field-applicant-insured_area-help').innerText();
  assert.ok(!printed.get('/applicant/insured_area').includes(help), 'how to fill it in is for the screen');
  const GUANGZHOU = 'guangzhou/designated-institution@2022';
  await openPack(page, GUANGZHOU);
  await unfold(page, '/request/to/code');
  await page.locator('#field-request-to-code').fill('H44078399003');
  await page.locator('#field-request-to-code').blur();
  await page.locator('#field-request-to-code-chosen:visible').waitFor();
  const chosen = await page.locator('#field-request-to-code-chosen').innerText();
  assert.ok((await printedFields(page)).get('/request/to/code').includes(chosen), chosen);
  await close();
});

test('a check is saved as JSON with its report, without what tells who somebody is', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  const sample = sampleOf(BINDING, 'fail');
  await loadSample(page, BINDING, sample.id);
  const downloading = page.waitForEvent('download');
  await page.click('#save-json');
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'precheck-jiangxi-proxy-binding-2024.json');
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.equal(saved.pack, BINDING);
  const { name, ...member } = sample.form.member;
  assert.ok(name, 'the example has a name to leave out');
  assert.deepEqual(saved.form, { ...sample.form, member });
  assert.equal(saved.report.verdict, 'fail');
  await close();
});

test('a check is saved as a picture that shows its words, and an edit puts it away', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${BINDING}` });
  await loadSample(page, BINDING, sampleOf(BINDING, 'fail').id);
  assert.equal(await shownVerdict(page), 'fail');
  await page.click('#save-picture');
  const image = page.locator('.picture img');
  await image.waitFor();
  const { width, height, inks } = await image.evaluate(async (node) => {
    await node.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [node.naturalWidth, node.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(node, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const inks = new Set();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) inks.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    return { width: canvas.width, height: canvas.height, inks: [...inks] };
  });
  assert.equal(width, 1440);
  assert.ok(height > 600, `${height} px high`);
  assert.ok(inks.includes(0xb42318), 'the verdict stands in its colour');
  assert.ok(inks.includes(0x1b1f24), 'and words in black');
  assert.match(await page.locator('.picture a').getAttribute('download'), /\.png$/);
  await page.locator('#field-binding-mode input').first().check();
  assert.equal(await image.count(), 0, 'it would show another form');
  await close();
});
