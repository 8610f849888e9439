// One question a screen, and the browser's own buttons: back and forward go from screen to screen, as everywhere else on a phone, and a reload stays where it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPack, shownVerdict, useBrowser } from './support/browser.mjs';

const browser = useBrowser();
const PACK = 'jiangxi/proxy-binding@2024';
const FORWARD = '.pager .forward';
const BACK = '.pager .back';

/** The form in elder mode, opened from the home page. */
async function openForm() {
  const opened = await browser.open({ viewport: { width: 360, height: 740 } });
  const { page } = opened;
  await page.locator('main.home').waitFor();
  await page.click('#elder');
  await openPack(page, PACK);
  await shownVerdict(page);
  return opened;
}

/** What is on the screen: 'home', 'report', or the pointer of the question. */
const screen = (page) =>
  page.evaluate(() => {
    const seen = (selector) => document.querySelector(selector)?.checkVisibility() ?? false;
    if (seen('main.home')) return 'home';
    if (seen('#report')) return 'report';
    const [field, ...others] = [...document.querySelectorAll('precheck-form .field')].filter((node) => node.checkVisibility());
    return others.length > 0 ? 'several questions' : field?.dataset.path;
  });

async function shows(page, expected, message) {
  for (const end = Date.now() + 3000; Date.now() < end && (await screen(page)) !== expected; ) await page.waitForTimeout(20);
  assert.equal(await screen(page), expected, message);
}

const entries = (page) => page.evaluate(() => history.length);

/** The screens that pressing `forward` so many times comes by, from the one that is shown. */
async function goOn(page, times) {
  const screens = [await screen(page)];
  for (let pressed = 0; pressed < times; pressed += 1) {
    await page.click(FORWARD);
    screens.push(await screen(page));
  }
  return screens;
}

async function toResult(page) {
  while ((await page.locator(FORWARD).innerText()) === '下一项') await page.click(FORWARD);
  const last = await screen(page);
  await page.click(FORWARD);
  await shows(page, 'report');
  return last;
}

test('back from the result leads to the last question, from there to the one before, and from the first to where one came from; forward leads the same way', async () => {
  const { page, close } = await openForm();
  const [first, second] = await goOn(page, 1);
  const last = await toResult(page);
  await page.goBack();
  await shows(page, last);
  assert.ok(await page.evaluate((pointer) => document.activeElement.closest(`[data-path="${pointer}"]`) !== null, last), 'the question has the focus');
  await page.goForward();
  await shows(page, 'report');
  for (let backs = 0; backs < 60 && (await screen(page)) !== first; backs += 1) await page.goBack();
  await shows(page, first);
  await page.goBack();
  await shows(page, 'home');
  await page.goForward();
  await shows(page, first);
  await page.goForward();
  await shows(page, second);
  await close();
});

test('to and fro with the page\'s own buttons, the way back becomes no longer', async () => {
  const { page, close } = await openForm();
  const [first, second, third] = await goOn(page, 2);
  const before = await entries(page);
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await page.click(BACK);
    await page.click(BACK); // at once: the browser has not gone back yet
    await shows(page, first);
    assert.deepEqual(await goOn(page, 2), [first, second, third]);
  }
  assert.equal(await entries(page), before);
  const last = await toResult(page);
  const whole = await entries(page);
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await page.click('.to-form');
    await shows(page, last);
    await page.click(FORWARD);
    await shows(page, 'report');
  }
  assert.equal(await entries(page), whole);
  await page.goBack();
  await shows(page, last);
  await close();
});

test('who has followed a link of the result to a question comes back to the result', async () => {
  const { page, close } = await openForm();
  const last = await toResult(page);
  await page.locator('#report-missing a').first().click();
  const linked = await screen(page);
  assert.notEqual(linked, last);
  await page.goBack();
  await shows(page, 'report');
  await page.goBack();
  await shows(page, last);
  await page.goForward();
  await page.goForward();
  await shows(page, linked);
  await page.locator('.verdict-bar').click();
  await shows(page, 'report');
  await page.goBack();
  await shows(page, last, 'the result was gone back to, not opened once more');
  await close();
});

