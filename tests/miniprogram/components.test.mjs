// <precheck-form>, <precheck-report> and the sample's pages, by WeChat's own template compiler in jsdom.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { fillIn, PAGES, passingCase, valueAt } from './support/applicant.mjs';
import { copySample } from './support/sample.mjs';
import { createSimulator } from './support/simulator.mjs';

const sample = copySample();
const simulator = createSimulator(sample.folder);
after(sample.remove);

/** A page of the sample, with its form and report as an applicant meets them. */
async function open(path, day) {
  const page = simulator.render(path);
  const find = (selector) => page.querySelector(selector);
  if (day) find('.day').dispatchEvent('change', { detail: { value: day } });
  await until(() => find('#form').data.verdict.line !== '' && find('#report').data.verdict.word !== '');
  const form = find('#form');
  const rows = () => form.data.cards.flatMap((card) => card.rows).map((row) => ({ ...row, filled: row.value !== '' || row.index > 0 || row.none || row.options.some(({ chosen }) => chosen) }));
  const at = (selector, pointer, raw) => {
    const nodes = form.querySelectorAll(selector).filter(({ dom }) => dom.dataset.at === pointer && (raw === undefined || dom.dataset.raw === raw));
    assert.equal(nodes.length, 1, `one ${selector} for ${pointer} ${raw ?? ''}`);
    return nodes[0];
  };
  const send = async (node, event, detail) => {
    node.dispatchEvent(event, { detail });
    await simulator.sleep(1);
  };
  const tap = (...place) => send(at(...place), 'tap');
  const answer = async ({ pointer, control, options }, value) => {
    const raws = [].concat(value).map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
    if (control === 'options') await tap('.option', pointer, raws[0]);
    else if (control === 'checks') for (const raw of raws) await tap('.option', pointer, raw);
    else if (control === 'picker') await send(at('.pick', pointer), 'change', { value: String(options.findIndex(({ raw }) => raw === raws[0]) + 1) });
    else if (control === 'day' || control === 'month') await send(at('.pick', pointer), 'change', { value: raws[0] });
    else {
      for (const end of [1, raws[0].length]) await send(at('.box', pointer), 'input', { value: raws[0].slice(0, end) }); // taps.test.mjs types every key
      await send(at('.box', pointer), 'blur', { value: raws[0] });
      await simulator.sleep(250); // the keyboard is closed
    }
  };
  return {
    page, form, rows, at, send, tap, answer,
    report: find('#report'),
    none: ({ pointer }) => send(form.querySelectorAll('.option').find(({ dom }) => dom.dataset.at === pointer && dom.dataset.raw === undefined), 'tap'),
    add: ({ pointer }) => tap('.add', pointer),
    row: (pointer) => rows().find((row) => row.pointer === pointer && row.type === 'field'),
    close: () => page.detach(),
  };
}

async function until(holds) {
  for (let count = 0; count < 500 && !holds(); count++) await simulator.sleep(10);
  assert.ok(holds());
}

const shown = ({ dom }) => dom.textContent.replace(/\s+/g, ' ');

for (const [path, packs] of Object.entries(PAGES)) {
  for (const pack of packs) {
    test(`${path}: whoever answers what is asked, as in a passing form of ${pack}, is told that nothing is wrong`, async () => {
      const { form, day, id } = passingCase(pack);
      const device = await open(path, day);
      assert.equal(device.form.data.verdict.kind, 'incomplete');
      const asked = await fillIn(device, form);
      assert.ok(asked.length > 3, `${id}: ${asked}`);
      assert.equal(device.form.data.verdict.kind, 'pass', `${id}: ${device.form.data.verdict.line}`);
      assert.equal(device.form.data.next.pointer, '', 'no question is left');
      assert.deepEqual(device.page.data.report.pack, { ...device.page.data.report.pack, id: pack.split('@')[0], edition: pack.split('@')[1] });
      assert.match(shown(device.report), /未发现问题.*这里通过不等于审批通过/);
      device.close();
    });
  }
}

