// The view model: what every renderer draws from. Over every shipped pack and every golden case.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { createPrecheck } from '../../dist/node.js';
import { areasFile } from '../../web/areas.mjs';
import { initialsOf, MAX_READINGS, withInitials } from '../../web/initials.mjs';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { resolvedPacks } from '../../wasm/scripts/shipped-documents.mjs';
import { viewModel } from './support/view-model.mjs';

const { added, areaCodeOf, areasOf, changed, describeForm, describeReport, fieldsOf, idleFacts, findInstitutions, indexClauses, parentPointer, removed, searchInstitutions, withoutSensitive } = viewModel;

const packs = await resolvedPacks();
const precheck = await createPrecheck({ packs });
after(() => precheck.dispose());

const packOf = (key) => packs.find(({ id, edition }) => `${id}@${edition}` === key);
const cases = readCaseFiles().flatMap(({ pack, cases }) => cases.map((entry) => ({ ...entry, pack })));
const checkOf = ({ pack, as_of, params }, locale = 'zh-CN') => (form) => precheck.check(pack, form, { asOf: as_of, locale, params });
const CHINESE = /[\u4e00-\u9fff]/;

for (const pack of packs) {
  const key = `${pack.id}@${pack.edition}`;

  test(`${key}: the fields stand in the schema's order, each with a label, options with titles, in both languages`, () => {
    for (const locale of ['zh-CN', 'en']) {
      const { root, next } = describeForm({ pack, form: {}, locale });
      assert.equal(next, null, 'without a report nothing is known to be open');
      const expected = [];
      const walk = (fact, pointer) => {
        for (const [name, child] of Object.entries(fact.properties ?? {})) {
          expected.push(`${pointer}/${name}`);
          walk(child, `${pointer}/${name}`);
        }
      };
      walk(pack.facts, '');
      const fields = fieldsOf(root).slice(1);
      assert.deepEqual(fields.map(({ pointer }) => pointer), expected);
      for (const { pointer, label, help, options, kind } of fields) {
        const words = [label, help, ...options.flatMap(({ title, help }) => [title, help])].filter((text) => text !== '');
        assert.notEqual(label, pointer.split('/').pop(), `${pointer} has no title`);
        if (kind === 'choice' || kind === 'checks') assert.notEqual(options.length, 0, pointer);
        if (locale === 'zh-CN') assert.match(label, CHINESE, pointer);
        else for (const text of words) assert.match(text, /[a-z]{2}/i, pointer); // proper names stay Chinese
      }
    }
  });
}

/** With days in words as reports write them, and without the space around them. */
function withDaysAsWritten(text) {
  const two = (number) => number.padStart(2, '0');
  return text.replace(/(\d{4})年(\d+)月(?:(\d+)日)?/g, (_, year, month, day) => [year, two(month), ...(day ? [two(day)] : [])].join('-')).replace(/ ?(\d{4}-\d\d(-\d\d)?) ?/g, '$1');
}

