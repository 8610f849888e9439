// <precheck-form> and <precheck-report> in pages of others, from the package's files as they lie. The page of the first test is web/examples/element, under the
// Content-Security-Policy of wasm/scripts/page-server.mjs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { ALL, audit } from './support/audit.mjs';
import { serve, useBrowser } from './support/browser.mjs';
import { ENGINES } from './support/engines.mjs';
import { eventually } from './support/person.mjs';

const TODAY = '2024-08-01T09:00:00+08:00';
const WRONG = '亲情成员已有身份证，不能用“未办理身份证人员绑定”。';
const BINDING = 'jiangxi/proxy-binding@2024';

const example = useBrowser(() => join(root, 'web/examples/element'));

/** A page of somebody else's, with the package's dist/ beside it as precheck/. */
const site = mkdtempSync(join(tmpdir(), 'precheck-site-'));
after(() => rmSync(site, { recursive: true }));
symlinkSync(join(root, 'dist'), join(site, 'precheck'));
const pages = useBrowser(() => site);
const strict = useBrowser(() => site, { policy: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:" });

let written = 0;
/** Opens a page with this body and script; `heard` gives the events of a type. `before` runs before anything else. */
async function openPage(body, { script = '', before, head = '', on = pages, defined = true, ...options } = {}) {
  const name = `page-${++written}`;
  writeFileSync(join(site, `${name}.js`), `${LISTEN}\n${script}`);
  const define = defined ? '<script type="module" src="precheck/element-define.js"></script>' : '';
  writeFileSync(
    join(site, `${name}.html`),
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>page</title><link rel="icon" href="data:,">${head}<script type="module" src="${name}.js"></script>${define}</head><body><main>${body}</main></body></html>`,
  );
  const opened = await on.open({ path: `${name}.html`, script: before, ...options });
  const heard = (type) => opened.page.evaluate((wanted) => window.heard.filter((each) => each.type === wanted), type);
  return { ...opened, heard };
}
const LISTEN = `window.heard = [];
for (const type of ['precheck-report', 'precheck-error', 'precheck-follow', 'submit']) {
  document.addEventListener(type, (event) => {
    const { target, detail } = event;
    window.heard.push({ type, id: target.id, verdict: detail && detail.verdict, edition: detail && detail.pack && detail.pack.edition, message: detail && detail.message, path: typeof detail === 'string' ? detail : undefined });
    if (type === 'submit') {
      event.preventDefault();
      window.sent = Object.fromEntries(new FormData(target));
    }
  });
}`;

const loaded = (page, selector = 'precheck-form') => page.waitForFunction((wanted) => [...document.querySelectorAll(wanted)].every(({ report }) => report), selector);
const choose = (within, group, option) => within.getByRole('radiogroup', { name: group }).getByLabel(option).check();
const submit = (page) => page.getByRole('button', { name: 'send' }).click();
const validity = (page, selector = 'precheck-form') => page.locator(selector).evaluate((element) => ({ valid: element.validity.valid, message: element.validationMessage }));
const settled = async (page, selector = 'precheck-form') => page.locator(selector).evaluate(async (element) => void (await element.updateComplete));
/** What has the focus, in whichever tree. */
const focused = (page) => page.evaluate(() => {
  let element = document.activeElement;
  while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
  return element.id || element.className || element.localName;
});

async function fillInWrongly(form) {
  await form.getByLabel('代办人参保地').fill('360600');
  await choose(form, '已办理身份证', '是');
  await choose(form, '绑定方式', '未办理身份证人员绑定');
}

/** The rest that is asked for once the binding is by a commitment. */
async function mend(form) {
  await choose(form, '已办理身份证', '否');
  await form.getByLabel('出生日期').fill('2015-05-05');
  await choose(form, '已勾选', '是');
  await choose(form, '已点', '是');
}

describe('the example: a form of the page with ours in it', () => {
  /** @param script before the page's own */
  async function applies(script) {
    const { page, close } = await example.open({ path: '', script, now: TODAY });
    const submit = () => page.getByRole('button', { name: '提交' }).click();
    const sent = () => page.locator('output').textContent();
    const form = page.locator('precheck-form');
    const report = page.locator('precheck-report');
    await loaded(page);
    await page.getByLabel('联系电话').fill('13800000000');
    await submit();
    assert.equal(await sent(), '', 'an empty form is not sent');
    assert.equal(await focused(page), 'field-applicant-insured_area', 'the first open question has the focus');
    assert.match(await page.locator('#field-applicant-insured_area-help').innerText(), /^填六位行政区划代码。例如.{2,5}市 \d{6}。$/, 'without the names of areas the code is asked for');
    assert.deepEqual(await validity(page), { valid: false, message: '代办人 › 代办人参保地：请填写这一项。' });

    await fillInWrongly(form);
    const at = form.getByRole('radiogroup', { name: '绑定方式' });
    await at.getByText(WRONG).waitFor();
    assert.equal(await at.getAttribute('aria-invalid'), 'true');
    await report.getByText(WRONG).first().waitFor();
    assert.match((await validity(page)).message, new RegExp(`^绑定 › 绑定方式：${WRONG}`));
    await submit();
    assert.equal(await sent(), '', 'a wrong form is not sent');

    await report.getByRole('link', { name: '绑定方式' }).first().click();
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.value), 'without_id', 'a link of the report leads into the form');
    await mend(form);
    await report.getByText('未发现问题').waitFor();
    assert.deepEqual(await validity(page), { valid: true, message: '' });
    await submit();
    const [phone, check] = JSON.parse((await sent()).replace('已提交：', ''));
    assert.deepEqual(phone, ['phone', '13800000000']);
    assert.equal(check[0], 'check');
    assert.deepEqual(JSON.parse(check[1]), {
      applicant: { insured_area: '360600', logged_in: true },
      member: { birth_date: '2015-05-05', has_id_card: false, basic_info_complete: true },
      binding: { mode: 'without_id' },
      commitment: { read_ticked: true, agreed: true },
    });
    await close();
  }

  it('a submit is held while it is incomplete or wrong, explained at the field, and let through once mended', () => applies());

  it('the same in webviews without ElementInternals', () => applies(() => {
    delete HTMLElement.prototype.attachInternals;
    delete window.ElementInternals;
  }));

  for (const width of [320, 1024]) {
    it(`axe has nothing to complain of, ${width} px wide`, async () => {
      const { page, close } = await example.open({ path: '', viewport: { width, height: 800 }, now: TODAY });
        await loaded(page);
      const form = page.locator('precheck-form');
      for (const step of [async () => {}, () => fillInWrongly(form), () => mend(form)]) {
        await step();
        await settled(page);
        const { passes, violations } = await audit(page, { ...ALL, preload: false }); // which would write a style into the page, to read a stylesheet
        assert.deepEqual(violations, []);
        assert.ok(passes >= 20, `only ${passes} of axe's rules had anything to look at`);
      }
      await close();
    });
  }
});

