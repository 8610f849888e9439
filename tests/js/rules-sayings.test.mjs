// What the pages about the rules say of expressions: for readers who know no CEL, and never anything else than the expression.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { createCel } from 'yibao-precheck/cel';
import { packEntries, readablePacks, withTrees } from '../../wasm/scripts/shipped-documents.mjs';
import { importSource } from './support/import-source.mjs';

const { describeEdition } = await importSource('web/view-model/rules/edition.ts');
const { sayingOf } = await importSource('web/view-model/rules/sayings.ts');
const { listAt } = await importSource('web/view-model/rules/scope.ts');
const { readerOf } = await importSource('web/view-model/rules/words.ts');
const { rulesStringsFor } = await importSource('web/view-model/rules/strings.ts');
const { rulesRoute } = await importSource('web/view-model/rules/addresses.ts');

const cel = await createCel();
const packs = await readablePacks();
const entries = await packEntries();

const yesNo = (title) => ({ type: 'boolean', title: { 'zh-CN': title, en: title } });
const pack = await withTrees({
  id: 'test/words', edition: '2024', title: { 'zh-CN': '试' }, jurisdiction: { code: '440300', name: { 'zh-CN': '深圳市' } },
  facts: {
    type: 'object',
    properties: {
      a: yesNo('甲'), b: yesNo('乙'), c: yesNo('丙'),
      kind: { type: 'string', title: { 'zh-CN': '事项' }, enum: ['add', 'change'], 'x-values': { add: { title: { 'zh-CN': '新增' } }, change: { title: { 'zh-CN': '变更' } } } },
      day: { type: 'string', format: 'date', title: { 'zh-CN': '日期' } },
      count: { type: 'integer', title: { 'zh-CN': '次数' } },
      papers: { type: 'array', title: { 'zh-CN': '材料' }, items: { type: 'string', 'x-values': { id: { title: { 'zh-CN': '身份证' } } } } },
      requests: {
        type: 'array', title: { 'zh-CN': '申请' },
        items: { type: 'object', properties: { from: { type: 'string', title: { 'zh-CN': '原记录' } }, to: { type: 'object', title: { 'zh-CN': '机构' }, properties: { code: { type: 'string', title: { 'zh-CN': '编码' } } } } } },
      },
      records: { type: 'array', title: { 'zh-CN': '记录' }, items: { type: 'object', properties: { id: { type: 'string', title: { 'zh-CN': '编号' } }, valid: yesNo('有效') } } },
    },
  },
  parameters: { most: { value: 3, title: { 'zh-CN': '上限' } }, opens: { value: '2024-01-01', title: { 'zh-CN': '开始日' } }, namesake: { value: 2, title: { 'zh-CN': '次数' } }, kinds: { value: ['add'], title: { 'zh-CN': '可办事项' } } },
  definitions: { settled: 'true', short: "kind == 'add'", long: 'a && b', open_records: 'records.filter(r, r.valid)' },
});

function say(expression, { locale = 'zh-CN', over } = {}) {
  const tree = cel.parse(expression);
  assert.equal(tree.errors, undefined, expression);
  return sayingOf(tree, pack, readerOf(pack, locale), locale, over);
}

const textOf = (words) => words.map(({ text }) => text).join('');

/** As an outline: two more spaces for what a line introduces. */
function outline({ words, below }, indent = '') {
  return [indent + textOf(words).trimEnd(), ...below.map((each) => outline(each, `${indent}  `))].join('\n');
}