test('a reload stays at the question, or at the result, and the way back is the same', async () => {
  const { page, close } = await openForm();
  const [first, second, third] = await goOn(page, 2);
  await page.reload();
  await shownVerdict(page);
  await shows(page, third);
  await page.goBack();
  await shows(page, second);
  const last = await toResult(page);
  await page.reload();
  await shownVerdict(page);
  await shows(page, 'report');
  await page.click('.to-form');
  await shows(page, last);
  for (let backs = 0; backs < 60 && (await screen(page)) !== first; backs += 1) await page.goBack();
  await page.goBack();
  await shows(page, 'home');
  await close();
});

test('an example begins the way anew; a form that one comes back to from another page is at its question', async () => {
  const { page, close } = await openForm();
  const [first, second, third] = await goOn(page, 2);
  await page.click('.home-link');
  await shows(page, 'home');
  await page.goBack();
  await shows(page, third);
  await page.locator('details.settings summary').click();
  await page.selectOption('#sample', { index: 1 });
  await page.click('#load-sample');
  await shows(page, first);
  await page.goForward();
  await shows(page, second);
  await page.goBack();
  await page.goBack();
  await shows(page, 'home');
  await close();
});

test('questions of a record that was removed are not come back to', async () => {
  const { page, close } = await browser.open({ path: 'web/#/check/jiangmen/outpatient-selection@2024', viewport: { width: 360, height: 740 } });
  await shownVerdict(page);
  await page.click('#elder');
  const add = page.locator('precheck-form .add:visible');
  while ((await add.count()) === 0) await page.click(FORWARD);
  const list = await page.locator('precheck-form').evaluate((form) => form.step);
  await add.click();
  await page.click(FORWARD);
  await page.locator('precheck-form .remove:visible').click();
  const step = () => page.locator('precheck-form').evaluate((form) => form.step);
  assert.equal(await step(), list);
  await page.goForward();
  await page.waitForTimeout(200);
  assert.equal(await step(), list);
  await page.click(BACK);
  assert.notEqual(await step(), list);
  await close();
});

test('all questions at once: a form is one page of the browser\'s', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${PACK}`, viewport: { width: 360, height: 740 } });
  await shownVerdict(page);
  const before = await entries(page);
  for (let fields = 0; fields < 3; fields += 1) await page.click('button.next');
  await page.locator('.verdict-bar').click();
  assert.equal(await entries(page), before);
  await close();
});

/** How far down the page is, and what stands in the middle of the window. */
const place = (page) => page.evaluate(() => [Math.round(scrollY), document.elementFromPoint(innerWidth / 2, innerHeight / 2).textContent.trim().slice(0, 40)].join(' '));

async function scrollTo(page, y) {
  await page.evaluate((top) => window.scrollTo(0, top), y);
  await page.waitForTimeout(600); // it is kept once scrolling rests
  return place(page);
}

for (const [name, prepare] of [['a long form', async () => {}], ['the result in elder mode', toElderResult]]) {
  test(`a reload stays where one was reading in ${name}; whoever opens it anew begins at its top`, async () => {
    const { page, close } = await browser.open({ path: `web/#/check/${PACK}`, viewport: { width: 360, height: 740 } });
    await page.locator('#report .basis').waitFor({ state: 'attached' });
    await prepare(page);
    const before = await scrollTo(page, 500);
    assert.match(before, /^500 /);
    await page.reload();
    await page.waitForFunction(() => scrollY > 0, undefined, { timeout: 5000 });
    assert.equal(await place(page), before);

    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.locator('details.settings').waitFor();
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await close();
  });
}

async function toElderResult(page) {
  await page.click('#elder');
  await page.click('.verdict-bar');
}

test('who has begun to scroll while the form was still coming after a reload is left where he is', async () => {
  let answer;
  const routes = { '**/precheck-run-*.wasm': async (route) => { await answer; await route.continue(); } };
  const { page, close } = await browser.open({ path: `web/#/check/${PACK}`, viewport: { width: 360, height: 740 }, routes });
  await page.locator('#report .basis').waitFor({ state: 'attached' });
  await scrollTo(page, 500);
  let come;
  answer = new Promise((resolve) => (come = resolve));
  await page.reload({ waitUntil: 'commit' });
  await page.locator('main.check').waitFor();
  await page.evaluate(() => { document.body.style.minHeight = '300vh'; window.scrollTo(0, 40); });
  come();
  await page.locator('details.settings').waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => scrollY), 40);
  await close();
});