describe('several on a page', () => {
  it('two packs: each judges its own, and each report follows its own', async () => {
    const { page, close, heard } = await openPage(`
      <precheck-form id="one" pack="${BINDING}" as-of="2024-08-01"></precheck-form><precheck-report for="one"></precheck-report>
      <precheck-form id="two" pack="generic/unbinding@base" as-of="2024-08-01" locale="en"></precheck-form><precheck-report for="two"></precheck-report>`);
    await loaded(page);
    await page.locator('#one').getByLabel('代办人参保地').fill('360600');
    await settled(page, '#one');
    assert.deepEqual(await page.evaluate(() => ['one', 'two'].map((id) => document.getElementById(id).value)), [{ applicant: { insured_area: '360600' } }, {}]);
    const packs = await page.evaluate(() => ['one', 'two'].map((id) => document.getElementById(id).report.pack.id));
    assert.deepEqual(packs, ['jiangxi/proxy-binding', 'generic/unbinding']);
    await page.locator('precheck-report[for=one]').getByText('还没填完').first().waitFor();
    await page.locator('precheck-report[for=two]').getByText('Not complete yet').first().waitFor();
    assert.deepEqual(await heard('precheck-error'), []);
    await close();
  });

  it('two of the same pack: what is chosen in one is not chosen in the other', async () => {
    const { page, close } = await openPage(`<precheck-form id="one" pack="${BINDING}"></precheck-form><precheck-form id="two" pack="${BINDING}"></precheck-form>`);
    await loaded(page);
    await choose(page.locator('#one'), '已办理身份证', '是');
    await choose(page.locator('#two'), '已办理身份证', '否');
    assert.deepEqual(await page.evaluate(() => ['one', 'two'].map((id) => document.getElementById(id).value)), [{ member: { has_id_card: true } }, { member: { has_id_card: false } }]);
    await close();
  });
});

