// The page as an applicant meets it: samples, typing, correcting, lists, language, day, a narrow screen, no network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { resolvedPacks } from '../../wasm/scripts/shipped-documents.mjs';
import { chooseDay, loadSample, openPack, shownVerdict, unfold, useBrowser } from './support/browser.mjs';

const BINDING = 'jiangxi/proxy-binding@2024';
const SELECTION = 'jiangmen/outpatient-selection@2023';

const browser = useBrowser();

const samplesOf = (pack) => readCaseFiles().find((file) => file.pack === pack).cases.filter((entry) => entry.sample);

for (const { pack, cases } of readCaseFiles()) {
  test(`${pack}: every sample shows its expected verdict, in words and with the clauses`, async () => {
    const samples = cases.filter((entry) => entry.sample);
    assert.notEqual(samples.length, 0, 'the pack has no sample');
    const { page, close } = await browser.open();
    for (const sample of samples) {
      await loadSample(page, pack, sample.id);
      assert.equal(await shownVerdict(page), sample.expected.verdict, sample.id);
      const findings = await page.locator('#report .finding').count();
      assert.equal(findings, sample.expected.findings.length, sample.id);
      assert.equal(await page.locator('form .finding').count(), findings, `${sample.id}: each finding is at a field`);
    }
    assert.match(await page.locator('#report .verdict').innerText(), /不等于审批通过/);
    const citation = page.locator('#report details', { hasText: '依据' }).first();
    await citation.locator('summary').click();
    assert.match(await citation.locator('.clauses').innerText(), /S\d-\d\d \S/);
    await close();
  });
}

test('typing an over-age birth date brings a message at its field; correcting it takes the message away', async () => {
  const { page, close } = await browser.open();
  await openPack(page, BINDING);
  await chooseDay(page, '2024-07-03');
  assert.equal(await shownVerdict(page), 'incomplete');
  assert.equal(await page.locator('form .finding').count(), 0, 'an empty form is not wrong, only incomplete');

  assert.equal(await page.isVisible('#field-member-birth_date'), false, 'it does not matter before the way of binding is known');
  await unfold(page, '/member/birth_date');
  await page.fill('#field-member-birth_date', '2000-01-01');
  // By keyboard from here: space chooses a radio button, tab leads on.
  await page.locator('#field-member-has_id_card input[value=false]').focus();
  await page.keyboard.press('Space');
  await page.locator('#field-binding-mode input[value=without_id]').focus();
  await page.keyboard.press('Space');
  assert.equal(await shownVerdict(page), 'fail');
  const mode = page.locator('#field-binding-mode');
  assert.equal(await mode.getAttribute('aria-invalid'), 'true');
  assert.match(await mode.getAttribute('aria-describedby'), /field-binding-mode-messages/);
  assert.equal(await page.locator('#field-binding-mode-messages .finding.error').count(), 1);

  // The summary leads to the field.
  await page.locator('#report-findings a[data-path="/binding/mode"]').first().click();
  assert.equal(await page.evaluate(() => document.activeElement.value), 'without_id');

  await page.fill('#field-member-birth_date', '2020-01-01');
  assert.equal(await page.locator('form .finding.error').count(), 0);
  assert.equal(await mode.getAttribute('aria-invalid'), null);
  assert.equal(await shownVerdict(page), 'incomplete');
  await close();
});

test('what is missing is named, leads to its field, and goes when it is filled in', async () => {
  const { page, close } = await browser.open();
  await openPack(page, BINDING);
  const link = page.locator('#report-missing a[data-path="/applicant/insured_area"]');
  await link.click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field-applicant-insured_area');
  const mark = page.locator('.field', { has: page.locator('#field-applicant-insured_area') }).locator('.needed');
  assert.equal(await mark.isVisible(), true);
  await page.keyboard.type('360600');
  assert.equal(await mark.isVisible(), false);
  assert.equal(await link.count(), 0);
  await close();
});

test('a form filled in by hand as in a passing sample passes', async () => {
  const sample = samplesOf(BINDING).find((entry) => entry.expected.verdict === 'pass');
  assert.ok(sample, 'no passing sample');
  const { page, close } = await browser.open();
  await openPack(page, BINDING);
  await chooseDay(page, sample.as_of.slice(0, 10));
  for (const [group, values] of Object.entries(sample.form)) {
    for (const [name, value] of Object.entries(values)) {
      await unfold(page, `/${group}/${name}`);
      await fillField(page, `#field-${group}-${name}`, String(value));
    }
  }
  assert.equal(await shownVerdict(page), 'pass');
  await close();
});