for (const key of new Set(cases.map(({ pack }) => pack))) {
  const own = cases.filter(({ pack }) => pack === key);
  const pack = packOf(key);
  const clauses = indexClauses(pack.resolved.sources);

  test(`${key}: every finding is at a field, every fact waited for is marked, and every link leads to a field`, () => {
    for (const entry of own) {
      const { form } = entry;
      const report = checkOf(entry)(form);
      const view = describeForm({ pack, form, report, locale: 'zh-CN' });
      const fields = fieldsOf(view.root);
      const drawn = new Set(fields.map(({ pointer }) => pointer));
      assert.equal(drawn.size, fields.length, 'no field twice');
      assert.deepEqual(JSON.parse(JSON.stringify(view)), view, 'plain JSON');

      const texts = fields.flatMap(({ messages }) => messages.map(({ text }) => text));
      assert.deepEqual(texts.map(withDaysAsWritten).sort(), report.findings.map(({ message }) => withDaysAsWritten(message)).sort(), entry.id);
      const invalid = fields.some((field) => field.invalid);
      assert.equal(invalid, report.findings.some(({ severity, resolved_by_plan }) => severity === 'error' && !resolved_by_plan), entry.id);
      assert.equal(fields.some(({ needed }) => needed), report.missing.length > 0, entry.id);
      for (const { pointer, needed, messages, matters } of fields) if (needed || messages.length > 0) assert.ok(matters, `${entry.id} ${pointer}`);
      if (report.missing.length > 0) {
        const next = fields.find(({ pointer }) => pointer === view.next.pointer);
        const beside = fields.filter(({ pointer }) => pointer.startsWith(`${parentPointer(next.pointer)}/`));
        assert.ok(next.needed || (next.lookedUp && !next.filled && beside.some(({ needed }) => needed)), 'the next question is an open one, or the code that answers it');
      } else assert.equal(view.next, null);

      const drawnReport = describeReport({ pack, form, report, clauses, locale: 'zh-CN' });
      assert.deepEqual(JSON.parse(JSON.stringify(drawnReport)), drawnReport, 'plain JSON');
      assert.equal(drawnReport.verdict.kind, report.verdict);
      const counts = Object.fromEntries(drawnReport.sections.map(({ name, entries }) => [name, entries.length]));
      const lists = { ...report, outcomes: Object.keys(report.outcomes) };
      for (const name of ['findings', 'missing', 'plan', 'requirements', 'outcomes', 'guidance', 'pending', 'errors']) {
        assert.equal(counts[name] ?? 0, lists[name].length, `${entry.id}: ${name}`);
      }
      for (const { entries, name } of drawnReport.sections) {
        assert.equal(new Set(entries.map(({ key }) => key)).size, entries.length, `${entry.id}: the keys of ${name} differ`);
        for (const { lines, clauses: cited } of entries) {
          for (const { links } of lines) for (const { pointer } of links) assert.ok(drawn.has(pointer), `${entry.id}: ${pointer}`);
          for (const clause of cited) assert.match(clause.origin, CHINESE, `${entry.id}: ${clause.id} has its text and source`);
        }
      }
    }
  });

  test(`${key}: what is typed and chosen field by field gives the form that was shown`, () => {
    for (const { form, id } of own) {
      if (/null|"\s*"/.test(JSON.stringify(form))) continue; // no control hands back a null or a blank text: an empty one is an absent fact
      if (precheck.check(key, form, { asOf: '2024-01-01' }).findings.some(({ rule }) => rule === 'schema.unknown_property')) continue; // has no field
      let typed = {};
      for (const field of fieldsOf(describeForm({ pack, form, locale: 'zh-CN' }).root).slice(1)) {
        const { pointer, kind, options, value, none, remove, filled } = field;
        if (remove !== '') typed = added(typed, parentPointer(pointer));
        if (kind === 'group') continue;
        const chosen = options.filter((option) => option.chosen).map(({ raw }) => raw);
        if (none) typed = changed(pack.facts, typed, pointer, []);
        else if (kind === 'checks') typed = changed(pack.facts, typed, pointer, filled ? chosen : '');
        else if (kind !== 'records') typed = changed(pack.facts, typed, pointer, chosen[0] ?? value);
      }
      const report = (each) => precheck.checkText(pack.id + '@' + pack.edition, each, { asOf: '2024-01-01' });
      assert.equal(report(typed), report(form), id);
    }
  });

  test(`${key}: an answer that is folded away is one without which nothing changes`, () => {
    for (const entry of own) {
      const check = checkOf(entry);
      const { form } = entry;
      const report = check(form);
      const idle = idleFacts(pack, form, report, check);
      const fields = fieldsOf(describeForm({ pack, form, report, idle, locale: 'zh-CN' }).root);
      for (const { pointer, matters, filled, children } of fields) {
        if (matters || !filled || children.length > 0) continue;
        const without = check(changed(pack.facts, form, pointer, ''));
        assert.deepEqual({ ...without, pending: [] }, { ...report, pending: [] }, `${entry.id} ${pointer}`);
      }
    }
  });
}