describe('styles', () => {
  const RUDE = `html { font-size: 37.5px; line-height: 3; letter-spacing: 4px; text-align: right; color: red; --accent: lime; --touch: 3px; }
    * { margin: 9px; padding: 9px; border: 3px dotted red; } input, button, fieldset, legend, p, span, label { display: none !important; font-size: 5px; } .help, .field { visibility: hidden; }`;
  const looks = (page) => page.evaluate(() => {
    const shown = [...document.querySelectorAll('precheck-form, precheck-report')].flatMap((host) => [...host.shadowRoot.querySelectorAll('p, legend, input, button, .verdict, .choice')]);
    return shown.map((element) => {
      const { fontSize, lineHeight, letterSpacing, textAlign, color, display, visibility, minHeight, borderTopWidth, marginTop, paddingLeft } = getComputedStyle(element);
      return `${element.localName}.${element.className}: ${[fontSize, lineHeight, letterSpacing, textAlign, color, display, visibility, minHeight, borderTopWidth, marginTop, paddingLeft]}`;
    });
  });
  const body = `<p class="help">page</p><input value="page"><precheck-form id="f" pack="${BINDING}" as-of="2024-08-01"></precheck-form><precheck-report for="f"></precheck-report>`;
  const pageLooks = (page) => page.evaluate(() => ['p.help', 'input'].map((name) => {
    const { font, color, display, minHeight, width, margin } = getComputedStyle(document.querySelector(name));
    return [font, color, display, minHeight, width, margin].join();
  }));
  writeFileSync(join(site, 'rude.css'), RUDE);
  writeFileSync(join(site, 'themed.css'), 'precheck-form { --accent: rgb(1, 2, 3); --rem: 18px; --bottom: 50px; }');

  it('the page\'s rules do not reach in, and ours do not reach out', async () => {
    const plain = await openPage(body);
    const rude = await openPage(body, { head: '<link rel="stylesheet" href="rude.css">' });
    const bare = await openPage(body, { defined: false });
    await Promise.all([loaded(plain.page), loaded(rude.page)]);
    await plain.page.locator('precheck-report .verdict').waitFor();
    await rude.page.locator('precheck-report .verdict').waitFor();
    const expected = await looks(plain.page);
    assert.ok(expected.length > 50);
    assert.deepEqual(await looks(rude.page), expected);
    assert.deepEqual(await pageLooks(plain.page), await pageLooks(bare.page));
    for (const { close } of [plain, rude, bare]) await close();
  });

  it('its tokens are the page\'s to set; dark and large where asked for', async () => {
    const { page, close } = await openPage(`${body}<precheck-form id="dark" theme="dark" elder pack="${BINDING}"></precheck-form><precheck-form id="auto" theme="auto" pack="${BINDING}"></precheck-form>`, {
      head: '<link rel="stylesheet" href="themed.css">', colorScheme: 'dark',
    });
    await loaded(page);
    const style = (selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);
    assert.equal(await style('#f .fold, #f .next', 'fontSize'), '18px');
    assert.equal(await style('#f .next', 'color'), 'rgb(1, 2, 3)');
    assert.equal(await style('#f .foot', 'bottom'), '50px');
    assert.equal(await style('#f .all', 'backgroundColor'), 'rgb(255, 255, 255)', 'light, whatever the system says, unless the page asks');
    assert.equal(await style('#dark .all', 'backgroundColor'), 'rgb(26, 31, 36)');
    assert.equal(await style('#auto .all', 'backgroundColor'), 'rgb(26, 31, 36)');
    assert.equal(await style('#dark input:not([type=radio])', 'minHeight'), '60px');
    await close();
  });
});


