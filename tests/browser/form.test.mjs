// yibao-precheck/form at forms that pages wrote themselves, under a strict Content-Security-Policy.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { useBrowser } from './support/browser.mjs';

const text = (chinese, english) => ({ 'zh-CN': chinese, en: english });
const rule = (id, path, assertion, more = {}) => ({
  id, path, assert: assertion, severity: 'error', cites: ['T0-01'],
  message: text(`${id}不对。`, `${id} is wrong.`), remedy: text('请改正。', 'Please change it.'), ...more,
});

const PACK = {
  format: 1, id: 'test/form', edition: '1', revision: 1, title: text('测试', 'Test'), effective: null, time_zone: 'Asia/Shanghai', sources: ['T0'],
  jurisdiction: { code: '990000', name: text('无处', 'Nowhere') },
  facts: {
    type: 'object',
    required: ['name', 'mode'],
    properties: {
      name: { type: 'string', maxLength: 9, title: text('姓名', 'Name') },
      mode: { type: 'string', enum: ['with_id', 'without_id'], title: text('方式', 'Mode') },
      has_card: { type: 'boolean', title: text('有身份证', 'Has a card') },
      agreed: { type: 'boolean', title: text('同意', 'Agreed') },
      age: { type: 'integer', 'x-optional': true, title: text('年龄', 'Age') },
      day: { type: 'string', 'x-optional': true, format: 'date', title: text('日期', 'Day') },
      papers: { type: 'array', 'x-optional': true, maxItems: 9, title: text('材料', 'Papers'), items: { type: 'string', enum: ['card', 'letter', 'photo'] } },
      areas: { type: 'array', 'x-optional': true, maxItems: 9, title: text('地区', 'Areas'), items: { type: 'string', enum: ['a', 'b', 'c'] } },
      visits: {
        type: 'array', 'x-optional': true, maxItems: 9, title: text('就诊', 'Visits'),
        items: { type: 'object', properties: { place: { type: 'string', maxLength: 20, title: text('地点', 'Place') }, days: { type: 'integer', 'x-optional': true, title: text('天数', 'Days') } } },
      },
      known: { type: 'boolean', 'x-source': 'host', title: text('已登录', 'Logged in') },
    },
  },
  rules: [
    rule('name', '/name', "name != 'nobody'"),
    rule('mode', '/mode', "mode == 'with_id'", { when: 'has_card' }),
    rule('agreed', '/agreed', 'agreed'),
    rule('age', '/age', 'age >= 16', { when: 'has(age)' }),
    rule('papers', '/papers', "'card' in papers", { when: 'has(papers)' }),
    rule('areas', '/areas', 'size(areas) == 2', { when: 'has(areas)' }),
    rule('days', '/visits/*/days', 'it.days < 10', { for_each: 'visits', when: 'has(it.days)' }),
    rule('known', '/known', 'known', { when: 'has(known)' }),
  ],
};
const SOURCE = {
  format: 1, id: 'T0', title: text('来源', 'Source'), issuer: text('无人', 'Nobody'), published_on: null, clauses: [{ id: 'T0-01', text: text('条文。', 'Clause.') }],
};