test('with an ID card at hand, the commitment letter of those without one folds away; choosing the other way brings it back', () => {
  const pack = packOf('jiangxi/proxy-binding@2024');
  const entry = cases.find(({ pack: key, sample, expected }) => key === 'jiangxi/proxy-binding@2024' && sample && expected.verdict === 'pass');
  const check = checkOf(entry);
  const matters = (form) => {
    const report = check(form);
    const { root } = describeForm({ pack, form, report, idle: idleFacts(pack, form, report, check), locale: 'zh-CN' });
    return Object.fromEntries(fieldsOf(root).map((field) => [field.pointer, field.matters]));
  };
  let form = changed(pack.facts, { ...entry.form, commitment: { read_ticked: true, agreed: true } }, '/binding/mode', 'with_id');
  form = changed(pack.facts, form, '/member/has_id_card', 'true');
  assert.equal(matters(form)['/commitment'], false);
  assert.equal(matters(form)['/member/face_verified'], true);
  form = changed(pack.facts, form, '/member/has_id_card', 'false');
  form = changed(pack.facts, form, '/member/birth_date', '2020-01-01');
  form = changed(pack.facts, form, '/binding/mode', 'without_id');
  assert.equal(matters(form)['/commitment/agreed'], true);
  assert.equal(matters(form)['/member/face_verified'], false);
});

test('what people type becomes what the schema names', () => {
  const facts = {
    type: 'object',
    properties: {
      count: { type: 'integer' },
      amount: { type: 'number' },
      born: { type: 'string', format: 'date' },
      area: { type: 'string', format: 'cn-area-code' },
      name: { type: 'string' },
      agreed: { type: 'boolean' },
      level: { type: 'integer', enum: [1, 2] },
      marks: { type: 'array', items: { type: 'string', 'x-values': { a: { title: { 'zh-CN': '甲' } } } } },
      numbers: { type: 'array', items: { type: 'integer' } },
      people: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    },
  };
  const typed = (pointer, raw, form = {}) => changed(facts, form, pointer, raw);
  assert.deepEqual(typed('/count', ' 12 '), { count: 12 });
  assert.deepEqual(typed('/count', '１２'), { count: 12 }, 'full-width digits');
  assert.deepEqual(typed('/count', 'twelve'), { count: 'twelve' }, 'the core says that this is no number');
  assert.deepEqual(typed('/count', '99999999999999999999'), { count: '99999999999999999999' }, 'a number that JavaScript cannot hold is not rounded');
  assert.deepEqual(typed('/amount', '-10.50'), { amount: -10.5 });
  assert.deepEqual(typed('/born', '2016/5/5'), { born: '2016-05-05' });
  assert.deepEqual(typed('/born', '2016年5月5日'), { born: '2016-05-05' });
  assert.deepEqual(typed('/born', '2023-02-30'), { born: '2023-02-30' }, 'no such day: it stays, to be reported');
  assert.deepEqual(typed('/area', '３６０６００'), { area: '360600' });
  assert.deepEqual(typed('/name', '１号'), { name: '１号' }, 'a name stays as it was typed');
  assert.deepEqual(typed('/agreed', 'false'), { agreed: false });
  assert.deepEqual(typed('/level', '2'), { level: 2 });
  assert.deepEqual(typed('/marks', ['a']), { marks: ['a'] });
  assert.deepEqual(typed('/marks', []), { marks: [] }, 'none of them is an answer');
  assert.deepEqual(typed('/marks', '', { marks: [] }), {});
  assert.deepEqual(typed('/numbers', '1\n\n 2 '), { numbers: [1, 2] });
  assert.deepEqual(typed('/count', '', { count: 1, name: 'x' }), { name: 'x' }, 'an empty control is an absent fact');
  assert.throws(() => typed('/nowhere', 'x'), /no field \/nowhere/);

  const before = { people: [{ name: 'A' }] };
  const two = typed('/people/1/name', 'B', added(before, '/people'));
  assert.deepEqual(two, { people: [{ name: 'A' }, { name: 'B' }] });
  assert.deepEqual(before, { people: [{ name: 'A' }] }, 'the form that was given stays as it was');
  assert.deepEqual(typed('/people/0/name', '', two), { people: [{}, { name: 'B' }] }, 'an element stays, though empty');
  assert.deepEqual(removed(two, '/people/0'), { people: [{ name: 'B' }] });
  assert.deepEqual(removed(removed(two, '/people/0'), '/people/0'), {}, 'a list without elements is open again');
});

