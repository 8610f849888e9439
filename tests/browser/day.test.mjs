// The day that a check is made for: the day that it is where nobody chooses one, and what the page says of a day on which the edition was not in force.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { chooseDay, loadSample, openSettings, shownVerdict, useBrowser } from './support/browser.mjs';

const FILING = 'national/cross-region-filing';
const PACK = 'jiangmen/outpatient-selection@2024';

const browser = useBrowser();

test('on a day on which an edition is not in force, head and verdict say so and lead to the one that is', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${FILING}@2023` });
  await shownVerdict(page);
  await chooseDay(page, '2022-10-01');
  const outside = page.locator('.outside');
  assert.match(await outside.innerText(), /这版规定在2022年10月1日不施行，结果只供对照。/);
  assert.match(await page.locator('.standing').innerText(), /按2022年10月1日检查/);
  assert.match(await page.locator('#report .verdict').innerText(), /这版规定在2022年10月1日不施行/);
  await outside.getByRole('link', { name: '改用当天施行的版本' }).click();
  await page.waitForURL(/#\/check\/national\/cross-region-filing@2022$/);
  await chooseDay(page, '2022-10-01');
  await page.locator('.standing', { hasText: '按2022年10月1日检查' }).waitFor();
  assert.equal(await outside.count(), 0);
  assert.doesNotMatch(await page.locator('#report .verdict').innerText(), /不施行/);
  await close();
});

test('without a day the page asks for one in words, and there is nothing to save', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${PACK}` });
  await shownVerdict(page);
  await chooseDay(page, '');
  await page.locator('#report .verdict', { hasText: '请先选择检查日期。' }).waitFor();
  assert.doesNotMatch(await page.locator('#report').innerText(), /as_of|[a-z]{4}/, 'nothing of the engine for the applicant');
  for (const id of ['save-json', 'save-picture']) assert.ok(await page.locator(`#${id}`).isDisabled(), id);
  await chooseDay(page, '2024-08-01');
  await page.locator('#report .verdict', { hasText: '请先选择' }).waitFor({ state: 'detached' });
  for (const id of ['save-json', 'save-picture']) assert.ok(await page.locator(`#${id}`).isEnabled(), id);
  await close();
});

test('a page that was left open over midnight checks for the new day once it is looked at', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${PACK}`, now: '2026-11-28T15:59:30Z', serviceWorkers: 'allow' }); // in Shanghai a minute before midnight
  await shownVerdict(page);
  await openSettings(page);
  assert.equal(await page.inputValue('#as-of'), '2026-11-28');
  await page.clock.setFixedTime('2026-11-28T16:30:00Z');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.locator('#report .basis', { hasText: '2026年11月29日' }).waitFor();
  assert.equal(await page.inputValue('#as-of'), '2026-11-29');
  assert.doesNotMatch(await page.locator('.standing').innerText(), /检查/, 'it is today');
  await close();
});

test('an example that is cleared takes its day with it', async () => {
  const { page, close } = await browser.open();
  await loadSample(page, PACK, readCaseFiles().find((file) => file.pack === PACK).cases.find(({ sample }) => sample).id);
  const standing = page.locator('.standing', { hasText: '检查' });
  await standing.waitFor();
  await page.click('#clear');
  await standing.waitFor({ state: 'detached' });
  await close();
});

test('an example keeps its own day', async () => {
  const { page, close } = await browser.open({ serviceWorkers: 'allow' });
  await loadSample(page, PACK, readCaseFiles().find((file) => file.pack === PACK).cases.find(({ sample }) => sample).id);
  const day = await page.inputValue('#as-of');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  assert.equal(await page.inputValue('#as-of'), day);
  await close();
});
