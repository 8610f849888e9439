// web/examples/: each with the real library, built by Vite, filled in as a person would: a wrong choice is shown at its field and nothing is sent; mended, it is.
// What README.md says to paste is what runs here.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { build, createLogger } from 'vite';
import { root } from '../../wasm/scripts/root.mjs';
import { useBrowser } from './support/browser.mjs';

const EXAMPLES = join(root, 'web/examples');
const TODAY = '2024-08-01T09:00:00+08:00';
const WRONG = '亲情成员已有身份证，不能用“未办理身份证人员绑定”。请改选“已办理身份证人员绑定”，由亲情成员本人通过人脸认证。';

/** How a person finds what is asked, in native controls; libraries that draw their own say what differs. */
const NATIVE = {
  fill: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
  choose: (page, group, option) => page.getByRole('group', { name: group }).getByLabel(option, { exact: true }).check(),
  tick: (page, label) => page.getByLabel(label, { exact: true }).check(),
  /** What stands at the field about it. */
  at: (page, group) => page.getByRole('group', { name: group }).getByRole('alert'),
  messages: (page) => page.getByRole('alert'),
};

/** The element around a field whose label is this. */
const around = (page, item, label, text) => page.locator(item, { has: page.locator(label, { hasText: new RegExp(`^${text}$`) }) });

const libraries = {
  'react-hook-form': NATIVE,
  'tanstack-form': NATIVE,
  vant: {
    // Its stylesheet names a font on its vendor's server; the policy refuses it.
    allowed: /at\.alicdn\.com/,
    fill: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
    choose: (page, group, option) => around(page, '.van-field', '.van-field__label', group).getByText(option, { exact: true }).click(),
    tick: (page, label) => page.getByText(label, { exact: true }).click(),
    at: (page, group) => around(page, '.van-field', '.van-field__label', group).locator('.van-field__error-message'),
    messages: (page) => page.locator('.van-field__error-message'),
  },
  'element-plus': {
    fill: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
    async choose(page, group, option) {
      const item = around(page, '.el-form-item', '.el-form-item__label', group);
      if (await item.locator('.el-select').count() === 0) return item.getByText(option, { exact: true }).click();
      await item.locator('.el-select').click();
      await page.getByRole('option', { name: option }).click();
    },
    tick: (page, label) => page.getByText(label, { exact: true }).click(),
    at: (page, group) => around(page, '.el-form-item', '.el-form-item__label', group).locator('.el-form-item__error'),
    messages: (page) => page.locator('.el-form-item__error'),
  },
  'ant-design': {
    fill: (page, label, text) => page.getByLabel(label, { exact: true }).fill(text),
    choose: (page, group, option) => around(page, '.ant-form-item', 'label', group).getByText(option, { exact: true }).click(),
    tick: (page, label) => page.getByLabel(label, { exact: true }).check(),
    at: (page, group) => around(page, '.ant-form-item', 'label', group).locator('.ant-form-item-explain-error'),
    messages: (page) => page.locator('.ant-form-item-explain-error'),
  },
};

const MODES = { with_id: '已办理身份证人员绑定', without_id: '未办理身份证人员绑定' };

async function fillInAndMend(page, { fill, choose, tick, at, messages }) {
  page.setDefaultTimeout(10_000);
  const submit = () => page.getByRole('button', { name: /提\s?交/ }).click();
  await submit();
  await messages(page).first().waitFor();
  assert.equal(await at(page, '绑定方式').textContent(), '请填写这一项。');
  assert.equal(await page.locator('output').textContent(), '', 'an empty form is not sent');

  await fill(page, '代办人参保地', '360600');
  await fill(page, '出生日期', '2015-05-05');
  await choose(page, '已办理身份证', '是');
  await choose(page, '绑定方式', MODES.without_id);
  await tick(page, '已阅读承诺书');
  await tick(page, '同意承诺书');
  await submit();
  // The message before it may still be fading.
  assert.equal(await at(page, '绑定方式').filter({ hasText: WRONG }).textContent(), WRONG);
  assert.equal(await page.locator('output').textContent(), '', 'a wrong form is not sent');

  await choose(page, '已办理身份证', '否');
  await submit();
  await page.locator('output', { hasText: '已提交' }).waitFor();
  await messages(page).first().waitFor({ state: 'detached' }); // some libraries let them fade
}

/** Builds a folder's example by Vite, without a warning. */
async function buildExample(folder) {
  const said = [];
  const customLogger = createLogger('warn');
  customLogger.warn = customLogger.warnOnce = customLogger.error = (text) => said.push(text);
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await build({ root: folder, configFile: join(EXAMPLES, 'vite.config.js'), customLogger, build: { minify: false } });
  // What libraries say to servers; and that the page has the engine at once, of which Vite speaks only because the package is linked here.
  assert.deepEqual(said.filter((text) => !/"use client"|dist\/run\.js is dynamically imported/.test(text)), []);
}

