// The three headline policies from start to finish, as an applicant meets them: he follows the question that is offered next, makes a wrong choice, reads why,
// mends it, and is told that it would be accepted. On a desk, on a phone, and with one question a screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseDay, loadSample, openSettings, shownVerdict, unfold, useBrowser } from './support/browser.mjs';

const browser = useBrowser();

/** What stands in each answer: a text to type, the words of an option, `none` of a list, or one more element of it. */
const NONE = { none: true };
const ONE = { add: true };

const FLOWS = [
  {
    title: 'choosing an outpatient institution in Jiangmen (S0)',
    pack: 'jiangmen/outpatient-selection@2023',
    asOf: '2022-11-01',
    answers: {
      '/person/insurance_type': '职工医保',
      '/current_selections': NONE,
      '/requests': ONE,
      '/requests/0/kind': '新增选点',
      '/requests/0/benefit_year': '2023',
      '/requests/0/to/code': { search: '未定点', choose: '虚构未定点诊所' },
    },
    wrong: { pointer: '/requests/0/to/designated', message: /不是医保定点医疗机构/, clause: 'S0-' },
    mended: { pointer: '/requests/0/to/code', answer: { search: '镇卫', choose: '虚构镇卫生院' } },
    verdict: 'pass',
    report: [/生效日期\s+.*2023年1月1日/, /办完后只有一家定点/],
  },
  {
    title: 'filing for treatment in another province from Shenzhen (S4)',
    pack: 'shenzhen/cross-region-filing@2023',
    asOf: '2023-03-01',
    answers: {
      '/person/insured_area': '440300',
      '/actor': '本人',
      '/channel': '粤医保',
      '/notice/read': '是',
      '/filing/category': '异地长期居住人员',
      '/filing/action': '新增',
      '/filing/dest_area': '430000',
      '/prior_filings': NONE,
    },
    wrong: { pointer: '/filing/dest_area', message: /地市或直辖市，不能填区县，也不能填整个省/, clause: 'S4-' },
    mended: { pointer: '/filing/dest_area', answer: '430100' },
    further: { '/filing/dest_level': '地市' },
    verdict: 'pass',
    report: [/有效期至\s+.*没有截止日期/],
  },
  {
    title: 'binding a child without an ID card in Jiangxi (S2)',
    pack: 'jiangxi/proxy-binding@2024',
    asOf: '2024-07-10',
    answers: {
      '/applicant/insured_area': '360600',
      '/applicant/logged_in': '是',
      '/member/has_id_card': '否',
      '/member/basic_info_complete': '是',
      '/member/birth_date': '2020-05-01',
      '/member/insured_area': '360600',
      '/binding/mode': '已办理身份证人员绑定',
      '/member/face_verified': '否',
    },
    wrong: { pointer: '/binding/mode', message: /没有身份证，不能用“已办理身份证人员绑定”/, clause: 'S2-' },
    mended: { pointer: '/binding/mode', answer: '未办理身份证人员绑定' },
    further: { '/commitment/read_ticked': '是', '/commitment/agreed': '是' },
    verdict: 'pass',
    report: [/已具备\s+.*承诺书/, /即时完成/],
  },
];

const fieldAt = (page, pointer) => page.locator(`precheck-form [data-path="${pointer}"]`);

async function answer(page, pointer, value) {
  const field = fieldAt(page, pointer);
  if (value === NONE) return field.locator('> .choice input').check();
  if (value === ONE) return field.locator('> .add').click();
  if (typeof value === 'object') {
    const box = field.getByRole('combobox');
    await box.fill('');
    await box.pressSequentially(value.search);
    return field.getByRole('option', { name: value.choose }).click();
  }
  const control = field.locator('input, select, textarea').first();
  const type = await control.evaluate((node) => (node.tagName === 'SELECT' ? 'select' : node.type));
  if (type === 'radio') return field.locator('.choice', { hasText: value }).first().click();
  if (type === 'select') return control.selectOption({ label: (await control.locator('option').allTextContents()).find((title) => title.includes(value)) ?? assert.fail(`no option ${value}`) });
  if (type === 'date') return control.fill(value);
  await control.fill('');
  return control.pressSequentially(value);
}

async function openFlow({ pack, asOf }, options) {
  const opened = await browser.open({ path: `web/#/check/${pack}`, ...options });
  await chooseDay(opened.page, asOf);
  return opened;
}

/** The field that the focus is in. */
const focused = (page) => page.evaluate(() => document.activeElement.closest('[data-path]')?.dataset.path);

/** Follows the next question that is offered as long as there is an answer to it. */
async function followNext(page, answers) {
  const left = { ...answers };
  const next = page.locator('button.next');
  while ((await next.count()) > 0) {
    await next.click();
    const pointer = await focused(page);
    assert.ok(pointer in left, `the next question is ${pointer}, which has no answer; left: ${Object.keys(left)}`);
    await answer(page, pointer, left[pointer]);
    delete left[pointer];
  }
  return left;
}