describe('an expression in words', () => {
  const told = {
    "kind == 'change'": '事项是变更',
    "kind != 'change' && count < params.most": '同时满足：\n  事项不是变更\n  次数小于上限（3）',
    '!has(day)': '日期没填',
    "requests[0].to.code == '' || a": '至少满足一条：\n  申请的第1项的“to”的“code”没填\n  甲为“是”',
    'day >= params.opens': '日期不早于开始日（2024-01-01）',
    '!(day >= params.opens)': '日期早于开始日（2024-01-01）',
    'count >= params.most': '次数不小于上限（3）',
    'count == params.namesake': '次数是规定的次数（2）',
    "'id' in papers": '材料里有身份证',
    "!('id' in papers)": '材料里没有身份证',
    'kind in params.kinds': '事项在可办事项之列',
    "kind in ['add', 'change']": '事项在新增、变更之列',
    "kind in ['add']": '事项是新增',
    "'id' in papers + ['x']": '材料和“x”合起来的清单里有身份证',
    'size(papers) > 0': '材料里至少有一项',
    'size(papers) >= 1': '材料里至少有一项',
    'size(papers) == 0': '材料里一项也没有',
    '!(size(papers) < 1)': '材料里至少有一项',
    'size(kind) > 2': '事项的字数大于2',
    "(a ? kind : 'no') == ''": '（如果甲为“是”，则为事项，否则为“no”）是空',
    'has(day) != a': '（日期已填）与（甲为“是”）只有一个成立',
    'params.opens != \'\'': '开始日有规定',
    // A condition on a condition.
    'has(day) ? day <= today : a': '分情况：\n  如果日期已填：日期不晚于检查当天\n  否则：甲为“是”',
    '!has(day) || day <= today': '如果日期已填，那么日期不晚于检查当天',
    '!(a && b) || c': '至少满足一条：\n  甲为“否”\n  乙为“否”\n  丙为“是”',
    '!(a ? b : c) || b': '分情况：\n  如果分情况：\n    如果甲为“是”：乙为“是”\n    否则：丙为“是”\n  那么：乙为“是”',
    // What a definition says is said, where it is one line; else it is named.
    'definitions.short && a': '同时满足：\n  事项是新增\n  甲为“是”',
    '!definitions.short': '事项不是新增',
    'definitions.long || c': '至少满足一条：\n  long成立\n  丙为“是”',
    // What an edition has settled is not said.
    'definitions.settled && a': '甲为“是”',
    '!definitions.settled || a && b': '同时满足：\n  甲为“是”\n  乙为“是”',
    'definitions.settled || a': '任何情况下都成立',
    '(definitions.settled ? a : b) && c': '同时满足：\n  甲为“是”\n  丙为“是”',
    // Lists: whose element is meant is said where there are several.
    'records.exists(r, r.valid && r.id == kind)': '记录里至少有一项同时满足：\n  该项的有效为“是”\n  该项的编号是事项',
    '!records.exists(r, r.valid)': '记录里没有任何一项符合：该项的有效为“是”',
    '!records.all(r, r.valid)': '记录里至少有一项符合：该项的有效为“否”',
    'requests.all(q, definitions.open_records.exists(r, r.id == q.from))': '申请里每一项都符合：open_records里至少有一项符合：该项的编号是“申请”那一项的原记录',
    'requests.all(q, requests.exists_one(r, r.from == q.from))': '申请里每一项都符合：申请里恰好有一项符合：该项的原记录是前面那一项的原记录',
    // What is bound to a name stands where the name did, whatever the names inside.
    'requests.exists(r, cel.bind(t, r.to, t.code != \'\'))': '申请里至少有一项符合：该项的机构 › 编码已填',
    'requests.exists(r, cel.bind(f, r.from, records.exists(r, r.id == f)))': '申请里至少有一项符合：记录里至少有一项符合：该项的编号是“申请”那一项的原记录',
    'cel.bind(x, !a, x || b)': '如果甲为“是”，那么乙为“是”',
    'cel.bind(d, addDays(day, 1), d < today)': '日期的次日早于检查当天',
    // Values.
    'addMonths(day, -6)': '日期之前6个月',
    'addDays(day, params.most - 1)': '日期之后（上限（3） − 1）天',
    'addMonths(day, -params.most)': '日期之前上限（3）个月',
    'addDays(endOfMonth(today), 1)': '检查当天所在月份的最后一天的次日',
    'addDays(addMonths(day, count * 2), 1)': '（日期之后（次数 × 2）个月）的次日',
    "today + duration('2h') <= as_of": '（检查当天起过2小时）不晚于检查的时刻',
    "duration(string(count) + 'h')": '次数小时',
    "string(count) + '-'": '次数后接“-”',
    'count + 1 == params.most': '（次数 + 1）是上限（3）',
    'size(records.filter(r, r.valid))': '记录中符合（该项的有效为“是”）的项数',
    'records.filter(r, r.valid).map(r, r.id) + requests.map(q, q.to.code)': '合在一起：\n  各项的编号，取自记录中这样的项：该项的有效为“是”\n  各项的机构 › 编码，取自申请',
    "kind == 'add' ? 1 : kind == 'change' ? 2 : 3": '分情况：\n  如果事项是新增：1\n  否则，如果事项是变更：2\n  否则：3',
  };
  for (const [expression, words] of Object.entries(told)) it(`${expression}: ${words.replace(/\n */g, ' / ')}`, () => assert.equal(outline(say(expression)), words));

  it('says “that entry” of what a rule looks at one by one', () => {
    assert.equal(outline(say("it.to.code != '' && records.exists(r, r.id == it.from)", { over: listAt('requests') })), '同时满足：\n  该项的机构 › 编码已填\n  记录里至少有一项符合：该项的编号是正在检查的那一项的原记录');
  });

  it('names a function that it has no words for, and a macro that says two things at once', () => {
    assert.equal(outline(say('somewhere.lowerAscii(kind) == kind')), 'lowerAscii(somewhere、事项)是事项');
    assert.equal(outline(say('requests.exists(i, q, q.from == kind) && a')), '同时满足：\n  exists(申请、i、q、q的“from”是事项)成立\n  甲为“是”');
    assert.equal(outline(say('records.map(r, r.valid, r.id)')), 'map(记录、r、r的“valid”、r的“id”)');
  });
});

