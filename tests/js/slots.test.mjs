// Forms that are written straight into wasm memory, where that differs from JSON text: what a value can do while it is read,
// and where its text would be too long. Random forms: equal-reports.test.mjs.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { changed, goodForm, goodOptions, pack, source } from './support/example.mjs';
import { compare, outcomeOf } from './support/equal.mjs';

const wide = changed('facts.properties.note.maxLength', 50_000);
wide.rules[0].message['zh-CN'] = "${has(note) ? note : ''}";
wide.facts.properties.list = { type: 'array', maxItems: 20_000, items: { type: 'integer' }, title: pack.title, 'x-optional': true };
wide.facts.properties.remarks = { type: 'array', maxItems: 20_000, items: { type: 'string', maxLength: 120 }, title: pack.title, 'x-optional': true };
wide.facts.properties.people = {
  type: 'array',
  maxItems: 3,
  title: pack.title,
  'x-optional': true,
  items: { type: 'object', properties: { name: { type: 'string', title: pack.title, maxLength: 9 }, days: { type: 'number', title: pack.title } } },
};
for (const name of ['area', 'unread_area']) {
  wide.facts.properties[name] = { type: 'string', format: 'cn-area-code', title: pack.title, 'x-optional': true };
}
wide.facts.properties.day = { type: 'string', format: 'date', title: pack.title, 'x-optional': true };
wide.rules.push({
  ...wide.rules[0], id: 'area', when: 'has(area) && has(day)', assert: "area == '110101' && day < today",
  message: { 'zh-CN': "${has(area) ? area : ''} ${has(day) ? string(day) : ''}" },
});
const lateForm = { kind: 'planned', days: 99 }; // its note is shown

const createEngine = () => createPrecheck({ packs: [wide], sources: [source] });
const engine = await createEngine();

/** A form's report, the same in every way; an error's code where there is none. */
function answerOf(form, options = goodOptions, of = engine) {
  const { answer, differences } = compare(of, pack.id, form, options);
  assert.deepEqual(differences.map((difference) => difference.slice(0, 2000)), []);
  const { error, verdict } = JSON.parse(answer);
  return verdict ?? error.code;
}