/** Questions that nobody offers yet, such as the code of an institution whose facts are asked for instead. */
async function fillIn(page, answers) {
  for (const [pointer, value] of Object.entries(answers)) {
    await unfold(page, pointer);
    await answer(page, pointer, value);
  }
}

async function assertExplained(page, { pointer, message, clause }) {
  assert.equal(await shownVerdict(page), 'fail');
  const findings = page.locator('#report-findings');
  assert.match(await findings.innerText(), message);
  const citation = findings.locator('details', { hasText: clause }).first();
  await citation.locator('summary').click();
  assert.match(await citation.locator('.clauses').innerText(), new RegExp(`${clause}\\d\\d \\S`), 'the clause can be read');
  await findings.locator(`a[data-path="${pointer}"]`).first().click();
  assert.equal(await focused(page), pointer, 'the summary leads to the field');
  const field = fieldAt(page, pointer);
  assert.equal(await field.isVisible(), true);
  assert.match(await field.locator('.finding.error').first().innerText(), message, 'and the message stands there');
}

async function assertAccepted(page, { verdict, report, wrong }) {
  assert.equal(await shownVerdict(page), verdict);
  assert.equal(await page.locator('precheck-form .finding.error').count(), 0);
  const text = (await page.locator('#report').innerText()).replace(/\s+/g, ' ');
  for (const words of report) assert.match(text, words);
  assert.doesNotMatch(text, wrong.message);
}

for (const viewport of [{ width: 1024, height: 800 }, { width: 360, height: 740 }]) {
  for (const flow of FLOWS) {
    test(`${viewport.width} px: ${flow.title}`, async () => {
      const { page, close } = await openFlow(flow, { viewport });
      const { answers, wrong, mended, further = {} } = flow;
      const left = await followNext(page, answers);
      await fillIn(page, left);
      await assertExplained(page, wrong);
      await unfold(page, mended.pointer);
      await answer(page, mended.pointer, mended.answer);
      await fillIn(page, await followNext(page, further));
      await assertAccepted(page, flow);
      await close();
    });
  }
}

for (const flow of FLOWS) {
  test(`one question a screen: ${flow.title}`, async () => {
    const { page, close } = await openFlow(flow, { viewport: { width: 360, height: 740 } });
    await page.click('#elder');
    const { answers, wrong, mended, further = {} } = flow;
    const left = await walk(page, answers);
    assert.equal(await page.locator('.report').isVisible(), true);
    await assertExplained(page, wrong);
    assert.equal(await page.locator('.report').isVisible(), false, 'the link leads back to the question');
    await goToQuestion(page, mended.pointer);
    await answer(page, mended.pointer, mended.answer);
    await walk(page, { ...left, ...further });
    await assertAccepted(page, flow);
    await close();
  });
}

/** A list is one itself; its button for one more record also stands below the last question of its last record. */
const questions = '.field:visible, .group:has(> .add:not([hidden])):not(:has(.field:not([hidden]))):visible';

/** Presses "next" to the result, with the answers on the way, and goes back to what is still open while there are answers to it; gives those that nobody has asked for. */
async function walk(page, answers) {
  const left = { ...answers };
  for (let screens = 0; screens < 60; screens += 1) {
    const shown = await page.locator('precheck-form').evaluate((form) => form.step);
    assert.equal(await page.locator('precheck-form').locator(questions).count(), 1, `one question a screen: ${shown}`);
    if (shown in left) await answer(page, shown, left[shown]);
    delete left[shown];
    const forward = page.locator('.pager .forward');
    const isLast = (await forward.innerText()).includes('查看结果');
    const missing = await page.locator('precheck-form').evaluate((form) => form.standing.report.missing);
    const goesBack = isLast && missing.some((pointer) => pointer in left);
    await (goesBack ? page.locator('.pager .open') : forward).click();
    if (isLast && !goesBack) return left;
  }
  assert.fail('there is no end of questions');
}

async function goToQuestion(page, pointer) {
  for (let screens = 0; screens < 60; screens += 1) {
    const shown = await page.locator('precheck-form').evaluate((form) => form.step);
    if (shown === pointer) return;
    await page.click('.pager .back');
  }
  assert.fail(`${pointer} is not among the questions before`);
}