for (const [name, library] of Object.entries(libraries)) {
  describe(name, () => {
    const folder = join(EXAMPLES, name);
    // Libraries write styles into the page.
    const browser = useBrowser(() => join(folder, 'dist'), { policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; font-src 'self' data:" });
    before(() => buildExample(folder));

    it('shows a wrong choice at its field and sends nothing; sends what was mended', async () => {
      const { page, close } = await browser.open({ path: '', allowed: library.allowed, now: TODAY });
      await fillInAndMend(page, library);
      await close();
    });
  });
}

describe('element-react', () => {
  const folder = join(EXAMPLES, 'element-react');
  const browser = useBrowser(() => join(folder, 'dist'));
  before(() => buildExample(folder));

  it('React sets the value, hears of every report, and its form holds until what was wrong is mended', async () => {
    const { page, close } = await browser.open({ path: '' });
    page.setDefaultTimeout(10_000);
    const choose = (group, option) => page.getByRole('radiogroup', { name: group }).getByLabel(option).check();
    const heard = (verdict) => page.locator(`[data-verdict=${verdict}]`).waitFor({ state: 'attached' });
    const submit = () => page.getByRole('button', { name: '提交' }).click();
    await heard('incomplete');
    await page.getByLabel('代办人参保地').fill('360600');
    await choose('已办理身份证', '是');
    await choose('绑定方式', MODES.without_id);
    await heard('fail');
    await page.getByRole('radiogroup', { name: '绑定方式' }).getByText(/亲情成员已有身份证/).waitFor();
    await submit();
    assert.equal(await page.locator('output').textContent(), '', 'a wrong form is not sent');
    await choose('绑定方式', MODES.with_id);
    await choose('人脸认证已通过', '是');
    await heard('pass');
    await submit();
    const sent = JSON.parse((await page.locator('output').textContent()).replace('已提交：', ''));
    assert.equal(sent.binding.mode, 'with_id');
    assert.equal(sent.applicant.logged_in, true, 'what React gave is part of it');
    await close();
  });
});

describe('element-vue', () => {
  const folder = join(EXAMPLES, 'element-vue');
  const browser = useBrowser(() => join(folder, 'dist'));
  before(() => buildExample(folder));

  it('v-model sets the form and has every change, and nothing that is typed is lost by it', async () => {
    const { page, close } = await browser.open({ path: '', now: TODAY });
    page.setDefaultTimeout(10_000);
    const choose = (group, option) => page.getByRole('radiogroup', { name: group }).getByLabel(option).check();
    const heard = (verdict) => page.locator(`[data-verdict=${verdict}]`).waitFor({ state: 'attached' });
    const submit = () => page.getByRole('button', { name: '提交' }).click();
    await heard('incomplete');
    const area = page.getByLabel('代办人参保地');
    const value = () => page.locator('precheck-form').evaluate((element) => element.value);
    await area.pressSequentially('360600');
    await page.getByText('参保地：360600').waitFor();
    assert.equal(await area.inputValue(), '360600', 'key by key');
    assert.equal(await area.evaluate((input) => input === input.getRootNode().activeElement), true, 'the focus stays');
    await choose('已办理身份证', '是');
    await choose('绑定方式', MODES.without_id);
    await heard('fail');
    await submit();
    assert.equal(await page.locator('output').textContent(), '', 'a wrong form is not sent');
    await choose('绑定方式', MODES.with_id);
    await choose('人脸认证已通过', '是');
    await heard('pass');
    await submit();
    const sent = JSON.parse((await page.locator('output').textContent()).replace('已提交：', ''));
    assert.equal(sent.binding.mode, 'with_id');
    assert.equal(sent.applicant.logged_in, true, 'what Vue gave is part of it');
    assert.deepEqual(sent, await value());
    await page.getByRole('button', { name: '从头填' }).click();
    await page.getByText('参保地：还没填').waitFor();
    assert.deepEqual(await value(), { applicant: { logged_in: true }, member: { basic_info_complete: true } });
    assert.equal(await area.inputValue(), '');
    await close();
  });
});

describe('plain', () => {
  const browser = useBrowser(() => join(EXAMPLES, 'plain'));

  it('shows a wrong choice at its field and sends nothing; sends what was mended', async () => {
    const { page, close } = await browser.open({ path: '', now: TODAY });
    await page.locator('form[novalidate]').waitFor();
    const message = '.precheck-message';
    await fillInAndMend(page, { ...NATIVE, at: (_, group) => page.getByRole('group', { name: group }).locator(message), messages: () => page.locator(message) });
    await close();
  });
});

describe('README.md', () => {
  for (const name of ['plain', 'react-hook-form', 'vant']) {
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      it(`${readme} has the lines of ${name}`, () => {
        const lines = readFileSync(join(EXAMPLES, name, 'precheck.js'), 'utf8');
        assert.ok(readFileSync(join(root, readme), 'utf8').includes(`\`\`\`js\n${lines}\`\`\`\n`), `${readme} is to hold web/examples/${name}/precheck.js as it is`);
        assert.ok(lines.split('\n').length <= 12, 'about ten lines');
      });
    }
  }

  for (const readme of ['README.md', 'README.zh-CN.md']) {
    it(`${readme} has the lines of element`, () => {
      const block = readFileSync(join(root, readme), 'utf8').split('```html\n').map((text) => text.split('```')[0]).find((text) => text.includes('<precheck-form'));
      const page = readFileSync(join(EXAMPLES, 'element/index.html'), 'utf8');
      for (const line of block.trimEnd().split('\n')) assert.ok(page.includes(`${line.trim()}\n`), `web/examples/element/index.html is to hold ${line}`);
    });
  }
});