describe('a form whose getters', () => {
  it('throw is refused as JSON.stringify would, and the engine goes on', () => {
    const form = { ...goodForm };
    Object.defineProperty(form, 'note', { enumerable: true, get: () => { throw new Error('no note today'); } });
    assert.match(outcomeOf(() => engine.checkText(pack.id, form, goodOptions)), /^\{"error":\{"code":"form\.not_json","message":".*no note today"/);
    assert.equal(answerOf(form), 'form.not_json');
    assert.equal(answerOf(new Proxy({ ...goodForm }, { get: (_, name) => { if (name === 'days') throw new Error('no days'); } })), 'form.not_json');
    assert.equal(answerOf(goodForm), 'pass');
  });

  const asking = (ask) => {
    const form = { kind: 'planned', people: [{}], get note() { ask(); return '一'; }, days: 3 };
    Object.defineProperty(form.people[0], 'name', { enumerable: true, get: () => { ask(); return 'x'; } });
    return form;
  };

  it('ask the same engine is read as if they did not', () => {
    assert.equal(answerOf(asking(() => engine.check(pack.id, { ...lateForm, note: 'y', visit_date: '2023-06-02' }, goodOptions))), 'pass');
    assert.equal(answerOf(asking(() => engine.verdict(pack.id, '{"days": 99}', goodOptions))), 'pass');
  });

  it('ask so much that the checker of the form is closed meanwhile', () => {
    assert.equal(answerOf(asking(() => {
      for (let day = 1; day <= 9; day++) engine.check(pack.id, { ...lateForm, note: '一'.repeat(day * 100) }, { asOf: `2023-06-0${day}` });
    })), 'pass');
  });

  it('make the memory grow', async () => {
    const another = await createEngine();
    const line = JSON.stringify({ pack: pack.id, as_of: '2023-06-01', form: { ...lateForm, note: 'x'.repeat(50_000) } });
    const form = asking(() => another.checkMany(`${line}\n`.repeat(400)));
    assert.equal(answerOf(form, goodOptions, another), 'pass');
    another.dispose();
  });

  it('hand in a directory', () => {
    assert.equal(answerOf(asking(() => engine.check(pack.id, goodForm, { ...goodOptions, directory: {} }))), 'pass');
  });
});

it('toJSON counts where it is hidden', () => {
  const hidden = (form, toJSON) => Object.defineProperty({ ...form }, 'toJSON', { value: toJSON, enumerable: false });
  assert.equal(answerOf(hidden(goodForm, () => lateForm)), 'fail');
  assert.equal(answerOf({ ...goodForm, people: [hidden({ name: 'x' }, () => 5)] }), 'fail');
  assert.equal(answerOf(Object.defineProperty(Object.assign(Object.create(null), goodForm), 'toJSON', { value: () => lateForm })), 'fail');
  assert.equal(answerOf(hidden(goodForm, 5)), 'pass');
});

describe('a form that as JSON is beyond 1 MiB is refused', () => {
  it('by texts, as long as they are with their escapes', () => {
    for (const [unit, most] of [['x', 1_048_000], ['一', 349_000], ['\u0001', 174_000], ['\n', 524_000], ['\u{1f600}', 262_000]]) {
      assert.equal(answerOf({ ...goodForm, note: unit.repeat(most) }), 'fail', `${most} of ${escape(unit)}: too long for the note`);
      assert.equal(answerOf({ ...goodForm, note: unit.repeat(most + 1000) }), 'form.too_large');
      assert.equal(answerOf({ kind: unit.repeat(most + 1000) }), 'form.too_large');
    }
  });

  it('by many texts that nobody reads', () => {
    for (const unit of ['x', '~', '"', '\\', '\u0001', '\u007f', '一']) {
      const remark = unit.repeat(120);
      const bytes = (value) => Buffer.byteLength(JSON.stringify(value));
      const most = Math.floor((2 ** 20 - 500) / (bytes(remark) + 1)); // a line of JSONL has more around its form
      assert.equal(answerOf({ ...goodForm, remarks: Array(most).fill(remark) }), 'pass', `${most} of ${escape(unit)}`);
      assert.equal(answerOf({ ...goodForm, remarks: Array(most + 10).fill(remark) }), 'form.too_large');
    }
  });

  it('by numbers', () => {
    assert.equal(answerOf({ ...goodForm, list: Array(40_000).fill(-1.2345678901234567e-300) }), 'fail');
    assert.equal(answerOf({ ...goodForm, list: Array(50_000).fill(-1.2345678901234567e-300) }), 'form.too_large');
    assert.equal(answerOf({ ...goodForm, list: Array(10_001).fill(1) }), 'fail');
    assert.equal(answerOf({ ...goodForm, list: Array(10_000).fill(1) }), 'pass');
  });

  it('by many elements, which takes no memory of wasm', () => {
    assert.equal(answerOf({ ...goodForm, people: Array(300_000) }), 'form.too_large');
    assert.equal(answerOf({ ...goodForm, people: Array.from({ length: 30_000 }, () => ({ name: 'x', days: 1.5 })) }), 'fail');
    assert.equal(answerOf({ ...goodForm, people: Array(4_000_000) }), 'form.too_large');
    assert.equal(answerOf(goodForm), 'pass');
  });
});

it('texts that are not ASCII are whole, however much room there is', async () => {
  for (const unit of ['é', '一', '\u{1f600}']) {
    for (const length of [2048, 4094, 4095, 4096, 4097]) {
      const fresh = await createEngine();
      assert.equal(answerOf({ ...lateForm, note: `${'x'.repeat(length % unit.length)}${unit.repeat(length / unit.length)}` }, goodOptions, fresh), 'fail');
      fresh.dispose();
    }
  }
});

it('what is written as a value is what its text is read as', async () => {
  const facts = {
    day: { type: 'string', format: 'date' },
    whole: { type: 'integer', minimum: -5, maximum: 3_000_000_000 },
    real: { type: 'number', minimum: -1.5, maximum: 1e300 },
    flag: { type: 'boolean' },
    choice: { type: 'string', enum: ['a', 'two', '三'] },
    many: { type: 'string', enum: Array.from({ length: 12 }, (_, i) => `value ${i}`) },
    listed: { type: 'integer', enum: [1, 2] },
    short: { type: 'string', minLength: 2, maxLength: 4 },
    unread: { type: 'string', minLength: 2, maxLength: 4 },
  };
  for (const fact of Object.values(facts)) Object.assign(fact, { title: pack.title, 'x-optional': true });
  for (const zone of ['Asia/Shanghai', 'UTC', '-11:00']) {
    const shown = Object.keys(facts).filter((name) => name !== 'unread').map((name) => `\${has(${name}) ? string(${name}) : ''}`);
    const showing = { ...changed('facts', { type: 'object', properties: facts }), time_zone: zone, parameters: {} };
    showing.rules = [{ ...pack.rules[0], when: undefined, assert: 'false', path: '/day', message: { 'zh-CN': shown.join('|') }, remedy: undefined }];
    const of = await createPrecheck({ packs: [JSON.stringify(showing)], sources: [source] });
    const values = {
      day: ['1901-12-13', '1901-12-14', '1902-01-01', '1969-12-31', '1970-01-01', '2000-02-29', '2024-02-29', '2024-12-31', '2038-01-19', '2038-01-20', '0001-01-01',
        '9999-12-31', '2023-02-29', '1900-02-29', '2023-13-01', '2023-00-10', '2023-04-31', '2023-04-00', '0000-01-01', '2023-4-01', '2023/04/01', '202a-04-01', '２０23-04-1', ''],
      whole: [-6, -5, -0, 0, 2 ** 31 - 1, 2 ** 31, 3e9, 3e9 + 1, 1.5, 2 ** 53, 1e300, NaN],
      real: [-1.5, -1.6, -0, 0, 7, 0.1, 1e300, 1.1e300, Infinity, 2 ** 53 + 2],
      flag: [true, false, null, 'true', 1],
      choice: ['a', 'two', '三', 'A', '', 3],
      many: ['value 0', 'value 11', 'value 12'],
      listed: [1, 2, 3, 1.5],
      short: ['', 'a', 'ab', 'abc', 'abcd', 'abcde', '一二', '一二三四五', '\u{1f600}', '\u{1f600}\u{1f600}', '\u{1f600}'.repeat(4), '\u{1f600}'.repeat(5), '\ud800a'],
    };
    values.unread = values.short;
    for (const [name, all] of Object.entries(values)) {
      for (const value of all) answerOf({ [name]: value }, goodOptions, of);
    }
    of.dispose();
  }
});

it('of a form and parameters that are both wrong the form is named', () => {
  for (const params of [{ most_days: 5n }, '\ud800', '{', { most_days: 'many' }]) {
    assert.equal(answerOf({ note: '\ud800' }, { ...goodOptions, params }), 'form.malformed_json');
    assert.equal(answerOf(undefined, { ...goodOptions, params }), 'form.not_json');
  }
  assert.equal(answerOf(goodForm, { ...goodOptions, params: '\ud800' }), 'params.malformed_json');
  assert.equal(answerOf(goodForm, { ...goodOptions, params: { most_days: 5n } }), 'params.not_json');
  assert.equal(answerOf(goodForm, { ...goodOptions, params: 'x'.repeat(3 << 20) }), 'params.too_large');
});

describe('a text of a format', () => {
  const areas = ['110101', '990100', '012345', '000000', 'XPCC', 'xpcc', '11010', '1101011', '11010a', '1101 1', '１１０１０１', '11010/', '11010:', '', '\ud800'];
  for (const area of areas) {
    it(`is read as its text would be: the area ${JSON.stringify(area)}`, () => {
      answerOf({ ...goodForm, area, unread_area: area, day: '2020-02-29' });
    });
  }

  const days = ['0001-01-01', '0000-12-31', '1900-02-29', '2000-02-29', '2023-02-29', '2024-02-30', '2023-04-31', '2023-00-10', '2023-13-10', '2023-01-00',
    '2023-01-32', '1901-12-13', '1901-12-14', '2038-01-19', '2038-01-20', '9999-12-31', '2023-1-010', '2023-01-1x', '2023-01-1:', '2023/01/01', '12023-01-01', ''];
  for (const day of days) {
    it(`is read as its text would be: the day ${JSON.stringify(day)}`, () => {
      answerOf({ ...goodForm, area: '110100', day });
    });
  }

  it('is the same day of every month and year', () => {
    for (let at = Date.UTC(1896, 0, 1); at < Date.UTC(2046, 0, 1); at += 86_400_000 * 13) {
      answerOf({ ...goodForm, area: '110100', day: new Date(at).toISOString().slice(0, 10) });
    }
  });
});