test('definitions that name each other many times are told all the same, each once', async () => {
  const definitions = { d0: 'a' };
  for (let depth = 1; depth <= 16; depth++) definitions[`d${depth}`] = ['b', 'c', 'count > 1'].map((other) => `definitions.d${depth - 1} && ${other}`).join(' || '); // each part anew would be 3 to the 16th
  const chained = await withTrees({ ...pack, definitions });
  assert.equal(outline(sayingOf(chained.trees[definitions.d16], chained, readerOf(chained, 'zh-CN'), 'zh-CN')).split('\n').length, 10);
});

test('however conditions are joined and negated, the words are true where the expression is', async () => {
  let seed = 20241;
  const random = (below) => (seed = (seed * 48271) % 0x7fffffff) % below;
  const made = (depth) => {
    const kind = depth === 0 ? 0 : random(6);
    if (kind < 2) return 'abc'[random(3)];
    if (kind === 2) return `!(${made(depth - 1)})`;
    if (kind === 3) return `((${made(depth - 1)}) ? (${made(depth - 1)}) : (${made(depth - 1)}))`;
    return `(${made(depth - 1)} ${kind === 4 ? '&&' : '||'} ${made(depth - 1)})`;
  };
  for (let run = 0; run < 3000; run++) {
    const expression = made(4);
    const saying = say(expression);
    const program = cel.compile(expression, { variables: { a: 'bool', b: 'bool', c: 'bool' } });
    for (let bits = 0; bits < 8; bits++) {
      const form = { a: bits % 2 === 1, b: (bits >> 1) % 2 === 1, c: bits >> 2 === 1 };
      assert.equal(holds(lineOf(saying), form), program.evaluate(form).value, `${expression}\n${outline(saying)}\n${JSON.stringify(form)}`);
    }
    program.dispose();
  }
});

/** The text of a line and the lines below it, to be read as a person reads them. */
function lineOf({ words, below }) {
  return { text: textOf(words), below: below.map(lineOf) };
}

function holds({ text, below }, form) {
  const fact = /^([甲乙丙])为“([是否])”$/.exec(text);
  if (fact) return form[{ 甲: 'a', 乙: 'b', 丙: 'c' }[fact[1]]] === (fact[2] === '是');
  if (text === '同时满足：') return below.every((each) => holds(each, form));
  if (text === '至少满足一条：') return below.some((each) => holds(each, form));
  const implied = /^如果([甲乙丙]为“[是否]”)，那么(.*)$/.exec(text);
  if (implied) return !holds({ text: implied[1], below: [] }, form) || holds({ text: implied[2], below }, form);
  assert.equal(text, '分情况：');
  return holdsByCase(below, form);
}

/** “如果…：…”, or “如果…” and “那么…” on two lines; then further ones, or “否则：…”, or nothing. */
function holdsByCase([first, ...rest], form) {
  if (!first) return true;
  const otherwise = /^否则：(.*)$/.exec(first.text);
  if (otherwise) return holds({ text: otherwise[1], below: first.below }, form);
  const both = /^(?:否则，)?如果([甲乙丙]为“[是否]”)：(.*)$/.exec(first.text);
  if (both) return holds({ text: both[1], below: [] }, form) ? holds({ text: both[2], below: first.below }, form) : holdsByCase(rest, form);
  const [then, ...others] = rest;
  const [, premise] = /^(?:否则，)?如果(.*)$/.exec(first.text);
  const [, conclusion] = /^那么：(.*)$/.exec(then.text);
  return holds({ text: premise, below: first.below }, form) ? holds({ text: conclusion, below: then.below }, form) : holdsByCase(others, form);
}

for (const shipped of packs) {
  const key = `${shipped.id}@${shipped.edition}`;
  test(`${key}: every condition stands in words, in the reader's language, and what it names is there`, () => {
    for (const locale of ['zh-CN', 'en']) {
      const view = describeEdition(shipped, entries, locale);
      const items = view.sections.flatMap((section) => section.items);
      const anchors = items.map(({ anchor }) => anchor);
      for (const { anchor, details, expressions } of items) {
        const sayings = details.filter(({ key: name }) => name.startsWith('saying.'));
        const inTexts = rulesStringsFor(locale).expressions.text; // those are told where the texts are
        if (/^(rule|requirement|guidance|definition)\./.test(anchor)) assert.deepEqual(sayings.map(({ label }) => label), expressions.map(({ label }) => label).filter((label) => label !== inTexts), anchor);
        for (const line of sayings.flatMap(linesOf)) {
          const text = textOf(line);
          assert.match(text, locale === 'en' ? /[a-z0-9]/i : /[\u4e00-\u9fff0-9a-z]/, `${anchor}: an empty line`);
          assert.doesNotMatch(text, /&&|\|\||==|!=|definitions\.|params\.|undefined|\{\d\}|\b[a-z]\w*\(/i, `${anchor}: ${text}`);
          for (const { address } of line.filter(({ kind }) => kind === 'link')) assert.ok(anchors.includes(rulesRoute(address).at), `${anchor} leads to ${address}`);
        }
      }
    }
  });
}

function linesOf({ words, below }) {
  return [words, ...(below ?? []).flatMap(linesOf)];
}