const institutions = withInitials({
  H500001: { name: '重庆市第一人民医院' },
  H440701: { name: '江门市人民医院' },
  H440702: { name: '江门市蓬江区人民医院（分院）' },
  H440703: { name: 'ABC眼科门诊部' },
  H44: { name: '四十四号卫生站' },
  X9: { name: '江门市中心医院', initials: 'jmszxyy wuyi' },
});
const codesFor = (text, most) => findInstitutions(institutions, text, most).map(({ code }) => code);

test('an institution is found by its name, the initials of its pinyin or its code, the best first', () => {
  assert.deepEqual(codesFor('江门市人民医院'), ['H440701']);
  assert.deepEqual(codesFor('人民医院'), ['H440701', 'H500001', 'H440702'], 'anywhere in the name, the shorter first');
  assert.deepEqual(codesFor('jmsr'), ['H440701'], 'by initials');
  assert.deepEqual(codesFor('rmyy'), ['H440701', 'H500001', 'H440702'], 'from the middle, too');
  assert.deepEqual(codesFor('H4407'), ['H440701', 'H440703', 'H440702'], 'by what its code begins with');
  assert.equal(codesFor('h44')[0], 'H44', 'whose code it is stands first');
  assert.deepEqual(codesFor('江门'), ['H440701', 'X9', 'H440702'], 'the shorter first among equals');
  assert.deepEqual(findInstitutions({ b: { name: '甲院' }, a: { name: '甲站' } }, '甲').map(({ code }) => code), ['b', 'a'], "then the directory's order");
  assert.deepEqual(codesFor('a'), ['H440703'], 'a letter of a name');
  assert.deepEqual(codesFor(''), Object.keys(institutions));
  assert.deepEqual(codesFor('没有这一家'), []);
  const order = { M1: { name: '和平人民医院' }, M2: { name: '人民医院' }, M3: { name: '另一家', initials: 'rmyy' }, 人民: { name: '以此为码' } };
  assert.deepEqual(findInstitutions(order, '人民').map(({ code }) => code), ['人民', 'M2', 'M1'], 'the code, then the beginning of a name, then anywhere');
  assert.deepEqual(findInstitutions(withInitials(order), 'rm').map(({ code }) => code), ['M3', 'M2', 'M1'], 'the beginning of initials, then anywhere');
});

test('capitals and full-width signs make no difference, and each part of what is typed has to fit', () => {
  assert.deepEqual(codesFor('ＪＭＳＲ'), ['H440701']);
  assert.deepEqual(codesFor('ａｂｃ'), ['H440703']);
  assert.deepEqual(codesFor('(分院)'), ['H440702']);
  assert.deepEqual(codesFor(' Ｈ４４０７０１ '), ['H440701']);
  assert.deepEqual(codesFor('江门 rmyy'), ['H440701', 'H440702']);
  assert.deepEqual(codesFor('rmyy　蓬江'), ['H440702'], 'a full-width space parts them as well');
  assert.deepEqual(codesFor('江门 没有'), []);
});