describe('a control of a form', () => {
  const hosted = (attributes = '', form = '') =>
    `<form ${form}><fieldset id="part"><precheck-form id="f" name="check" pack="${BINDING}" as-of="2024-08-01" ${attributes}></precheck-form></fieldset><button>send</button></form>`;
  const sent = (page) => page.evaluate(() => window.sent);
  const KNOWN = '{"applicant":{"logged_in":true}}';
  const WHOLE = {
    applicant: { insured_area: '360600', logged_in: true },
    member: { birth_date: '2015-05-05', has_id_card: false, basic_info_complete: true },
    binding: { mode: 'without_id' },
    commitment: { read_ticked: true, agreed: true },
  };
  const WAYS = {
    'by ElementInternals': undefined,
    'by the stand-in': () => {
      delete HTMLElement.prototype.attachInternals;
      delete window.ElementInternals;
    },
  };

  for (const [way, script] of Object.entries(WAYS)) {
    describe(way, () => {
      const open = (body) => openPage(body, { before: script });

      it('it is one: the form around, its name, its validity', async () => {
        const { page, close } = await open(hosted());
        await loaded(page);
        const seen = await page.evaluate(() => {
          const f = document.querySelector('#f');
          return [f.form === document.forms[0], f.name, f.validity.valid, f.validity.valueMissing, f.checkValidity()];
        });
        assert.deepEqual(seen, [true, 'check', false, true, false]);
        await fillInWrongly(page.locator('#f'));
        await settled(page);
        assert.equal(await page.evaluate(() => document.querySelector('#f').validity.customError), true);
        await close();
      });

      it('has what scripts and form libraries know of other controls: type, labels, willValidate, setCustomValidity', async () => {
        const { page, close, heard } = await open(`<label for="f">检查</label>${hosted()}`);
        await loaded(page);
        await page.locator('#f').evaluate((f, known) => { f.value = known; }, WHOLE);
        await settled(page);
        const seen = await page.evaluate(() => {
          const f = document.querySelector('#f');
          const seen = [f.type, [...f.labels].map(({ textContent }) => textContent), f.willValidate, f.checkValidity()];
          f.setCustomValidity('经办机构退回了这份申请。');
          return [...seen, f.validity.customError, f.validationMessage, f.checkValidity(), document.forms[0].matches(':invalid')];
        });
        assert.deepEqual(seen, ['precheck-form', ['检查'], true, true, true, '经办机构退回了这份申请。', false, !script]);
        await submit(page);
        assert.deepEqual(await heard('submit'), []);
        await page.evaluate(() => document.querySelector('#f').setCustomValidity(''));
        assert.deepEqual(await validity(page), { valid: true, message: '' });
        await page.evaluate(() => { document.querySelector('#part').disabled = true; });
        assert.equal(await page.evaluate(() => document.querySelector('#f').willValidate), false);
        await close();
      });

      it('before it is in the page it can be told that something is wrong', async () => {
        const { page, close } = await open('');
        const message = await page.evaluate(() => {
          const f = document.createElement('precheck-form');
          f.setCustomValidity('退回');
          return [f.validationMessage, f.checkValidity()];
        });
        assert.deepEqual(message, ['退回', false]);
        await close();
      });

      it('cloned, it is sent once, with what is filled in there', async () => {
        const { page, close } = await open(hosted(`value='${KNOWN}'`, 'novalidate'));
        await loaded(page);
        await fillInWrongly(page.locator('#f'));
        await page.evaluate(() => document.forms[0].replaceWith(document.forms[0].cloneNode(true)));
        await loaded(page);
        assert.deepEqual(await page.evaluate(() => new FormData(document.forms[0]).getAll('check')), [KNOWN]);
        await close();
      });

      it('a reset goes back to the attribute value', async () => {
        const { page, close } = await open(hosted(`value='${KNOWN}'`));
        await loaded(page);
        await fillInWrongly(page.locator('#f'));
        await page.evaluate(() => document.forms[0].reset());
        await page.waitForFunction((known) => JSON.stringify(document.querySelector('#f').value) === known, KNOWN);
        assert.equal(await page.locator('#f').getByLabel('代办人参保地').inputValue(), '');
        assert.equal(await page.locator('#f').getByRole('radiogroup', { name: '绑定方式' }).getByLabel('未填').isChecked(), true);
        await close();
      });

      it('novalidate lets through what is incomplete, with what is filled in', async () => {
        const { page, close } = await open(hosted(`value='${KNOWN}'`, 'novalidate'));
        await loaded(page);
        await submit(page);
        assert.deepEqual(await sent(page), { check: KNOWN });
        await close();
      });

      it('in a fieldset that is disabled nothing can be filled in, and nothing holds or is sent', async () => {
        const { page, close } = await open(hosted());
        await loaded(page);
        await page.evaluate(() => { document.querySelector('#part').disabled = true; });
        await settled(page);
        await submit(page);
        assert.deepEqual(await sent(page), {});
        if (!script) assert.equal(await page.locator('#f').getByLabel('代办人参保地').isDisabled(), true);
        await page.evaluate(() => { document.querySelector('#part').disabled = false; document.querySelector('#f').disabled = true; });
        await settled(page);
        assert.equal(await page.locator('#f').getByLabel('代办人参保地').isDisabled(), true);
        await close();
      });

      it('it holds a submit while it has not loaded', async () => {
        const { page, close, heard } = await openPage(hosted(), { before: script, routes: { '**/precheck-run.wasm': () => {} } });
        await page.waitForFunction(() => document.querySelector('#f').validationMessage);
        await submit(page);
        assert.deepEqual(await heard('submit'), []);
        assert.equal((await validity(page)).message, '正在载入…');
        await close();
      });
    });
  }

  it('one question a screen: the message stands where it can be seen', async () => {
    const { page, close, heard } = await openPage(hosted(`paged value='{"applicant":{"insured_area":"360600"}}'`));
    await loaded(page);
    await submit(page);
    assert.deepEqual(await heard('submit'), []);
    assert.match(await focused(page), /^verdict-bar/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#f').shadowRoot.activeElement.name === 'field-applicant-logged_in');
    await close();
  });

  it('a value that stands there already, in another object too, moves nobody; another one begins anew', async () => {
    const { page, close } = await openPage(hosted('paged'));
    await loaded(page);
    const shown = () => page.locator('#f [data-path] input:visible').first().getAttribute('name');
    const first = await shown();
    await page.locator('#f').getByRole('button', { name: '下一项' }).click();
    const second = await shown();
    assert.notEqual(second, first);
    const set = async (change) => {
      await page.evaluate((more) => Object.assign(document.querySelector('#f'), { value: { ...document.querySelector('#f').value, ...more } }), change);
      await settled(page);
      return shown();
    };
    assert.equal(await set({}), second);
    assert.equal(await set({ applicant: { insured_area: '360600' } }), first);
    await close();
  });

  it('the button that a field is left for stays under the pointer until it is let go, however slowly', async () => {
    const { page, close, heard } = await openPage(
      `<form novalidate><precheck-form id="f" name="check" pack="jiangmen/outpatient-selection@2024" as-of="2024-03-01" value='{"requests":[{"kind":"change"}]}'></precheck-form><button>send</button></form>`,
      { viewport: { width: 400, height: 5000 } },
    );
    await loaded(page);
    const button = page.getByRole('button', { name: 'send' });
    const top = async () => (await button.boundingBox()).y;
    await page.locator('#f [data-path="/requests/0/benefit_year"] input').fill('2024'); // once it is left, more is asked
    const before = await top();
    await button.hover();
    await page.mouse.down();
    await page.waitForTimeout(1000);
    assert.equal(await top(), before);
    await page.mouse.up();
    assert.equal((await heard('submit')).length, 1);
    await page.waitForFunction((y) => document.querySelector('main > form > button').getBoundingClientRect().y > y + 40, before);
    await close();
  });

  it('focus() goes to the next open question', async () => {
    const { page, close } = await openPage(hosted(`value='{"applicant":{"insured_area":"360600"}}'`));
    await loaded(page);
    await page.evaluate(() => document.querySelector('#f').focus());
    await page.waitForFunction(() => document.querySelector('#f').shadowRoot.activeElement?.name === 'field-applicant-logged_in');
    await close();
  });
});

describe('loading', () => {
  it('without an edition the day decides', async () => {
    const { page, close } = await openPage(`<precheck-form id="then" pack="jiangmen/outpatient-selection" as-of="2023-03-01"></precheck-form><precheck-form id="now" pack="jiangmen/outpatient-selection" as-of="2024-03-01"></precheck-form>`);
    await loaded(page);
    const editions = await page.evaluate(() => ['then', 'now'].map((id) => document.getElementById(id).report.pack.edition));
    assert.deepEqual(editions, ['2023', '2024']);
    await close();
  });

  it('without a day it is today where the pack holds, and it follows its attributes', async () => {
    const { page, close } = await openPage(`<precheck-form id="f" pack="${BINDING}" as-of="2024-07-03T09:00:00+08:00"></precheck-form>`, { now: '2024-07-31T16:30:00Z' }); // past midnight there
    await loaded(page);
    const becomes = (asOf) => page.waitForFunction((wanted) => document.querySelector('#f').report?.as_of === wanted, asOf);
    await becomes('2024-07-03T09:00:00+08:00');
    await page.evaluate(() => document.querySelector('#f').removeAttribute('as-of'));
    await becomes('2024-08-01T00:00:00+08:00');
    await page.evaluate(() => document.querySelector('#f').setAttribute('locale', 'en'));
    await page.locator('#f').getByRole('radiogroup', { name: 'Binding mode' }).waitFor();
    await page.evaluate(() => document.querySelector('#f').removeAttribute('locale'));
    await page.locator('#f').getByRole('radiogroup', { name: '绑定方式' }).waitFor();
    await close();
  });

  it('left open over midnight it checks for the new day once it is looked at, unless it was given one', async () => {
    const { page, close, heard } = await openPage(`<precheck-form id="f" pack="${BINDING}"></precheck-form><precheck-form id="then" pack="${BINDING}" as-of="2024-08-01"></precheck-form>`, {
      now: '2024-08-01T15:59:30Z', // in Shanghai a minute before midnight
    });
    await loaded(page);
    await page.locator('#f').getByLabel('代办人参保地').fill('360600');
    await page.clock.setFixedTime('2024-08-01T16:30:00Z');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForFunction(() => document.querySelector('#f').report.as_of === '2024-08-02T00:00:00+08:00');
    const count = (await heard('precheck-report')).length;
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await settled(page, '#f');
    await page.waitForTimeout(100);
    assert.equal((await heard('precheck-report')).length, count, 'it is that day already');
    assert.deepEqual(await page.evaluate(() => document.querySelector('#f').value), { applicant: { insured_area: '360600' } });
    assert.equal(await page.evaluate(() => document.querySelector('#then').report.as_of), '2024-08-01T00:00:00+08:00');
    await close();
  });

  it('where a policy forbids WebAssembly it runs as JavaScript, to the same report', async () => {
    const body = `<precheck-form id="f" pack="${BINDING}" as-of="2024-08-01" value='{"binding":{"mode":"without_id"},"member":{"has_id_card":true}}'></precheck-form>`;
    const reports = [];
    for (const on of [pages, strict]) {
      const { page, close } = await openPage(body, { on, allowed: /WebAssembly|wasm-eval|Content Security Policy/ });
      await loaded(page);
      reports.push(await page.evaluate(() => document.querySelector('#f').report));
      await close();
    }
    assert.equal(reports[0].verdict, 'fail');
    assert.deepEqual(reports[1], reports[0]);
  });

  it('the files may lie elsewhere: base', async () => {
    const { page, close } = await openPage(`<precheck-form id="f" base="./moved" pack="${BINDING}" as-of="2024-08-01"></precheck-form>`, {
      routes: { '**/moved/**': (route) => route.continue({ url: route.request().url().replace('/moved/', '/precheck/') }) },
    });
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await loaded(page);
    const ours = [...new Set(asked.filter((path) => /\.(css|wasm)$|compiled|rules/.test(path)))].sort();
    assert.deepEqual(ours, ['/moved/compiled/jiangxi/proxy-binding/2024.js', '/moved/element.css', '/moved/precheck-run.wasm', '/moved/rules/jiangxi/proxy-binding/2024.js']);
    await close();
  });

  it('a page may bring engine and packs itself: provide() and source', async () => {
    const script = `import { provide } from './precheck/element.js';
      import { createPrecheck } from './precheck/run.js';
      import compiled from './precheck/compiled/jiangxi/proxy-binding/2024.js';
      import pack from './precheck/rules/jiangxi/proxy-binding/2024.js';
      import other from './precheck/compiled/jiangmen/outpatient-selection/2024.js';
      import selection from './precheck/rules/jiangmen/outpatient-selection/2024.js';
      provide({ precheck: createPrecheck({ packs: [compiled] }), packs: [pack] });
      const own = document.querySelector('#own');
      createPrecheck({ packs: [other] }).then((precheck) => {
        own.source = { precheck, packs: [selection] };
        own.pack = 'jiangmen/outpatient-selection';
      });`;
    const { page, close } = await openPage(`<precheck-form id="f" pack="jiangxi/proxy-binding" as-of="2024-08-01"></precheck-form><precheck-form id="own" as-of="2024-08-01"></precheck-form>`, { script });
    await loaded(page);
    assert.equal(await page.evaluate(() => document.querySelector('#own').report.pack.id), 'jiangmen/outpatient-selection');
    await close();
  });

  it('institutions of the page are searched and looked up: directory', async () => {
    const script = `document.querySelector('#f').directory = { H1: { name: '江门市示例医院', tier_class: 'tier2' } };`;
    const { page, close } = await openPage('<precheck-form id="f" pack="jiangmen/outpatient-selection@2024" as-of="2024-03-01"></precheck-form>', { script });
    await loaded(page);
    const form = page.locator('#f');
    await form.getByRole('button', { name: /^添加/ }).first().click();
    await form.getByRole('combobox', { name: /编码/ }).first().fill('示例');
    await form.getByRole('option', { name: /江门市示例医院/ }).click();
    assert.match(JSON.stringify(await page.evaluate(() => document.querySelector('#f').value)), /"code":"H1"/);
    await close();
  });

  it('the keys with which a word is composed choose nothing from our list', async () => {
    const script = `document.querySelector('#f').directory = { H1: { name: '江门市示例医院', tier_class: 'tier2' }, H2: { name: '江门市示范医院', tier_class: 'tier2' } };`;
    const { page, close } = await openPage(`<precheck-form id="f" pack="jiangmen/outpatient-selection@2024" as-of="2024-03-01" value='{"requests":[{}]}'></precheck-form>`, { script });
    await loaded(page);
    const box = page.locator('#f [data-path="/requests/0/to/code"]').getByRole('combobox');
    await box.fill('江门');
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: '市', selectionStart: 1, selectionEnd: 1 });
    for (const [key, windowsVirtualKeyCode] of [['ArrowDown', 40], ['Enter', 13], ['Escape', 27]]) await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode });
    assert.equal(await box.inputValue(), '江门市');
    await client.send('Input.insertText', { text: '市' });
    await box.press('ArrowDown');
    await box.press('Enter');
    assert.equal(await box.inputValue(), 'H1', 'the keys that follow do');
    await close();
  });

  it('parameters that a pack leaves to the page: params', async () => {
    const born = '{"member":{"birth_date":"2008-07-03","has_id_card":false},"binding":{"mode":"without_id"}}';
    const { page, close } = await openPage(`<precheck-form id="f" pack="${BINDING}" as-of="2024-07-03" value='${born}'></precheck-form>`);
    await loaded(page);
    assert.equal(await page.evaluate(() => document.querySelector('#f').report.verdict), 'fail', 'sixteen today');
    await page.evaluate(() => { document.querySelector('#f').params = { age_attained_on: 'day_after' }; });
    await page.waitForFunction(() => document.querySelector('#f').report.verdict === 'incomplete');
    await close();
  });

  it('what was set before the element was defined is kept', async () => {
    const script = `const f = document.querySelector('#f'); f.value = { applicant: { insured_area: '360600' } }; f.pack = '${BINDING}'; f.name = 'check';
      import('./precheck/element-define.js');`;
    const { page, close } = await openPage('<form novalidate><precheck-form id="f"></precheck-form><button>send</button></form>', { script, defined: false });
    await loaded(page);
    assert.deepEqual(await page.evaluate(() => document.querySelector('#f').value), { applicant: { insured_area: '360600' } });
    await submit(page);
    assert.deepEqual(await page.evaluate(() => window.sent), { check: '{"applicant":{"insured_area":"360600"}}' });
    await close();
  });
});