test('somebody of age without an ID card is refused at the field, in words, with the clause; corrected, the form is accepted', async () => {
  const { form, day } = passingCase('jiangxi/proxy-binding@2024');
  const device = await open('pages/proxy-binding/index', day);
  await fillIn(device, form);
  assert.equal(form.binding.mode, 'without_id');
  const born = (day) => device.send(device.at('.pick', '/member/birth_date'), 'change', { value: day });
  await born('2000-01-01');
  const row = device.row('/binding/mode');
  assert.equal(row.invalid, true);
  assert.equal(device.form.data.verdict.kind, 'fail');
  assert.match(row.messages[0].word, /不符合/);
  assert.ok(shown(device.form).includes(row.messages[0].text), 'the message is on the screen');
  assert.match(shown(device.report), /有不符合之处/);
  assert.ok(shown(device.report).includes(row.messages[0].text));

  const fold = device.report.querySelectorAll('.fold-button')[0];
  assert.equal(device.report.querySelector('.clause'), undefined);
  await device.send(fold, 'tap');
  assert.match(shown(device.report.querySelector('.clause')), /S2-\d\d.+江西/);

  await born(form.member.birth_date);
  assert.equal(device.row('/binding/mode').invalid, false);
  assert.equal(device.form.data.verdict.kind, 'pass', device.form.data.verdict.line);
  device.close();
});

test('what no longer matters folds away and comes back on demand', async () => {
  const { form, day } = passingCase('jiangxi/proxy-binding@2024');
  const device = await open('pages/proxy-binding/index', day);
  await fillIn(device, form);
  await device.tap('.option', '/member/has_id_card', 'false');
  await device.send(device.at('.pick', '/member/birth_date'), 'change', { value: '2020-01-01' });
  await device.tap('.option', '/binding/mode', 'without_id');
  await device.tap('.option', '/commitment/agreed', 'true');
  await device.tap('.option', '/binding/mode', 'with_id');
  await device.tap('.option', '/member/has_id_card', 'true');
  assert.equal(device.row('/commitment/agreed'), undefined, 'the commitment letter is not for somebody with an ID card');
  await device.send(device.form.querySelectorAll('.fold-button').find(({ dom }) => dom.dataset.at === ''), 'tap');
  assert.equal(device.row('/commitment/agreed').options[0].chosen, true, 'what was said there is kept');
  device.close();
});

test('lists: not answered, none, elements added and taken away again', async () => {
  const device = await open('pages/cross-region-filing/index', '2024-01-10');
  const list = '/prior_filings';
  const waits = () => device.page.data.report.missing.includes(list);
  const has = () => valueAt(device.page.data.form, list);
  const isOpen = device.rows().some((row) => row.pointer === list && row.type === 'heading');
  if (!isOpen) await device.send(device.form.querySelectorAll('.fold-button').find(({ dom }) => dom.dataset.at === ''), 'tap');
  await device.none({ pointer: list });
  assert.deepEqual(has(), [], 'none is an answer');
  assert.equal(waits(), false);
  await device.none({ pointer: list });
  assert.equal(has(), undefined);
  await device.add({ pointer: list });
  await device.add({ pointer: list });
  await device.answer(device.row(`${list}/1/dest_area`), '420100');
  assert.deepEqual(has(), [{}, { dest_area: '420100' }]);
  await device.tap('.remove', `${list}/0`);
  assert.deepEqual(has(), [{ dest_area: '420100' }], 'the second moves up');
  await device.tap('.remove', `${list}/0`);
  assert.equal(has(), undefined, 'a list without elements is open again');
  device.close();
});