test('one question a screen: after the last question comes the result; what is open can be gone through alone, as often as one likes', async () => {
  const { page, close } = await browser.open({ path: 'web/#/check/jiangmen/outpatient-selection@2024', viewport: { width: 360, height: 740 } });
  await page.locator('#report .verdict').waitFor({ state: 'attached' });
  await page.click('#elder');
  const forward = page.locator('.pager .forward');
  const open = page.locator('.pager .open');
  const shown = () => page.locator('precheck-form').evaluate((form) => form.step);
  const missing = () => page.locator('precheck-form').evaluate((form) => form.standing.report.missing);
  /** The questions from the one that is shown to the last. */
  const asked = async () => {
    const steps = [await shown()];
    while ((await forward.innerText()) === '下一项') {
      await forward.click();
      steps.push(await shown());
      assert.equal(new Set(steps).size, steps.length, `asked again: ${steps.join(', ')}`);
    }
    assert.equal(await forward.innerText(), '查看结果');
    return steps;
  };

  const all = await asked();
  const waiting = await missing();
  assert.ok(waiting.length > 1 && all.length > waiting.length, 'some questions matter and others are optional');
  assert.equal(await open.innerText(), `还有 ${waiting.length} 项没填`);
  await open.click();
  assert.equal(await focused(page), waiting[0], 'the focus is in the first that is open');
  assert.equal(await page.locator('.pager p').innerText(), `第 1 项，共 ${waiting.length} 项`);
  assert.deepEqual(await asked(), waiting, 'no optional question is between them');

  await open.click();
  await answer(page, waiting[0], '职工医保');
  await forward.click();
  assert.equal(await shown(), waiting[1]);
  await page.click('.pager .back');
  assert.equal(await shown(), waiting[0], 'what has been answered on this way is still on it');
  await asked();
  assert.equal(await open.innerText(), `还有 ${(await missing()).length} 项没填`);

  await forward.click();
  assert.equal(await page.locator('#report').isVisible(), true);
  assert.match(await page.locator('#report-missing').innerText(), /已有的选点记录/, 'the result names what is open');
  await page.click('.to-form');
  const [, count] = /共 (\d+) 项/.exec(await page.locator('.pager p').innerText());
  assert.ok(count > waiting.length, 'from the result one comes back to all questions');
  await close();
});

test('one question a screen: who has filled in one record adds the next there, and is asked its first question at once', async () => {
  const { page, close } = await browser.open({ path: 'web/#/check/jiangmen/outpatient-selection@2024', viewport: { width: 360, height: 740 } });
  await shownVerdict(page);
  await page.click('#elder');
  const shown = () => page.locator('precheck-form').evaluate((form) => form.step);
  const add = page.locator('precheck-form .add:visible');
  while ((await shown()) !== '/requests') await page.click('.pager .forward');
  await add.click();
  const first = await shown();
  assert.match(first, /^\/requests\/0\//);
  await answer(page, first, '新增选点');
  while ((await add.count()) === 0) await page.click('.pager .forward');
  const last = await shown();
  await add.click();
  assert.equal(await shown(), first.replace('/0/', '/1/'));
  await page.click('.pager .back');
  assert.equal(await shown(), last, 'the second record comes right after the first');
  assert.equal(await add.count(), 0, 'records are added at the end of the list only');
  await close();
});

test('one question a screen: an example begins at its first question, wherever the form was', async () => {
  const { pack } = FLOWS[2];
  const { page, close } = await browser.open({ path: `web/#/check/${pack}`, viewport: { width: 360, height: 740 } });
  await shownVerdict(page);
  await page.click('#elder');
  const shown = () => page.locator('precheck-form').evaluate((form) => form.step);
  const first = await shown();
  await page.click('.pager .forward');
  assert.notEqual(await shown(), first);
  await openSettings(page);
  const example = await page.locator('#sample option').nth(1).getAttribute('value');
  await loadSample(page, pack, example);
  assert.equal(await shown(), first);
  await close();
});

test('one question a screen: of a question that is longer than the screen its beginning is shown', async () => {
  const { page, close } = await browser.open({ path: 'web/#/check/generic/designated-institution@base', viewport: { width: 360, height: 740 } });
  await shownVerdict(page);
  await page.click('#elder');
  const forward = page.locator('.pager .forward');
  const question = page.locator('precheck-form').locator(questions);
  const longest = [];
  while ((await forward.innerText()) === '下一项') {
    await forward.click();
    longest.push((await question.boundingBox()).height);
    const { y } = await question.locator('label, legend').first().boundingBox();
    assert.ok(y >= 0, `what is asked stands ${-y} px above the screen: ${await question.innerText()}`);
  }
  assert.ok(Math.max(...longest) > 600, 'there is a long one');
  await close();
});

for (const { pack } of FLOWS) {
  test(`one question a screen: the button that leads on lies under nothing on the first screen of ${pack}`, async () => {
    const { page, close } = await browser.open({ path: `web/#/check/${pack}`, viewport: { width: 360, height: 740 } });
    await shownVerdict(page);
    await page.click('#elder');
    const [pager, foot] = [await page.locator('.pager').boundingBox(), await page.locator('.foot').boundingBox()];
    assert.ok(pager.y + pager.height <= foot.y, `${pager.y + pager.height - foot.y} px of it lie below the bar`);
    await close();
  });
}