describe('events', () => {
  const failing = async (attributes, allowed) => {
    const opened = await openPage(`<form><precheck-form id="f" ${attributes}></precheck-form><button>send</button></form>`, { allowed });
    await opened.page.waitForFunction(() => window.heard.some(({ type }) => type === 'precheck-error'));
    return opened;
  };

  it('precheck-report after each change, with the report; nothing else for what an applicant does', async () => {
    const { page, close, heard } = await openPage(`<precheck-form id="f" pack="${BINDING}" as-of="2024-08-01"></precheck-form>`);
    await loaded(page);
    await fillInWrongly(page.locator('#f'));
    await settled(page);
    const reports = await heard('precheck-report');
    assert.equal(reports[0].verdict, 'incomplete');
    assert.equal(reports.at(-1).verdict, 'fail');
    assert.deepEqual(await heard('precheck-error'), []);
    await close();
  });

  for (const [what, attributes, message, allowed] of [
    ['a name that is none', 'pack="../secret@1"', /^pack="\.\.\/secret@1" is no name of a pack: id@edition, such as /],
    ['a pack that there is not', 'pack="nowhere/topic"', /^there is no pack nowhere\/topic: those that are shipped are .*jiangxi\/proxy-binding/],
    ['an edition that is not served', 'pack="jiangxi/proxy-binding@1999"', /(compiled|rules)\/jiangxi\/proxy-binding\/1999\.js could not be loaded .*by the attribute base, or give the pack to provide\(\)/, /404/],
    ['a value that is no JSON', `pack="${BINDING}" value="{"`, /^the attribute value is no JSON/],
    ['a value that is no form', `pack="${BINDING}" value="[]"`, /^the attribute value is to be a JSON object/],
    ['a day that is none', `pack="${BINDING}" as-of="tomorrow"`, /as_of/],
    ['files that are not there', `pack="${BINDING}" base="elsewhere"`, /elsewhere\/(element\.css|(compiled|rules)\/.*) could not be loaded.*by the attribute base/, /404|Refused to apply style/],
  ]) {
    it(`precheck-error: ${what}; the form holds`, async () => {
      const { page, close, heard } = await failing(attributes, allowed);
      const errors = await heard('precheck-error');
      assert.match(errors[0].message, message);
      assert.deepEqual(await heard('precheck-report'), []);
      await submit(page);
      assert.deepEqual(await heard('submit'), []);
      assert.notEqual((await validity(page)).message, '');
      await close();
    });
  }

  it('what failed is tried again when an attribute says otherwise', async () => {
    const { page, close, heard } = await failing('pack="nowhere/topic"');
    await page.evaluate((pack) => document.querySelector('#f').setAttribute('pack', pack), BINDING);
    await loaded(page);
    assert.equal((await heard('precheck-report')).length, 1);
    await close();
  });
});