const page = (body) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>page</title><link rel="icon" href="data:,">
<form id="own">${body}</form>
<script type="module" src="./page.js"></script></html>\n`;

// What the page's own program does: it notes submits that reach it.
const PROGRAM = `
import { createPrecheck } from './dist/index.js';
import { attachForm } from './dist/form.js';
const form = document.querySelector('form');
window.submitted = [];
form.addEventListener('submit', (event) => { event.preventDefault(); window.submitted.push(window.attached.value()); });
const { pack, source, options } = await (await fetch('./pack.json')).json();
const precheck = await createPrecheck({ packs: [pack], sources: [source] });
window.reports = [];
const summary = document.querySelector('#summary') ?? undefined;
window.attach = () => { window.attached = attachForm(form, { precheck, pack: 'test/form', facts: pack.facts, asOf: '2026-01-02', summary, onReport: (report) => window.reports.push(report), ...options, ...window.options }); };
window.attach();
document.documentElement.dataset.ready = '';
`;

const NAME = '<label>姓名： <input name="name"></label>';
const MODE = '<fieldset><legend>绑定方式</legend><label><input type="radio" name="mode" value="with_id"> 有证</label> <label><input type="radio" name="mode" value="without_id"> 无证</label></fieldset>';
const CARD = '<label>有身份证 <select name="has_card"><option value="">请选择</option><option value="true">是</option><option value="false">否</option></select></label>';
const AGREED = '<input type="checkbox" name="agreed" id="agreed"> <label for="agreed">我同意</label>';
const CAPTCHA = '<label>验证码 <input name="captcha" required></label>';
const SUBMIT = '<button>提交</button>';
const WHOLE = NAME + MODE + CARD + AGREED + SUBMIT;

const folder = mkdtempSync(join(tmpdir(), 'precheck-form-'));
after(() => rmSync(folder, { recursive: true }));
symlinkSync(join(root, 'dist'), join(folder, 'dist'), 'dir');
writeFileSync(join(folder, 'page.js'), PROGRAM);
const browser = useBrowser(() => folder);
let pages = 0;

/** Opens a page with this form in it. */
async function openForm(body, options = {}, allowed = undefined) {
  const path = `page-${++pages}.html`;
  writeFileSync(join(folder, path), page(body));
  writeFileSync(join(folder, 'pack.json'), JSON.stringify({ pack: PACK, source: SOURCE, options }));
  const opened = await browser.open({ path, allowed });
  opened.page.setDefaultTimeout(5000);
  await opened.page.locator('html[data-ready]').waitFor({ state: 'attached' });
  return { ...opened, value: () => opened.page.evaluate(() => window.attached.value()), submitted: () => opened.page.evaluate(() => window.submitted) };
}

const messages = (page) => page.locator('.precheck-message').allTextContents();
const summary = (page) => page.locator('.precheck-summary li').allTextContents();
const validity = (page, selector) => page.locator(selector).first().evaluate((control) => control.validationMessage);
/** Name and description of a control as a screen reader gets them. */
const spoken = async (page, selector) => {
  const client = await page.context().newCDPSession(page);
  const { root: { nodeId } } = await client.send('DOM.getDocument');
  const { nodeId: found } = await client.send('DOM.querySelector', { nodeId, selector });
  const { nodes: [{ name, description, properties }] } = await client.send('Accessibility.getPartialAXTree', { nodeId: found, fetchRelatives: false });
  return { name: name?.value, description: description?.value ?? '', invalid: properties.find((each) => each.name === 'invalid')?.value.value };
};

test('an untouched form says nothing in words, but its controls are not valid', async () => {
  const { page, close } = await openForm(WHOLE);
  assert.deepEqual(await messages(page), []);
  assert.equal(await validity(page, '[name=name]'), '请填写这一项。');
  assert.equal(await validity(page, '[name=agreed]'), 'agreed不对。请改正。');
  assert.equal(await page.locator('form').evaluate((form) => form.matches(':invalid') && form.noValidate), true);
  await close();
});

test('a wrong answer is explained once its field is left, and no longer once it is mended', async () => {
  const { page, close } = await openForm(WHOLE);
  await page.locator('[name=name]').pressSequentially('nobody');
  assert.deepEqual(await messages(page), [], 'while it is typed');
  await page.keyboard.press('Tab');
  assert.deepEqual(await messages(page), ['name不对。请改正。']);
  assert.deepEqual(await spoken(page, '[name=name]'), { name: '姓名：', description: 'name不对。请改正。', invalid: 'true' });
  await page.fill('[name=name]', 'some');
  assert.deepEqual(await messages(page), []);
  assert.deepEqual(await spoken(page, '[name=name]'), { name: '姓名：', description: '', invalid: 'false' });
  assert.equal(await page.locator('[name=name]').getAttribute('aria-describedby'), null);
  await close();
});

test('a field that was left empty is not scolded before a submit', async () => {
  const { page, close } = await openForm(WHOLE);
  await page.focus('[name=name]');
  await page.keyboard.press('Tab');
  assert.deepEqual(await messages(page), []);
  await close();
});

test('a submit is held back: the page does not hear of it, the list has the focus and leads to the fields', async () => {
  const { page, submitted, close } = await openForm(WHOLE);
  await page.selectOption('[name=has_card]', 'true');
  await page.check('[value=without_id]');
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.deepEqual(await summary(page), ['绑定方式：mode不对。请改正。', '我同意：agreed不对。请改正。', '姓名：请填写这一项。']);
  assert.deepEqual(await messages(page), ['请填写这一项。', 'mode不对。请改正。', 'agreed不对。请改正。']);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'precheck-summary');
  assert.equal((await spoken(page, '.precheck-summary')).name, '还不能提交，有 3 处需要处理：');

  await page.locator('.precheck-summary a', { hasText: '绑定方式' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.value), 'without_id', 'the chosen button of the group');
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await summary(page), ['我同意：agreed不对。请改正。', '姓名：请填写这一项。'], 'the list shrinks');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'with_id', 'and takes no focus away');
  await page.locator('.precheck-summary a', { hasText: '姓名' }).click();
  await page.keyboard.type('some');
  await page.check('[name=agreed]');
  assert.equal(await page.locator('.precheck-summary').count(), 0);
  await page.click('button');
  assert.deepEqual(await submitted(), [{ name: 'some', mode: 'with_id', has_card: true, agreed: true }]);
  await close();
});

test('the message of a group of buttons stands at its end, is said at each of them, and is no part of a label', async () => {
  const { page, close } = await openForm(WHOLE);
  await page.selectOption('[name=has_card]', 'true');
  await page.check('[value=without_id]');
  assert.deepEqual(await messages(page), ['mode不对。请改正。'], 'a click answers the whole question');
  assert.equal(await page.locator('fieldset > .precheck-message:last-child').count(), 1);
  for (const [value, name] of [['with_id', '有证'], ['without_id', '无证']]) {
    const { name: said, description } = await spoken(page, `[value=${value}]`);
    assert.deepEqual([said, description], [name, 'mode不对。请改正。']);
  }
  await close();
});

test('a box beside its label has its message behind the label; a box\'s own description stays', async () => {
  const { page, close } = await openForm(`<p id="why">为什么</p>${WHOLE.replace('id="agreed"', 'id="agreed" aria-describedby="why"')}`);
  await page.check('#agreed');
  await page.uncheck('#agreed');
  assert.equal(await page.locator('label[for=agreed] + .precheck-message').textContent(), 'agreed不对。请改正。');
  assert.equal((await spoken(page, '#agreed')).description, '为什么 agreed不对。请改正。');
  await page.check('#agreed');
  assert.equal(await page.locator('#agreed').getAttribute('aria-describedby'), 'why');
  await close();
});

test('controls of every kind give what the schema means', async () => {
  const boxes = ['card', 'letter'].map((code) => `<input type="checkbox" name="papers[]" value="${code}" aria-label="${code}">`).join('');
  const areas = `<select multiple name="areas">${['a', 'b', 'c'].map((code) => `<option>${code}</option>`).join('')}</select>`;
  const more = '<input name="age"><input type="date" name="day"><input type="hidden" name="known" value="true"><input type="file" name="file"><input name="captcha"><input name="agreed" type="submit" value="no">';
  const { page, value, close } = await openForm(NAME + MODE + boxes + areas + more);
  assert.deepEqual(await value(), { papers: [], areas: [], known: true }, 'a list of boxes without a tick says none');
  await page.check('[value=letter]');
  await page.check('[value=card]');
  await page.selectOption('[name=areas]', ['a', 'c']);
  await page.fill('[name=age]', '１７');
  await page.fill('[name=day]', '2024-05-06');
  await page.fill('[name=captcha]', 'x7');
  assert.deepEqual(await value(), { age: 17, day: '2024-05-06', papers: ['card', 'letter'], areas: ['a', 'c'], known: true });
  await page.fill('[name=age]', 'old');
  assert.deepEqual((await value()).age, 'old', 'no number stays what was typed, and the report says so');
  assert.match(await validity(page, '[name=age]'), /年龄/);
  await close();
});

test('what is disabled is not given, by itself or by its fieldset', async () => {
  const { page, value, close } = await openForm(`${NAME}<fieldset disabled><input name="age" value="3"></fieldset>`);
  await page.fill('[name=name]', 'some');
  assert.deepEqual(await value(), { name: 'some' });
  await page.evaluate(() => { document.querySelector('fieldset').disabled = false; });
  assert.deepEqual(await value(), { name: 'some', age: 3 });
  await close();
});

test('a hidden control that a server\'s framework puts beside a box of the same name, before or after it, is no answer', async () => {
  const hidden = (name, given) => `<input type="hidden" name="${name}" value="${given}">`;
  const papers = ['card', 'letter'].map((code) => `<label><input type="checkbox" name="papers[]" value="${code}">${code}</label>`).join('');
  const list = `<fieldset><legend>带的材料</legend>${hidden('papers[]', '')}${papers}</fieldset>`;
  const { page, value, close } = await openForm(`${NAME}${hidden('agreed', 'false')}${AGREED}${list}<p>最后</p>${hidden('agreed', 'false')}${SUBMIT}`);
  assert.deepEqual(await value(), { agreed: false, papers: [] });
  await page.click('button');
  assert.equal(await page.locator('label[for=agreed] + .precheck-message').textContent(), 'agreed不对。请改正。');
  assert.equal(await page.locator('fieldset > .precheck-message:last-child').textContent(), 'papers不对。请改正。');
  assert.deepEqual((await summary(page)).slice(0, 2), ['我同意：agreed不对。请改正。', '带的材料：papers不对。请改正。']);
  await page.check('[type=checkbox][name=agreed]');
  await page.check('[value=card]');
  assert.deepEqual(await value(), { agreed: true, papers: ['card'] });
  await close();
});

test('lists of objects are numbered by their order, and findings stand at their fields', async () => {
  const visit = (number) => `<div class="visit"><input name="visits[${number}].place" aria-label="地点"><input name="visits[${number}][days]" aria-label="天数"></div>`;
  const { page, value, close } = await openForm(NAME + visit(2) + visit(7));
  await page.fill('[name="visits[7].place"]', 'B');
  await page.fill('[name="visits[7][days]"]', '12');
  await page.fill('[name="visits[2].place"]', 'A');
  await page.fill('[name="visits[2][days]"]', '3');
  await page.keyboard.press('Tab');
  assert.deepEqual(await value(), { visits: [{ place: 'A', days: 3 }, { place: 'B', days: 12 }] });
  assert.equal(await page.locator('[name="visits[7][days]"] + .precheck-message').textContent(), 'days不对。请改正。');
  assert.equal((await messages(page)).length, 1);

  await page.evaluate(() => document.querySelectorAll('.visit')[0].remove());
  assert.deepEqual(await value(), { visits: [{ place: 'B', days: 12 }] });
  assert.equal(await page.locator('[name="visits[7][days]"] + .precheck-message').count(), 1, 'still at its field, now the first');
  await close();
});

test('fields that come and go are seen without a word from the page', async () => {
  const { page, close } = await openForm(WHOLE);
  const last = () => page.evaluate(() => window.reports[window.reports.length - 1]);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.name = 'age';
    input.value = '3';
    document.querySelector('form').append(input);
  });
  assert.deepEqual((await last()).findings.map(({ path }) => path), ['/agreed', '/age']);
  await page.focus('[name=age]');
  await page.keyboard.press('Tab');
  await page.focus('[name=name]');
  assert.deepEqual(await messages(page), ['age不对。请改正。']);
  await page.evaluate(() => document.querySelector('[name=age]').remove());
  assert.deepEqual((await last()).findings.map(({ path }) => path), ['/agreed']);
  assert.deepEqual(await messages(page), []);
  await close();
});

test('a field that the page disables by an answer is no longer in the way', async () => {
  const { page, close } = await openForm(`${WHOLE}<label>年龄 <input name="age"></label>`);
  await page.evaluate(() => document.querySelector('[name=has_card]').addEventListener('change', () => { document.querySelector('[name=age]').disabled = true; }));
  await page.fill('[name=age]', '3');
  await page.click('button');
  assert.ok((await summary(page)).includes('年龄：age不对。请改正。'));
  await page.selectOption('[name=has_card]', 'false');
  assert.ok(!(await summary(page)).some((text) => text.startsWith('年龄')));
  assert.equal(await page.locator('[name=age] ~ .precheck-message').count(), 0);
  await close();
});

test('a message that went with what the page drew anew around its control comes back', async () => {
  const { page, close } = await openForm(WHOLE);
  await page.fill('[name=name]', 'nobody');
  await page.keyboard.press('Tab');
  await page.evaluate(() => document.querySelector('form').prepend(document.querySelector('[name=name]')));
  await page.evaluate(() => document.querySelectorAll('label, .precheck-message').forEach((element) => element.remove()));
  await page.locator('[name=name]').press('End');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('[name=name] + .precheck-message').textContent(), 'name不对。请改正。');
  assert.equal((await spoken(page, '[name=name]')).description, 'name不对。请改正。');
  await close();
});

test('a field that stands outside the form belongs to it by its form attribute', async () => {
  const { page, value, close } = await openForm(MODE + SUBMIT);
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<label>外面 <input name="name" form="own"></label> <input name="name" value="nobody" id="foreign">'));
  await page.fill('[form=own]', 'nobody');
  await page.keyboard.press('Tab');
  assert.deepEqual(await value(), { name: 'nobody' });
  assert.deepEqual(await messages(page), ['name不对。请改正。']);
  assert.equal((await spoken(page, '[form=own]')).description, 'name不对。请改正。');
  assert.equal(await validity(page, '#foreign'), '', 'a field of no form is let be');
  await close();
});

test('a reset takes the words away, and forgets which fields were left', async () => {
  const { page, submitted, close } = await openForm(`${WHOLE}<input type="reset" value="重填">`);
  await page.fill('[name=name]', 'nobody');
  await page.click('button');
  assert.equal((await messages(page)).length, 4);
  await page.click('[type=reset]');
  await page.waitForFunction(() => !document.querySelector('.precheck-summary'));
  assert.deepEqual(await messages(page), []);
  assert.equal(await validity(page, '[name=name]'), '请填写这一项。', 'of the empty field');
  await page.locator('[name=name]').pressSequentially('nobody');
  assert.deepEqual(await messages(page), []);
  assert.deepEqual(await submitted(), []);
  await close();
});

test('the button that a wrong field is left for stays under the pointer until it is let go', async () => {
  const { page, submitted, close } = await openForm(`${WHOLE}<button type="button">别的</button>`);
  const other = page.locator('[type=button]');
  await page.fill('[name=name]', 'nobody');
  await other.hover();
  await page.mouse.down();
  assert.deepEqual(await messages(page), [], 'while it is pressed');
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await page.locator('.precheck-message').waitFor();
  assert.deepEqual(await messages(page), ['name不对。请改正。'], 'let go elsewhere, there was no click');

  await page.fill('[name=name]', 'some');
  await page.focus('[name=mode]');
  assert.deepEqual(await messages(page), []);
  await page.fill('[name=name]', 'nobody');
  await page.click('button');
  assert.equal((await summary(page)).length, 4, 'the click was a submit');
  assert.deepEqual(await submitted(), []);
  await close();
});

test('where a page closes the keyboard at a touch, the button that was tapped stays until the click, which comes after the finger was lifted', async () => {
  const { page, close } = await openForm(NAME + SUBMIT);
  await page.fill('[name=name]', 'nobody');
  // Chromium makes a click of a touch sooner or later as it has time: these events are ours, so that it is always later.
  await page.locator('button').evaluate((button) => {
    const touch = (type) => button.dispatchEvent(new PointerEvent(type, { pointerType: 'touch', bubbles: true }));
    touch('pointerdown');
    document.activeElement.blur();
    touch('pointerup');
  });
  await page.waitForTimeout(100);
  assert.deepEqual(await messages(page), []);
  await page.locator('.precheck-message').waitFor(); // it was a touch and no tap: nothing else comes
  await close();
});

test('detached, the form is as it was, and can be attached again', async () => {
  const { page, submitted, close } = await openForm(WHOLE);
  const before = await page.locator('form').evaluate((form) => form.outerHTML.replace(/ novalidate=""/, ''));
  await page.fill('[name=name]', 'nobody');
  await page.click('button');
  await page.fill('[name=name]', '');
  await page.evaluate(() => window.attached.detach());
  assert.equal(await page.locator('form').evaluate((form) => form.outerHTML), before);
  assert.equal(await page.locator('form').evaluate((form) => form.matches(':valid')), true);
  await page.fill('[name=name]', 'nobody');
  await page.click('button');
  assert.equal((await submitted()).length, 1, 'no longer held');
  await page.evaluate(() => window.attach());
  await page.click('button');
  assert.equal((await submitted()).length, 1);
  await close();
});

test('attached again, as by an effect that ran twice, the form has one list and one message a field: the later takes the place of the earlier', async () => {
  const { page, submitted, close } = await openForm(WHOLE);
  const before = await page.locator('form').evaluate((form) => form.outerHTML.replace(/ novalidate=""/, ''));
  await page.evaluate(() => {
    window.earlier = window.attached;
    window.options = { locale: 'en' };
    window.attach();
    window.earlier.detach(); // the clean-up of the first effect, whenever it comes
    window.earlier.check();
    window.reports = [];
  });
  await page.click('button');
  assert.equal(await page.locator('.precheck-summary').count(), 1);
  assert.deepEqual(await messages(page), ['Please fill this in.', 'Please fill this in.', 'Please fill this in.', 'agreed is wrong. Please change it.']);
  assert.deepEqual(await page.evaluate(() => window.reports.map(({ locale }) => locale)), ['en'], 'one check for one submit');
  await page.evaluate(() => window.attached.detach());
  assert.equal(await page.locator('form').evaluate((form) => form.outerHTML), before);
  await page.click('button');
  assert.equal((await submitted()).length, 1);
  await close();
});

test('attached again with a pack that does not exist, the form stays attached as it was', async () => {
  const { page, submitted, close } = await openForm(WHOLE);
  const code = await page.evaluate(() => {
    window.options = { pack: 'no/such' };
    try {
      return window.attach();
    } catch (error) {
      return error.code;
    }
  });
  assert.equal(code, 'pack.unknown');
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.equal((await summary(page)).length, 4);
  await close();
});

/** What the page requires itself, where nothing else is in the way. */
async function sentOnlyWithCaptcha(page, submitted) {
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'captcha');
  await page.fill('[name=captcha]', 'x7');
  await page.click('button');
  assert.equal((await submitted()).length, 1);
}

test('the browser\'s own constraints hold as before', async () => {
  const { page, submitted, close } = await openForm(`${NAME}${MODE}<input type="hidden" name="agreed" value="true">${CAPTCHA}${SUBMIT}`);
  await page.fill('[name=name]', 'some');
  await page.check('[value=with_id]');
  await sentOnlyWithCaptcha(page, submitted);
  await close();
});

test('where the page\'s own onReport fails, what is wrong is held back all the same, and so is what the browser holds', async () => {
  const { page, submitted, close } = await openForm(`${WHOLE}${CAPTCHA}`, {}, /the page failed/);
  await page.evaluate(() => {
    window.attached.detach();
    window.options = { onReport: () => { if (window.fails) throw new Error('the page failed'); } };
    window.attach();
    window.fails = true;
  });
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'precheck-summary');
  await page.fill('[name=name]', 'some');
  await page.check('[value=with_id]');
  await page.selectOption('[name=has_card]', 'true');
  await page.check('[name=agreed]');
  await sentOnlyWithCaptcha(page, submitted);
  await close();
});

test('a form that is attached before it is put into the page is held back there', async () => {
  const { page, submitted, close } = await openForm(WHOLE);
  await page.evaluate(() => {
    window.attached.detach();
    const made = document.createDocumentFragment();
    made.append(document.querySelector('form'));
    window.attach();
    document.body.append(made);
  });
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.equal((await summary(page)).length, 4);
  await page.evaluate(() => window.attached.detach());
  await page.click('button');
  assert.equal((await submitted()).length, 1);
  await close();
});

test('a button with formnovalidate, to save a draft, is let through', async () => {
  const { page, submitted, close } = await openForm(`${WHOLE}<button formnovalidate id="draft">存草稿</button>`);
  await page.click('#draft');
  assert.equal((await submitted()).length, 1);
  assert.deepEqual(await messages(page), []);
  await close();
});

test('what no field of the page can mend is in the list, by the name that the pack gives it', async () => {
  const { page, submitted, close } = await openForm(`${WHOLE}<input type="hidden" name="known" value="false">`);
  await page.fill('[name=name]', 'some');
  await page.check('[value=with_id]');
  await page.check('[name=agreed]');
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.deepEqual(await summary(page), ['已登录：known不对。请改正。']);
  assert.equal(await page.locator('.precheck-summary a').count(), 0, 'no link to a field that nobody sees');
  await close();
});

/** A page's own wizard: what is not in the current step is hidden by the page's style. */
const step = (number, body, hidden = '') => `<section id="step-${number}" ${hidden}>${body}</section>`;
/** Attaches anew with what only a program can give. */
const attachWith = (page, options) => page.evaluate(`window.attached.detach(); window.options = ${options}; window.attach();`);
const links = (page) => page.locator('.precheck-summary a').allTextContents();
const focused = (page) => page.evaluate(() => document.activeElement.name || document.activeElement.className);

test('a field in a step that the page does not show is named in the list, without a link that would lead nowhere; in sight it is a link', async () => {
  const { page, close } = await openForm(step(1, NAME, 'hidden') + step(2, MODE + CARD) + step(3, AGREED + SUBMIT));
  await page.evaluate(() => { document.querySelector('#step-2').style.visibility = 'hidden'; });
  await page.click('button');
  assert.deepEqual(await summary(page), ['我同意：agreed不对。请改正。', '姓名：请填写这一项。', '绑定方式：请填写这一项。', '有身份证：请填写这一项。']);
  assert.deepEqual(await links(page), ['我同意：agreed不对。请改正。']);
  await page.evaluate(() => { document.querySelector('#step-1').hidden = false; });
  await page.locator('[name=name]').press('Space');
  assert.deepEqual(await links(page), ['我同意：agreed不对。请改正。', '姓名：请填写这一项。']);
  await close();
});

for (const [how, reveal] of [
  ['at once', '(control) => { window.asked = [control.name]; control.closest("section").hidden = false; }'],
  ['after a transition', '(control, path) => new Promise((resolve) => setTimeout(() => { window.asked = [control.name, path]; control.closest("section").hidden = false; resolve(); }, 50))'],
]) {
  test(`reveal: the page shows the step, ${how}, and the link leads to the field`, async () => {
    const { page, close } = await openForm(step(1, NAME, 'hidden') + step(2, MODE + CARD + AGREED + SUBMIT));
    await attachWith(page, `{ reveal: ${reveal} }`);
    await page.click('button');
    await page.locator('.precheck-summary a', { hasText: '姓名' }).click();
    await page.waitForFunction(() => document.activeElement.name === 'name');
    assert.deepEqual((await page.evaluate(() => window.asked))[0], 'name');
    await page.locator('.precheck-summary a', { hasText: '我同意' }).click();
    assert.equal(await focused(page), 'agreed', 'what is in sight is led to without a question');
    await close();
  });
}

test('where reveal shows nothing the entry is text from then on, and the list has the focus', async () => {
  const { page, close } = await openForm(step(1, NAME, 'hidden') + MODE + CARD + AGREED + SUBMIT);
  await attachWith(page, '{ reveal() {} }');
  await page.click('button');
  await page.locator('.precheck-summary a', { hasText: '姓名' }).click();
  await page.waitForFunction(() => document.activeElement.className === 'precheck-summary');
  assert.equal((await links(page)).length, 3);
  assert.equal((await summary(page)).length, 4);
  await close();
});

test('a link opens what its field is folded into: <details>, one in another, and what is hidden until it is found', async () => {
  const folded = `<details><summary>更多</summary><details><summary>还有</summary>${NAME}</details></details><div hidden="until-found">${CARD}</div>`;
  const { page, close } = await openForm(folded + MODE + AGREED + SUBMIT);
  await page.evaluate(() => document.addEventListener('beforematch', ({ target }) => { window.found = target.localName; }));
  await page.click('button');
  assert.equal((await links(page)).length, 4);
  await page.locator('.precheck-summary a', { hasText: '姓名' }).click();
  assert.equal(await focused(page), 'name');
  assert.equal(await page.locator('details[open]').count(), 2);
  await page.locator('.precheck-summary a', { hasText: '身份证' }).click();
  assert.equal(await focused(page), 'has_card');
  assert.equal(await page.evaluate(() => window.found), 'div', 'the page hears of it as of a search in the page');
  await close();
});

test('a box that the page has hidden behind a drawn label is led to by its label', async () => {
  const { page, close } = await openForm(`${NAME}<p id="far"></p>${AGREED}`);
  await page.evaluate(() => {
    document.querySelector('#far').style.height = '3000px';
    document.querySelector('#agreed').style.display = 'none';
  });
  await page.locator('form').evaluate((form) => form.requestSubmit());
  await page.locator('.precheck-summary a', { hasText: '我同意' }).click();
  assert.ok(await page.locator('label[for=agreed]').evaluate((label) => label.getBoundingClientRect().top < innerHeight));
  await close();
});

for (const [where, body] of [['in a hidden step', step(1, CAPTCHA, 'hidden')], ['in closed <details>', `<section><details><summary>更多</summary>${CAPTCHA}</details></section>`]]) {
  test(`what the page itself requires of a field that is not to be seen, ${where}, is listed: a submit is never held without a word`, async () => {
    const { page, submitted, close } = await openForm(`${body}${NAME}${MODE}${AGREED}${SUBMIT}`);
    await attachWith(page, '{ reveal(control) { control.closest("section").hidden = false; } }');
    await page.fill('[name=name]', 'some');
    await page.check('[value=with_id]');
    await page.check('[name=agreed]');
    await page.click('button');
    assert.deepEqual(await submitted(), []);
    assert.match((await summary(page)).join(), /^验证码：./);
    assert.equal(await focused(page), 'precheck-summary');
    await page.click('.precheck-summary a');
    await page.waitForFunction(() => document.activeElement.name === 'captcha');
    await page.keyboard.type('x7');
    assert.deepEqual(await summary(page), []);
    await page.click('button');
    assert.equal((await submitted()).length, 1);
    await close();
  });
}

for (const [kind, message, field, type] of [
  ['a number that is none', '这里要填数字，请检查后重填。', '<label>年龄 <input type="number" name="age"></label>', async (page) => page.locator('[name=age]').pressSequentially('1e')],
  ['a day of which only a part is chosen', '这里没有填完整，或没有这一天，请检查后重填。', '<label>年龄 <input type="date" name="day"></label>', async (page) => {
    await page.focus('[name=day]');
    await page.keyboard.type('05');
  }],
]) {
  test(`${kind} is not taken for an empty field: it is said at the field once that is left, and holds the form`, async () => {
    const { page, submitted, close } = await openForm(`${NAME}${MODE}${AGREED}${field}${SUBMIT}`);
    await attachWith(page, '{}');
    await page.fill('[name=name]', 'some');
    await page.check('[value=with_id]');
    await page.check('[name=agreed]');
    await type(page);
    assert.deepEqual(await messages(page), [], 'while it is typed');
    await page.focus('[name=name]');
    assert.deepEqual(await messages(page), [message]);
    await page.click('button');
    assert.deepEqual(await submitted(), []);
    assert.deepEqual(await summary(page), [`年龄：${message}`]);
    assert.equal((await page.evaluate(() => window.attached.check())).length, 1);
    await page.locator('.precheck-summary a').click();
    await page.evaluate(() => { document.activeElement.value = ''; });
    await page.focus('[name=name]');
    assert.deepEqual(await messages(page), [], 'it may be left empty');
    await page.click('button');
    assert.equal((await submitted()).length, 1);
    await close();
  });
}

test('a required number that is none is said so once, and not to be missing; a form with novalidate is held too', async () => {
  const { page, submitted, close } = await openForm(NAME.replace('<input', '<input type="number"') + MODE + AGREED + SUBMIT);
  await page.evaluate(() => {
    window.attached.detach();
    document.querySelector('form').noValidate = true;
    window.attach();
  });
  await page.check('[value=with_id]');
  await page.check('[name=agreed]');
  await page.locator('[name=name]').pressSequentially('1e');
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.deepEqual(await summary(page), ['姓名：这里要填数字，请检查后重填。']);
  await close();
});

test('a group of buttons that the page itself requires, in a step that is hidden, is one entry by the name of the group', async () => {
  const pay = '<fieldset><legend>缴费方式</legend><label><input type="radio" name="pay" value="a" required> 甲</label><label><input type="radio" name="pay" value="b" required> 乙</label></fieldset>';
  const { page, submitted, close } = await openForm(`${step(1, pay, 'hidden')}${NAME}${MODE}${AGREED}${SUBMIT}`);
  await page.fill('[name=name]', 'some');
  await page.check('[value=with_id]');
  await page.check('[name=agreed]');
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  const [entry, ...more] = await summary(page);
  assert.match(entry, /^缴费方式：./);
  assert.deepEqual(more, []);
  await close();
});

test('where the element for the list is itself not to be seen, the list stands at the form\'s top', async () => {
  const { page, close } = await openForm(`${WHOLE}<div id="summary" hidden></div>`);
  await page.click('button');
  assert.equal(await focused(page), 'precheck-summary');
  assert.equal(await page.locator('form > .precheck-summary:first-child').count(), 1);
  await close();
});

test('the list may stand where the page wants it; English where it is asked for', async () => {
  const { page, close } = await openForm(`${WHOLE}<div id="summary"></div>`, { locale: 'en' });
  await page.click('button');
  assert.equal(await page.locator('#summary .precheck-summary p').textContent(), 'This cannot be submitted yet: 4 things need your attention.');
  assert.deepEqual(await summary(page), ['我同意: agreed is wrong. Please change it.', '姓名: Please fill this in.', '绑定方式: Please fill this in.', '有身份证: Please fill this in.']);
  await close();
});

test('what no engine can read holds the form back, and is said at its field', async () => {
  const { page, submitted, close } = await openForm(WHOLE);
  await page.evaluate(() => { document.querySelector('[name=name]').value = '\ud800'; });
  await page.click('button');
  assert.deepEqual(await submitted(), []);
  assert.deepEqual(await summary(page), ['姓名：填写的内容太长，或有无法识别的字符，请检查后重填。']);
  await close();
});

test('a pack that does not exist is the page\'s mistake: it is thrown, and the form stays untouched', async () => {
  const { page, close } = await openForm(WHOLE);
  const outcome = await page.evaluate(() => {
    window.attached.detach();
    window.options = { pack: 'no/such' };
    try {
      window.attach();
      return 'attached';
    } catch (error) {
      return [error.code, document.querySelector('form').noValidate];
    }
  });
  assert.deepEqual(outcome, ['pack.unknown', false]);
  await close();
});