test('a character with several readings is found by each, and a host may say the initials itself', () => {
  assert.deepEqual(codesFor('cqs'), ['H500001']);
  assert.deepEqual(codesFor('zqs'), ['H500001']);
  assert.deepEqual(codesFor('wuyi'), ['X9'], 'a name that people use');
  assert.equal(initialsOf('重庆市第一人民医院')[0], 'cqsdyrmyy', 'the usual reading of the name first');
  assert.deepEqual(initialsOf('ABC眼科（2号）'), ['abcyk2h']);
  const many = initialsOf('重长会厦行都重长会厦行都');
  assert.equal(many.length, MAX_READINGS);
  assert.ok(many.every((reading) => reading.length === 12), 'however many there are, each is of the whole name');
});

test('what a pack marks as sensitive, and ID numbers wherever they are, are left out of a copy; the form stays as it was', () => {
  const line = { type: 'string', maxLength: 40 };
  const person = { type: 'object', properties: { name: { ...line, 'x-sensitive': true }, school_name: { ...line, 'x-sensitive': false }, id: { type: 'string', format: 'cn-resident-id' }, born: { type: 'string', format: 'date' } } };
  const facts = { type: 'object', properties: { ...person.properties, home: { type: 'object', 'x-sensitive': true, properties: { street: line } }, agent: person, family: { type: 'object', properties: { head: person } }, kin: { type: 'array', items: person }, phones: { type: 'array', items: { ...line, 'x-sensitive': true } }, note: line } };
  const form = {
    name: '张三', school_name: '一小', id: '1101', born: '2000-01-01', home: { street: '中山路' }, agent: { name: '王五' }, family: { head: { name: '王五' } }, phones: ['13800000000'], unknown: { to: 11010519491231002 + 1, is: '11010519491231002X' },
    note: '我的号码是 11010519491231002X。', kin: [{ name: '李四', born: '2010-01-01' }, { id: '110105194912310021' }],
  };
  const before = JSON.stringify(form);
  assert.deepEqual(withoutSensitive(facts, form), { school_name: '一小', born: '2000-01-01', phones: [], kin: [{ born: '2010-01-01' }, {}] });
  assert.equal(JSON.stringify(form), before);
  assert.deepEqual(withoutSensitive(undefined, {}), {});
});

test('an ID number is left out however it is typed: in groups, with dashes, in the digits of a Chinese keyboard', () => {
  const facts = { type: 'object', properties: { note: { type: 'string', maxLength: 40 } } };
  for (const note of ['110105 19491231 002X', '110105-19491231-002x', '110105\u201319491231\u2013002X', '\uff11\uff11\uff10\uff11\uff10\uff15\uff11\uff19\uff14\uff19\uff11\uff12\uff13\uff11\uff10\uff10\uff12\uff38', '1101 0549 1231 002']) {
    assert.deepEqual(withoutSensitive(facts, { note }), {}, note);
  }
  for (const note of ['2024-07-03', '0750-3123456', '138 0013 8000', '4407830000012']) assert.deepEqual(withoutSensitive(facts, { note }), { note }, note);
});

test('of many, as many as are asked for, and how many more there are', () => {
  const { institutions: shown, more } = searchInstitutions(institutions, '江门', 2);
  assert.deepEqual([shown.map(({ code }) => code), more], [['H440701', 'X9'], 1]);
  assert.equal(searchInstitutions(institutions, '江门', 3).more, 0);
});