describe('<precheck-report>', () => {
  it('is printed with its clauses unfolded, and folded again afterwards', async () => {
    const { page, close } = await openPage(`<precheck-form id="f" pack="${BINDING}" as-of="2024-08-01" value='{"binding":{"mode":"without_id"},"member":{"has_id_card":true}}'></precheck-form><precheck-report for="f"></precheck-report>`);
    await loaded(page);
    const folded = page.locator('precheck-report details:not([open])');
    await folded.first().waitFor();
    const count = await folded.count();
    await page.evaluate(() => addEventListener('beforeprint', () => { window.printed = document.querySelector('precheck-report').shadowRoot.querySelectorAll('details:not([open])').length; }));
    await page.pdf();
    assert.equal(await page.evaluate(() => window.printed), 0);
    assert.equal(await folded.count(), count);
    await close();
  });

  it('shows a report that was made elsewhere, and tells which field a link means', async () => {
    const script = `const f = document.querySelector('#f');
      f.addEventListener('precheck-report', ({ detail }) => { document.querySelector('#r').report = detail; });`;
    const { page, close, heard } = await openPage(
      `<precheck-form id="f" pack="${BINDING}" as-of="2024-08-01" locale="en" value='{"binding":{"mode":"without_id"},"member":{"has_id_card":true}}'></precheck-form><precheck-report id="r"></precheck-report>`,
      { script },
    );
    const report = page.locator('#r');
    await report.getByText('Against the rules').waitFor();
    await report.locator('a[data-path="/binding/mode"]').first().click();
    assert.deepEqual((await heard('precheck-follow')).map(({ id, path }) => [id, path]), [['r', '/binding/mode']]);
    await close();
  });

  it('the line of the verdict leads to it', async () => {
    const { page, close } = await openPage(`<precheck-form id="f" pack="${BINDING}"></precheck-form><precheck-report id="r" for="f"></precheck-report>`);
    await loaded(page);
    await page.locator('#r .verdict').waitFor();
    await page.locator('#f').getByRole('link', { name: '查看结果' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'r');
    await close();
  });

  it('within a shadow tree of the page\'s it finds its form', async () => {
    const script = `const host = document.querySelector('#host').attachShadow({ mode: 'open' });
      host.innerHTML = '<precheck-form id="f" pack="${BINDING}"></precheck-form><precheck-report for="f"></precheck-report>';`;
    const { page, close } = await openPage('<div id="host"></div>', { script });
    await page.locator('#host precheck-report .verdict').waitFor();
    await close();
  });
});

describe('other browsers', () => {
  /** A function body that finds a field's control in the shadow tree. */
  const AT = "const f = document.querySelector('#check'); const at = (path, rest) => f.shadowRoot.querySelector(`[data-path=\"${path}\"] input${rest || ''}`);";

  for (const { name, launch } of ENGINES.filter((engine) => engine.name !== 'Chromium')) {
    it(`${name}: the example holds a submit at the field in the way, and sends what was mended`, async () => {
      const { origin, stop } = await serve(join(root, 'web/examples/element'));
      const browser = await launch();
      try {
        const page = await browser.open(`${origin}/`);
        const get = (body) => page.run(`${AT} ${body}`, {});
        const press = async (body) => {
          const find = `${AT} const node = ${body}; node.scrollIntoView({ block: 'center' }); return node`;
          await page.press(await page.element(find, {}));
        };
        const until = (wanted, body) => eventually(async () => assert.deepEqual(await get(`return ${body}`), wanted));
        const type = async (text, body) => {
          await get(`${body}.focus()`);
          await page.type(await page.element(`${AT} return ${body}`, {}), text);
        };
        const sendIt = () => press("document.querySelector('form > button')");

        await until('incomplete', 'f.report && f.report.verdict');
        assert.deepEqual(await get("return [typeof f.attachInternals, f.form.id]"), ['function', 'application']);
        await type('138', "document.querySelector('[name=phone]')");
        await sendIt();
        await until('field-applicant-insured_area', 'f.shadowRoot.activeElement && f.shadowRoot.activeElement.id');
        assert.equal(await get("return document.querySelector('output').textContent"), '');

        await type('360600', "at('/applicant/insured_area')");
        await press("at('/member/has_id_card', '[value=\"false\"]')");
        await press("at('/binding/mode', '[value=with_id]')");
        await until(['/binding/mode'], "f.report.findings.filter(({ severity }) => severity === 'error').map(({ path }) => path)");
        await until('true', "f.shadowRoot.querySelector('[data-path=\"/binding/mode\"]').getAttribute('aria-invalid')");
        await press("at('/member/has_id_card', '[value=\"true\"]')");
        await press("at('/member/face_verified', '[value=\"true\"]')");
        await until('', 'f.validationMessage');
        await sendIt();
        await until(true, "document.querySelector('output').textContent.startsWith('已提交')");
        const sent = JSON.parse((await get("return document.querySelector('output').textContent")).replace('已提交：', ''));
        assert.equal(JSON.parse(Object.fromEntries(sent).check).binding.mode, 'with_id');
        // Firefox says so of the element, although it goes to the control that was named to it.
        assert.deepEqual(browser.faults.filter((text) => !/name=.check. is not focusable/.test(text)), []);
      } finally {
        await browser.close();
        await stop();
      }
    });
  }
});