async function fillField(page, selector, value) {
  const tag = await page.locator(selector).evaluate((node) => node.tagName);
  if (tag === 'INPUT') await page.fill(selector, value);
  else if (tag === 'SELECT') await page.selectOption(selector, value);
  else await page.locator(`${selector} input[value="${value}"]`).check();
}

test('lists: unknown, none, added and removed again', async () => {
  const { page, close } = await browser.open();
  await openPack(page, SELECTION);
  const missing = page.locator('#report-missing a[data-path="/current_selections"]');
  const list = page.locator('#field-current_selections');
  await list.waitFor();
  assert.notEqual(await missing.count(), 0, 'a list that is not answered is missing');

  await list.locator('> .choice input').check();
  assert.equal(await missing.count(), 0, 'none is an answer');

  await list.locator('> .add').click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field-current_selections-0');
  await unfold(page, '/current_selections/0/id');
  await page.fill('#field-current_selections-0-id', 's1');
  await list.locator('> .add').click();
  await unfold(page, '/current_selections/1/id');
  await page.fill('#field-current_selections-1-id', 's2');
  await page.locator('#field-current_selections-0 > .remove').click();
  await unfold(page, '/current_selections/0/id');
  assert.equal(await page.inputValue('#field-current_selections-0-id'), 's2', 'the second moves up');
  assert.equal(await page.locator('#field-current_selections-1').count(), 0);

  await page.locator('#field-current_selections-0 > .remove').click();
  assert.notEqual(await missing.count(), 0, 'without elements the list is not answered again');
  await close();
});

test('the language switches every text and keeps what was typed', async () => {
  const { page, close } = await browser.open();
  await openPack(page, BINDING);
  await page.fill('#field-applicant-insured_area', '110000');
  const chinese = await page.locator('#field-applicant-insured_area-messages').innerText();
  await page.focus('#language');
  await page.selectOption('#language', 'en');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '110000');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'language');
  const english = await page.locator('#field-applicant-insured_area-messages').innerText();
  assert.match(chinese, /不符合/);
  assert.match(english, /^.?\s*Problem/);
  assert.doesNotMatch(english, /[\u4e00-\u9fff]/);
  await close();
});

test('a browser that is not Chinese starts in English', async () => {
  const { page, close } = await browser.open({ locale: 'en-GB' });
  await page.waitForSelector('#language');
  assert.equal(await page.inputValue('#language'), 'en');
  await close();
});

test('the day decides: the same form passes inside the window and fails after it', async () => {
  const sample = samplesOf(SELECTION).find((entry) => entry.expected.verdict === 'pass');
  assert.ok(sample, 'no passing sample');
  const { page, close } = await browser.open();
  await loadSample(page, SELECTION, sample.id);
  assert.equal(await shownVerdict(page), 'pass');
  await chooseDay(page, '2023-03-10');
  assert.equal(await shownVerdict(page), 'fail');
  assert.match(await page.locator('#report .basis').innerText(), /检查日期：2023年3月10日/);
  await chooseDay(page, '');
  assert.match(await page.locator('#report .verdict').innerText(), /选择检查日期/);
  await chooseDay(page, sample.as_of.slice(0, 10));
  assert.equal(await shownVerdict(page), 'pass');
  await close();
});

test('a plan shows its steps in order, each with where its codes were written', async () => {
  const isPlanSample = (entry) => entry.sample && entry.expected.verdict === 'plan';
  const file = readCaseFiles().find(({ cases }) => cases.some(isPlanSample));
  assert.ok(file, 'no sample has a plan');
  const sample = file.cases.find(isPlanSample);
  const { page, close } = await browser.open();
  await loadSample(page, file.pack, sample.id);
  const steps = await page.locator('#report-plan > ol > li').allInnerTexts();
  assert.equal(steps.length, sample.expected.plan.length);
  sample.expected.plan.forEach(({ from, to }, index) => {
    for (const code of [from, to]) if (code !== undefined) assert.ok(steps[index].includes(code), steps[index]);
  });
  await close();
});

test('steps call areas by name once the names are there, in the report and in what is made of it', async () => {
  const file = readCaseFiles().find(({ cases }) => cases.some(({ sample, expected }) => sample && (expected.plan ?? []).some(({ to }) => /^\d{6}$/.test(to))));
  const sample = file.cases.find(({ sample, expected }) => sample && expected.verdict === 'plan');
  const { page, close } = await browser.open();
  await loadSample(page, file.pack, sample.id);
  const { to } = sample.expected.plan[0];
  await page.locator('#report-plan li', { hasText: new RegExp(`[省市区]（${to}）`) }).first().waitFor();
  await close();
});