test('initials in a directory change no report', () => {
  const directory = JSON.parse(readFileSync(new URL('../../web/examples/directory.json', import.meta.url), 'utf8'));
  const known = withInitials(directory);
  assert.ok(Object.values(known).every(({ initials }) => /^[a-z]/.test(initials)), 'every name has some');
  const code = Object.keys(directory).find((each) => each.startsWith('H4407'));
  for (const { form, pack, as_of: asOf } of cases) {
    const coded = JSON.parse(JSON.stringify(form).replace(/"code":"[^"]*"/g, `"code":"${code}"`));
    assert.equal(precheck.checkText(pack, coded, { asOf, directory: known }), precheck.checkText(pack, coded, { asOf, directory }), pack);
  }
});

test('what the directory knows of an institution is told where nothing is filled in', () => {
  const text = (words) => ({ 'zh-CN': words, en: words });
  const levels = { a: { title: text('一级') }, b: { title: text('二级') } };
  const properties = {
    code: { type: 'string', title: text('编码') }, name: { type: 'string', title: text('名称') }, open: { type: 'boolean', title: text('定点') },
    level: { type: 'string', 'x-values': levels, title: text('级别'), help: text('看牌子。') }, kinds: { type: 'array', items: { type: 'string', 'x-values': levels }, title: text('类别') }, floor: { type: 'integer', title: text('楼层') },
  };
  const pack = { id: 'a', edition: '1', title: text('表'), facts: { type: 'object', properties: { to: { type: 'object', 'x-directory': 'code', title: text('机构'), properties } } } };
  const directory = { H1: { name: '甲院', open: false, level: 'a', kinds: ['a', 'b'] }, H2: { name: '乙院', kinds: [] } };
  const helps = (form, known) => Object.fromEntries(fieldsOf(describeForm({ pack, form, locale: 'zh-CN', directory: known }).root).filter(({ help }) => help !== '').map(({ pointer, help }) => [pointer, help.split('，')[0]]));
  assert.deepEqual(helps({ to: { code: 'H1', name: '我写的' } }, directory), { '/to/open': '机构名录里是“否”', '/to/level': '机构名录里是“一级”', '/to/kinds': '机构名录里是“一级、二级”' });
  assert.deepEqual(helps({ to: { code: 'H2' } }, directory), { '/to/name': '机构名录里是“乙院”', '/to/kinds': '机构名录里是“没有”', '/to/level': '看牌子。' });
  for (const form of [{}, { to: { code: 'H3' } }, { to: { code: '__proto__' } }, { to: { open: true } }]) assert.deepEqual(helps(form, directory), { '/to/level': '看牌子。' });
  assert.deepEqual(helps({ to: { code: 'H1' } }, undefined), { '/to/level': '看牌子。' });
});

test('days in the texts of a report are shown in words, and nothing else is', () => {
  const shown = (text, locale) => {
    const report = { ...checkOf(cases[0], locale)(cases[0].form), guidance: [{ id: 'a', text, cites: [] }], findings: [{ rule: 'a', severity: 'info', path: '', message: text, remedy: text, cites: [] }] };
    const { sections } = describeReport({ pack: packOf(cases[0].pack), form: {}, report, clauses: new Map(), locale });
    const [finding, hint] = ['findings', 'guidance'].map((name) => sections.find((section) => section.name === name).entries[0]);
    assert.equal(new Set([finding.text, finding.lines[0].text, hint.text]).size, 1);
    return hint.text;
  };
  for (const [text, words] of [
    ['请在 2022-11-01 至 2022-12-31 之间办理。', '请在2022年11月1日至2022年12月31日之间办理。'],
    ['上次变更（2024-02-29）；就医的上一个月（2023-02）', '上次变更（2024年2月29日）；就医的上一个月（2023年2月）'],
    ['2022-11-01、2022-11-02', '2022年11月1日、2022年11月2日'],
    ['2024-07-03 10:00 以后', '2024年7月3日 10:00 以后'],
  ]) assert.equal(shown(text, 'zh-CN'), words);
  assert.equal(shown('Between 2022-11-01 and 2022-12-31.', 'en'), 'Between 1 November 2022 and 31 December 2022.');
  for (const other of ['2024-07-03T10:00:00+08:00', 'S4-2023-01', '2024-13-01', '2024-07-031', '0755-12-01', '1.2024-07-03', '2022-2023', '12024-07-03']) assert.equal(shown(other, 'zh-CN'), other);
});

test('what a fault of form says of days is how they are written: that stays', () => {
  const pack = packs.find(({ facts }) => facts.properties.member?.properties.birth_date);
  const form = { member: { birth_date: '2024-02-30' } };
  const report = precheck.check(`${pack.id}@${pack.edition}`, form, { asOf: '2024-07-03' });
  const { message } = report.findings.find(({ rule }) => rule.startsWith('schema.'));
  assert.match(message, /\d{4}-\d\d-\d\d/);
  const { sections } = describeReport({ pack, form, report, clauses: new Map(), locale: 'zh-CN' });
  assert.ok(sections.find(({ name }) => name === 'findings').entries.some(({ text }) => text === message));
});

test('the steps of a plan call areas and institutions by name, with the code, where the names are there', () => {
  const areas = areasOf(areasFile());
  const entry = cases.find(({ sample, expected }) => sample && (expected.plan ?? []).some(({ to }) => to in areas));
  const { to } = entry.expected.plan.find((step) => step.to in areas);
  const linesWith = (names, locale = 'zh-CN') => {
    const pack = packOf(entry.pack);
    const { sections } = describeReport({ pack, form: entry.form, report: checkOf(entry, locale)(entry.form), clauses: indexClauses(pack.resolved.sources), locale, names });
    return sections.find(({ name }) => name === 'plan').entries.flatMap(({ lines }) => lines.map(({ text }) => text)).filter((text) => text.includes(to));
  };
  assert.deepEqual(linesWith(undefined), [to]);
  assert.deepEqual(linesWith([{}, areas]), [`${areas[to].name}（${to}）`]);
  assert.deepEqual(linesWith([areas], 'en'), [`${areas[to].name} (${to})`]);
  assert.deepEqual(linesWith([{ [to]: { name: '甲医院' } }, areas]), [`甲医院（${to}）`], 'the first that knows it');
  assert.deepEqual(linesWith([{ [to]: { level: 1 } }]), [to], 'an entry without a name');
  const labels = cases.filter(({ sample }) => sample).flatMap((each) => {
    const { sections } = describeReport({ pack: packOf(each.pack), form: each.form, report: checkOf(each)(each.form), clauses: new Map(), locale: 'zh-CN' });
    const steps = sections.find(({ name }) => name === 'plan')?.entries ?? [];
    return steps.map(({ lines }) => lines.map(({ label }) => label).join());
  });
  assert.deepEqual([...new Set(labels)].sort(), ['原为,改为', '对象'].sort(), 'only a change has two ends');
});

test('areas are found by name and initials, each once; a name that only one has stands for its code', () => {
  const areas = areasOf(areasFile());
  const first = (text) => searchInstitutions(areas, text, 1).institutions[0];
  assert.deepEqual(first('江门'), { code: '440700', name: '广东省江门市' });
  assert.deepEqual(first('开平市'), { code: '440783', name: '广东省江门市开平市' });
  for (const [text, name] of [['yts', '江西省鹰潭市'], ['kps', '广东省江门市开平市'], ['hzs', '浙江省杭州市'], ['tlx', '浙江省杭州市桐庐县'], ['cqs', '重庆市'], ['zqs', '重庆市']]) {
    assert.ok(findInstitutions(areas, text, 6).some((each) => each.name === name), `${name} by ${text}`);
  }
  assert.equal(first('hzs').name.length, 6, 'a city before the counties of others');
  assert.deepEqual(first('北京'), { code: '110000', name: '北京市' });
  assert.equal(searchInstitutions(areas, '110100').institutions.length, 0, 'the city that is a province stands there once');
  assert.equal(first('仙桃').name, '湖北省仙桃市', 'without what lies between');
  for (const [text, code] of [['鹰潭', '360600'], ['鹰潭市', '360600'], ['朝阳', '朝阳'], ['江', '江'], ['360600', '360600'], ['江西省鹰潭市', '360600'], ['江门市开平市', '440783'], ['南市开平市', '南市开平市'], ['XPCC', 'XPCC'], ['', '']]) assert.equal(areaCodeOf(areas, text), code, text);
  // Every area in whose words a shipped pack speaks has its code here.
  for (const { jurisdiction } of packs) if (jurisdiction.code !== '100000') assert.equal(areas[jurisdiction.code]?.name.endsWith(jurisdiction.name['zh-CN']), true, jurisdiction.code);
});
