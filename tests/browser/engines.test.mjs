// One form from start to finish, as a person fills it in, in Chromium, Firefox and WebKit: what is wrong is explained, what is corrected is accepted, and
// every browser says the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { builtFolder, serve } from './support/browser.mjs';
import { ENGINES } from './support/engines.mjs';
import { eventually, personAt } from './support/person.mjs';

const TOPIC = '医保亲情代办：绑定亲情成员';
const APPLICANT = ['group', '代办人'];
const MEMBER = ['group', '亲情成员'];
const BINDING = ['group', '绑定'];
const COMMITMENT = ['group', '承诺书'];
const REPORT = ['region', '检查结果'];
const MODE = [BINDING, ['radiogroup', '绑定方式']];

let build;
before(async () => {
  build = await serve(builtFolder());
});
after(() => build?.stop());

const reports = {};

for (const { name, launch } of ENGINES) {
  test(`${name}: a birth date that does not fit is explained; once corrected, the form is accepted`, async () => {
    const browser = await launch();
    try {
      reports[name] = await fillIn(browser);
      assert.deepEqual(browser.faults, []);
    } finally {
      await browser.close();
    }
  });
}

test('all of them report the same at every stage', () => {
  const { Chromium: expected, ...others } = reports;
  assert.deepEqual(Object.keys(others), ['Firefox', 'WebKit'], 'a browser has not come to its end');
  for (const [name, report] of Object.entries(others)) assert.deepEqual(report, expected, name);
});

async function fillIn(browser) {
  const page = await browser.open(`${build.origin}/web/`);
  const person = personAt(page);
  const answer = (yes, ...path) => person.press(...path, ['radio', yes ? '是' : '否']);

  await person.pick('中文', ['combobox', 'Language']);
  await person.press(['link', TOPIC]);
  await person.pick('2024-08-01', ['label', '检查日期']);
  await person.type('360600', APPLICANT, ['combobox', '代办人参保地']);
  await answer(true, APPLICANT, ['radiogroup', '已登录']);
  await person.pick('2007-05-05', MEMBER, ['label', '出生日期']);
  await answer(false, MEMBER, ['radiogroup', '已办理身份证']);
  await person.press(MEMBER, ['button', '现在不用填的']);
  await person.type('Zhou', MEMBER, ['textbox', '姓名']);
  await person.type('360600', MEMBER, ['combobox', '亲情成员参保地']);
  await person.pick('子女', MEMBER, ['combobox', '与代办人的关系']);
  await answer(true, MEMBER, ['radiogroup', '基本信息已填完']);
  await person.press(...MODE, ['radio', '未办理身份证']);
  await answer(true, COMMITMENT, ['radiogroup', '已勾选']);
  await answer(true, COMMITMENT, ['radiogroup', '已点']);
  const wrong = await reportOnce(person, /有不符合之处/);
  assert.match(await person.readsAbout(...MODE), /16\s*周岁/, 'the message stands at its field');
  assert.equal(await person.isWrong(...MODE), true);

  await person.pick('2016-05-05', MEMBER, ['label', '出生日期']);
  const corrected = await reportOnce(person, /未发现问题/);
  assert.equal(await person.isWrong(...MODE), false);
  return { wrong, corrected };
}

function reportOnce(person, words) {
  return eventually(async () => {
    const text = await person.reads(REPORT);
    assert.match(text, words);
    return text;
  });
}