test('a kept form holds nothing that its pack marks as sensitive, and no ID number, whatever the field', async () => {
  const { page, close } = await browser.open();
  let marked = 0;
  for (const pack of await resolvedPacks()) {
    const texts = textsOf(pack.facts);
    if (!texts.some(({ sensitive }) => sensitive)) continue;
    const key = `${pack.id}@${pack.edition}`;
    await openPack(page, key);
    for (const { pointer, sensitive } of texts) {
      marked += sensitive ? 1 : 0;
      await unfold(page, pointer);
      await page.fill(`#field${pointer.replace(/\//g, '-')}`, sensitive ? '张三丰' : '11010519491231002X');
    }
    await page.locator('precheck-form input[type=radio]:not([value=""]):visible').first().check(); // something that is kept
    const [filled, stored] = await page.evaluate((name) => [document.querySelector('precheck-form').standing.form, localStorage.getItem(`yibao-precheck/draft/${name}`)], key);
    assert.match(JSON.stringify(filled), /张三丰/);
    assert.match(stored, /"form":\{"/, 'the rest is kept');
    assert.doesNotMatch(stored, /张三丰|11010519491231002/, key);
  }
  assert.ok(marked > 0, 'no pack marks anything');
  await close();
});

/** The fields of a form outside lists into which anything can be typed. */
function textsOf(fact, pointer = '') {
  const isTyped = fact.type === 'string' && fact['x-values'] === undefined && fact.enum === undefined && [undefined, 'cn-area-code'].includes(fact.format) && fact['x-source'] !== 'host';
  if (isTyped) return [{ pointer, sensitive: fact['x-sensitive'] === true }];
  return fact['x-source'] === 'host' ? [] : Object.entries(fact.properties ?? {}).flatMap(([name, child]) => textsOf(child, `${pointer}/${name}`));
}

test('drafts are kept apart by service and on this device only, without names, which the page says; they survive a reload and are cleared', async () => {
  const { page, close } = await browser.open();
  await openPack(page, BINDING);
  await page.fill('#field-applicant-insured_area', '360600');
  await unfold(page, '/member/name');
  await page.fill('#field-member-name', '张三');
  await openPack(page, SELECTION);
  await page.locator('#field-person-insurance_type').waitFor();
  assert.equal(await page.locator('#field-person-insurance_type input:checked').getAttribute('value'), '');
  await page.goBack();
  await page.locator('#field-applicant-insured_area').waitFor();
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '360600');
  await unfold(page, '/member/name');
  assert.equal(await page.inputValue('#field-member-name'), '张三', 'as long as the page is open nothing is lost');
  assert.doesNotMatch(await page.locator('.restored').innerText(), /没有保存/);

  const kept = () => page.evaluate(() => [JSON.stringify(localStorage), sessionStorage.length, document.cookie]);
  const [stored, ...elsewhere] = await kept();
  assert.match(stored, /360600/);
  assert.doesNotMatch(stored, /张三/);
  assert.deepEqual(elsewhere, [0, '']);
  await page.reload();
  await page.locator('#field-applicant-insured_area').waitFor();
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '360600');
  await unfold(page, '/member/name');
  assert.equal(await page.inputValue('#field-member-name'), '', 'a name is not kept');
  assert.match(await page.locator('.restored').innerText(), /姓名、证件号码等没有保存/);

  await page.click('#clear');
  assert.equal(await page.inputValue('#field-applicant-insured_area'), '');
  assert.doesNotMatch((await kept())[0], /draft/);
  await close();
});

test('the verdict line is spoken politely, once typing rests', async () => {
  const { page, close } = await browser.open();
  await openPack(page, BINDING);
  await page.fill('#field-applicant-insured_area', '110000');
  const status = page.locator('[role=status]');
  assert.equal(await status.getAttribute('aria-live'), 'polite');
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('有不符合之处'));
  assert.doesNotMatch(await status.innerText(), /怎么办/, 'only the line, not the report');
  await close();
});