test('a region picker gives the code of the smallest area that was chosen, and a municipality its own', async () => {
  const device = await open('pages/proxy-binding/index', '2024-07-03');
  const pointer = '/applicant/insured_area';
  const pick = async (value, code) => {
    await device.send(device.form.querySelectorAll('.region').find(({ dom }) => dom.dataset.at === pointer), 'change', { value, code });
    return valueAt(device.page.data.form, pointer);
  };
  assert.equal(await pick(['江西省', '鹰潭市', '全部'], ['360000', '360600']), '360600');
  assert.match(device.row(pointer).help, /已选：鹰潭市/);
  assert.equal(await pick(['江西省', '鹰潭市', '月湖区'], ['360000', '360600', '360602']), '360602');
  assert.equal(await pick(['北京市', '北京市', '全部'], ['110000', '110100']), '110000');
  assert.equal(await pick(['全部', '全部', '全部'], []), undefined);
  device.close();
});

test('clearing the form empties it; another day is another check', async () => {
  const { form, day } = passingCase('shenzhen/cross-region-filing@2023');
  const device = await open('pages/cross-region-filing/index', day);
  await fillIn(device, form);
  await device.send(device.page.querySelector('.day'), 'change', { value: '2020-01-01' });
  await until(() => !device.page.data.report);
  assert.match(shown(device.form), /现在无法检查.*pack\.no_edition_in_force/, 'no edition was in force, and the form says so');
  await device.send(device.page.querySelector('.day'), 'change', { value: day });
  await until(() => device.form.data.verdict.kind === 'pass');
  assert.doesNotMatch(shown(device.form), /现在无法检查/);
  await device.send(device.page.querySelectorAll('.tool')[1], 'tap');
  assert.deepEqual(device.page.data.form, {});
  assert.equal(device.form.data.verdict.kind, 'incomplete');
  device.close();
});

test('an institution is found by its name, and what the directory knows of it is not asked for', async () => {
  const components = simulator.require('yibao-precheck/components/index');
  const topics = simulator.require('./topics');
  const compiled = topics.flatMap((topic) => topic.compiled);
  const directory = JSON.parse(readFileSync(join(root, 'web/examples/directory.json'), 'utf8'));
  components.provide({ precheck: simulator.require('yibao-precheck').createPrecheck({ packs: compiled }), packs: topics.flatMap((topic) => topic.documents), directory });
  const device = await open('pages/outpatient-selection/index', '2024-01-10');
  await device.answer(device.row('/person/insurance_type'), 'employee');
  await device.none({ pointer: '/current_selections' });
  await device.add({ pointer: '/requests' });
  await device.answer(device.row('/requests/0/kind'), 'add');
  await device.answer(device.row('/requests/0/benefit_year'), '2024');
  const code = '/requests/0/to/code';
  await device.send(device.at('.box', code), 'input', { value: '综合' });
  const offered = device.row(code).options.map(({ title }) => title);
  assert.ok(offered.length > 0 && offered.every((name) => name.includes('综合')), `${offered}`);
  const [found] = Object.entries(directory).find(([, { name, pooling_area }]) => name.includes('综合') && pooling_area === '440700');
  await device.send(device.at('.box', code), 'input', { value: '综合' });
  await device.tap('.option', code, found);
  assert.equal(valueAt(device.page.data.form, code), found);
  assert.match(device.row(code).help, /机构名录：.*综合/);
  const missing = device.page.data.report.missing.filter((pointer) => pointer.startsWith('/requests/0/to/'));
  assert.deepEqual(missing, [], 'the directory knows the rest');
  device.close();
});

test('the text follows WeChat\'s setting and is larger for the aged', async () => {
  const device = await open('pages/proxy-binding/index', '2024-07-03');
  const size = () => Number(/font-size: ([\d.]+)px/.exec(device.form.querySelector('.precheck').dom.getAttribute('style'))[1]);
  assert.equal(size(), 16);
  globalThis.wx.getAppBaseInfo = () => ({ fontSizeSetting: 20 });
  device.form.triggerPageLifeTime('show');
  assert.equal(size(), 20);
  device.page.setData({ elder: true });
  assert.equal(size(), 25);
  globalThis.wx.getAppBaseInfo = () => ({ fontSizeSetting: 16 });
  device.form.triggerPageLifeTime('show');
  assert.ok(size() >= 18, 'main text for the aged is 18 at least');
  device.close();
});