for (const locale of ['zh-CN', 'en-US']) {
  test(`320 px wide, ${locale}: nothing scrolls sideways, targets are 44 px high, no text is below 16 px`, async () => {
    const { page, close } = await browser.open({ locale, viewport: { width: 320, height: 640 } });
    for (const { pack, cases } of readCaseFiles()) {
      await loadSample(page, pack, cases.find((entry) => entry.sample).id);
      const found = await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const shown = (node) => node.getClientRects().length > 0;
        const all = (selector) => [...document.querySelectorAll(selector)];
        const targets = all('button, select, textarea, summary, .choice, .entries a, .home-link, .field > input, [role=combobox]');
        const texts = all('#app *').filter((node) => node.textContent.trim() !== '');
        const name = (node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`;
        return {
          width: document.documentElement.scrollWidth,
          low: targets.filter((node) => shown(node) && node.getBoundingClientRect().height < 44).map(name),
          small: texts.filter((node) => shown(node) && parseFloat(getComputedStyle(node).fontSize) < 16).map(name),
        };
      });
      assert.deepEqual(found, { width: 320, low: [], small: [] }, pack);
    }
    await close();
  });
}

test('every control has a name, and the first tab stops skip to the form and to the result', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${SELECTION}` });
  await page.locator('.skip').waitFor({ state: 'attached' });
  const nameless = await page.evaluate(() => {
    const controls = [...document.querySelectorAll('input, select, textarea')];
    return controls.filter((node) => node.labels.length === 0).map((node) => node.id);
  });
  assert.deepEqual(nameless, []);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#form-title');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'report');

  // In elder mode form and report take turns: the links turn over.
  await page.click('#elder');
  for (const [link, focused, shown] of [['跳到表单', 'form-title', '.form'], ['跳到检查结果', 'report', '.report'], ['跳到表单', 'form-title', '.form']]) {
    await page.getByRole('link', { name: link }).press('Enter');
    await page.locator(`section${shown}`).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), focused, link);
  }
  await close();
});

test('there are no links to a form that is not there: while the engine arrives, where it does not come, at home', async () => {
  let answer;
  const arrives = new Promise((resolve) => { answer = resolve; });
  const routes = { '**/precheck-run-*.wasm': async (route) => (await arrives, route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not found' })) };
  const { page, close } = await browser.open({ routes, allowed: /404/, path: `web/#/check/${BINDING}` });
  const skips = page.getByRole('link', { name: '跳到' });
  await page.locator('precheck-form .field').first().waitFor({ state: 'attached' });
  assert.equal(await skips.count(), 0, 'while the engine arrives');
  answer();
  await page.locator('[role=alert]').waitFor();
  assert.equal(await skips.count(), 0, 'without an engine');
  await page.goto(`${browser.origin}/web/#/`);
  await page.locator('.area').first().waitFor();
  assert.equal(await skips.count(), 0, 'at home');
  await close();
});

test('the policy is strict and in force: inline scripts, inline styles and eval are refused', async () => {
  const { page, response, close } = await browser.open({ allowed: /Content Security Policy/, path: `web/#/check/${BINDING}` });
  const policy = response.headers()['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
  await page.waitForSelector('#report .verdict');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.inlineRan = true');
    button.click();
    return window.inlineRan === true;
  });
  assert.equal(ran, false);
  await close();
});

test('when the checker cannot be loaded, the page says so in words', async () => {
  const routes = { '**/precheck-run-*.wasm': { status: 404, contentType: 'text/plain', body: 'Not found' } };
  const { page, close } = await browser.open({ routes, allowed: /404/, path: `web/#/check/${BINDING}` });
  const alert = page.locator('[role=alert]');
  await alert.waitFor();
  assert.match(await alert.innerText(), /检查程序没能载入/);
  await alert.locator('summary').click();
  assert.match(await alert.innerText(), /precheck-run-\w+\.wasm answered 404/);
  await close();
});

test('who taps a button twice has not answered what the first tap has brought under the finger', async () => {
  const { page, close } = await browser.open({ path: `web/#/check/${SELECTION}`, viewport: { width: 360, height: 740 }, hasTouch: true });
  const form = () => page.locator('precheck-form').evaluate(({ standing }) => standing.form);
  const under = ({ x, y }) => page.evaluate(([left, top]) => document.elementFromPoint(left, top).closest('label, button, a')?.localName, [x, y]);
  const tapTwice = async (button) => {
    await button.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await button.boundingBox();
    const place = { x: x + width / 2, y: y + height / 2 };
    for (let tap = 0; tap < 2; tap += 1) await page.touchscreen.tap(place.x, place.y);
    await page.locator('precheck-form').evaluate((element) => element.updateComplete);
    return under(place);
  };
  await shownVerdict(page);
  await page.locator('#field-requests > .add').tap();
  const brought = await tapTwice(page.locator('#field-requests-0 > .remove'));
  assert.deepEqual(await form(), {}, 'nobody has said that there are none');
  assert.equal(brought, 'label', 'which is what stands there now');

  await page.locator('#elder').tap();
  await tapTwice(page.locator('.pager .forward'));
  assert.deepEqual(await form(), {});
  await page.locator('.field:visible .choice').first().tap();
  assert.equal(Object.keys(await form()).length, 1, 'a tap that is meant counts');
  await close();
});
