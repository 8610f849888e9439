// What the pages about the rules say: over every shipped pack, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCel } from 'yibao-precheck/cel';
import { packEntries, readablePacks, withTrees } from '../../wasm/scripts/shipped-documents.mjs';
import { importSource } from './support/import-source.mjs';

const { describeEdition } = await importSource('web/view-model/rules/edition.ts');
const { comparePacks, structuralChanges } = await importSource('web/view-model/rules/compare.ts');
const { describeOverview } = await importSource('web/view-model/rules/overview.ts');
const { compareAddress, rulesAddress, rulesRoute } = await importSource('web/view-model/rules/addresses.ts');
const { allReferencesOf } = await importSource('web/view-model/rules/references.ts');
const { listAt } = await importSource('web/view-model/rules/scope.ts');
const { readerOf } = await importSource('web/view-model/rules/words.ts');
const { changesBetween } = await importSource('wasm/src/tools/pack-changes.ts');
const { parserOf } = await importSource('wasm/src/tools/parser.ts');
const { readsOf } = await importSource('wasm/src/tools/reads.ts');
const { namesOf } = await importSource('wasm/src/tools/meaning.ts');

const packs = await readablePacks();
const entries = await packEntries();
const parse = parserOf(await createCel());
const packOf = (key) => packs.find(({ id, edition }) => `${id}@${edition}` === key);
const textOf = (words) => words.map(({ text }) => text).join('');
const CHINESE = /[\u4e00-\u9fff]/;

for (const pack of packs) {
  const key = `${pack.id}@${pack.edition}`;

  test(`${key}: every entry is told in words of the reader's language, with its clauses, and what it refers to is there`, () => {
    for (const locale of ['zh-CN', 'en']) {
      const view = describeEdition(pack, entries, locale);
      assert.deepEqual(JSON.parse(JSON.stringify(view)), view, 'plain JSON');
      const items = view.sections.flatMap((section) => section.items);
      const anchors = [...items.map(({ anchor }) => anchor), ...view.sources.map(({ anchor }) => anchor)];
      assert.equal(new Set(anchors).size, anchors.length, 'no anchor twice');
      const wanted = {
        parameter: Object.keys(pack.parameters ?? {}),
        rule: (pack.rules ?? []).map(({ id }) => id),
        requirement: (pack.requirements ?? []).map(({ id }) => id),
        guidance: (pack.guidance ?? []).map(({ id }) => id),
        definition: Object.keys(pack.definitions ?? {}),
      };
      for (const [part, names] of Object.entries(wanted)) assert.deepEqual(items.filter((item) => item.part === part).map(({ name }) => name), names, part);

      for (const item of items) {
        const { anchor, part, title, clauses } = item;
        const details = [...item.details, ...item.uses];
        const texts = [textOf(title), ...details.flatMap(({ words, references }) => [textOf(words), ...references.map(({ label }) => label)])];
        for (const text of texts) assert.ok(!text.includes('${') && !text.includes('undefined'), `${anchor}: ${text}`);
        if (part !== 'definition') assert.match(textOf(title), locale === 'en' ? /[a-z]{2}/i : CHINESE, anchor);
        for (const { references } of details) {
          for (const { address } of references) {
            if (address === '') continue; // the whole form
            const route = rulesRoute(address);
            assert.ok(route.key === key && anchors.includes(route.at), `${anchor} leads to ${address}`);
          }
        }
        for (const clause of clauses) {
          assert.match(clause.text, locale === 'en' ? /[a-z]/i : CHINESE, clause.id);
          assert.notEqual(clause.origin, '', clause.id);
          assert.ok(view.sources.some((source) => source.clauses.some(({ id }) => id === clause.id)), `${clause.id} is among the documents`);
        }
        if (['rule', 'requirement', 'outcome', 'guidance'].includes(part)) assert.notEqual(clauses.length, 0, `${anchor} cites nothing`);
      }
    }
  });

  test(`${key}: every expression stands with its entry`, () => {
    const shown = new Set(describeEdition(pack, entries, 'zh-CN').sections.flatMap(({ items }) => items.flatMap(({ expressions }) => expressions.map(({ text }) => text))));
    const { rules = [], requirements = [], guidance = [], plan = {}, definitions = {}, outcomes = {} } = pack;
    const all = [
      ...[...rules, ...requirements, ...guidance, plan, ...(plan.actions ?? []), ...Object.values(outcomes).flat()].flatMap(({ when, assert, satisfied, value, state, invariant, next, from, to }) => [when, assert, satisfied, value, state, invariant, next, from, to]),
      ...Object.values(definitions),
    ];
    for (const text of all) if (text !== undefined) assert.ok(shown.has(text), text);
  });

  test(`${key}: the parameters, definitions and fields named with a rule are those that it reads`, () => {
    const read = readsOf(pack, namesOf(pack, parse), parse);
    for (const { id, when, assert: claim, for_each: each } of pack.rules ?? []) {
      const { deciding } = read.get(`rule ${id}`);
      const found = allReferencesOf([when, claim].filter(Boolean), pack, each && listAt(each));
      assert.deepEqual(found.parameters.sort(), [...deciding.parameters].filter((name) => pack.parameters[name]).sort(), id);
      assert.deepEqual(found.definitions.sort(), [...deciding.definitions].sort(), id);
      const isAround = (path) => [...deciding.facts].some((other) => other.startsWith(`${path}/`) && other !== `${path}/*`);
      const isShown = (path) => path !== 'as_of' && path !== `/${each}` && !path.endsWith('/*') && !isAround(path);
      assert.deepEqual(found.facts.filter(isShown).sort(), [...deciding.facts].filter(isShown).sort(), id);
    }
  });
}

test('what an edition says of its numbers and days stands in its messages; what only a form can say is named', () => {
  const pack = packOf('jiangmen/outpatient-selection@2023');
  const message = (id, key = 'message') => textOf(readerOf(pack, 'zh-CN').words(pack.rules.find((rule) => rule.id === id)[key], pack.rules.find((rule) => rule.id === id).for_each));
  assert.equal(message('window-closed'), '2023 年定点的变更期已过（截止到 2022-12-31），现在不能再变更。', 'the day before the first that is too late');
  assert.equal(message('window-closed', 'remedy'), '原来选定的机构保持不变。如有特殊情况，请致电 2256983、2259876 咨询。');
  assert.equal(message('other-benefit-year'), '这一项是 保险年度 年度的选点，这里只有 2023 年度的规定，无法核对这一项。');
  const kinds = readerOf(pack, 'zh-CN').words({ 'zh-CN': '${it.benefit_year}、${params.benefit_year}、$${x}' }, 'requests').map(({ kind }) => kind);
  assert.deepEqual(kinds, ['open', 'text', 'value', 'text'], 'and is told apart');
  assert.equal(textOf(readerOf(pack, 'zh-CN').words({ 'zh-CN': '写作 $${x}' })), '写作 ${x}', 'a literal ${');
});

test('the overview has every edition in its area and topic, with its base', () => {
  const { areas } = describeOverview(entries, 'zh-CN');
  const lines = areas.flatMap(({ topics }) => topics.flatMap(({ id, editions }) => editions.map((line) => [id, line])));
  assert.deepEqual(lines.map(([, { key }]) => key).sort(), packs.map(({ id, edition }) => `${id}@${edition}`).sort());
  for (const [id, { key, base, tags }] of lines) {
    assert.ok(key.startsWith(`${id}@`));
    const { extends: wanted } = entries.find((entry) => entry.key === key);
    assert.equal(base?.address, wanted && rulesAddress(wanted), key);
    assert.equal(tags.includes('在底本上修改'), wanted !== undefined, key);
    assert.equal(tags.includes('可作底本'), entries.some((entry) => entry.extends === key), key);
  }
  const jiangmen = areas.find(({ code }) => code === '440700');
  assert.equal(jiangmen.topics[0].title, '江门市普通门诊选点与变更', 'the topic without the years of its editions');
});

test('rules of the whole country are not filed under those for any area, which have its code: each area is the one that its packs name', () => {
  for (const locale of ['zh-CN', 'en']) {
    const { areas } = describeOverview(entries, locale);
    for (const { name, topics } of areas) {
      for (const { key } of topics.flatMap(({ editions }) => editions)) assert.equal(name, entries.find((entry) => entry.key === key).jurisdiction.name[locale], key);
    }
    for (const part of ['name', 'anchor']) assert.equal(new Set(areas.map((area) => area[part])).size, areas.length, `no ${part} twice`);
    assert.ok(new Set(areas.map(({ code }) => code)).size < areas.length, 'two areas have one code');
    assert.deepEqual(areas.map(({ code }) => code), areas.map(({ code }) => code).sort(), 'by code, as on the home page');
  }
});

test('addresses lead there and back, also as messengers encode them', () => {
  const [a, b] = ['jiangmen/outpatient-selection@2023', 'jiangmen/outpatient-selection@2024'];
  assert.deepEqual(rulesRoute('#/rules'), { page: 'index' });
  assert.deepEqual(rulesRoute(rulesAddress(a)), { page: 'edition', key: a, at: '' });
  assert.deepEqual(rulesRoute(rulesAddress(a, 'fact.requests.to')), { page: 'edition', key: a, at: 'fact.requests.to' });
  assert.deepEqual(rulesRoute(compareAddress(a, b)), { page: 'compare', a, b });
  assert.deepEqual(rulesRoute(`#/rules/${encodeURIComponent(a)}`), { page: 'edition', key: a, at: '' });
  for (const other of ['', '#/', '#/check/a/b@c', '#/rules/a', '#/compare/a/b@c', '#/rules/%']) assert.equal(rulesRoute(other), undefined, other);
});

const pairs = packs.flatMap((a) => packs.filter((b) => a.id === b.id && a.edition < b.edition).map((b) => [a, b]));
const overlays = entries.filter((entry) => entry.extends).map(({ key, extends: base }) => [packOf(base), packOf(key)]);

for (const [a, b] of [...pairs, ...overlays]) {
  const name = `${a.id}@${a.edition} and ${b.id}@${b.edition}`;
  test(`${name}: the page tells the same changes as precheck diff`, () => {
    assert.deepEqual(structuralChanges(a, b), changesBetween(a, b, parse));
  });

  test(`${name}: every entry is changed or unchanged, and each link leads to one`, () => {
    for (const locale of ['zh-CN', 'en']) {
      const view = comparePacks(a, b, locale);
      assert.deepEqual(JSON.parse(JSON.stringify(view)), view, 'plain JSON');
      const anchors = [a, b].map((pack) => new Set(describeEdition(pack, entries, locale).sections.flatMap(({ items }) => items.map(({ anchor }) => anchor))));
      for (const { part, changes, unchanged } of view.sections) {
        const links = [...changes.flatMap((change) => change.links), ...unchanged.items];
        for (const { address } of links) {
          const { key, at } = rulesRoute(address);
          assert.ok(anchors[key === view.a.key ? 0 : 1].has(at), address);
        }
        assert.equal(new Set(changes.map(({ key }) => key)).size, changes.length, `${part}: no change twice`);
        for (const { fields, title } of changes) {
          for (const text of [textOf(title), ...fields.flatMap(({ before, after }) => [textOf(before.words), textOf(after.words)])]) assert.doesNotMatch(text, /undefined|\[object/);
        }
      }
      const rules = view.sections.find(({ part }) => part === 'rule');
      const told = rules.changes.filter(({ kind }) => kind !== 'removed' && kind !== 'moved').length + rules.unchanged.items.length;
      assert.equal(told, b.rules.length, 'all rules of the later one');
    }
  });
}

test('two editions side by side: a condition that changed is told in words on both sides, and stands below as it is written', () => {
  const view = comparePacks(packOf('jiangmen/outpatient-selection@2023'), packOf('jiangmen/outpatient-selection@2024'), 'zh-CN');
  const online = view.sections.find(({ part }) => part === 'definition').changes.find(({ name }) => name === 'online');
  const [{ before, after }] = online.fields;
  assert.equal(textOf(before.saying.words), 'at_counter不成立');
  assert.equal(textOf(before.words), '!definitions.at_counter');
  assert.deepEqual([after.saying.words, ...after.saying.below.map(({ words }) => words)].map(textOf), ['至少满足一条：', '办理渠道没填', '办理渠道不在现场办理的渠道之列']);
});

test('each citation that changed leads to its clause in the edition that cites it', () => {
  const [a, b] = ['jiangmen/outpatient-selection@2023', 'jiangmen/outpatient-selection@2024'].map(packOf);
  const anchors = [a, b].map((pack) => describeEdition(pack, entries, 'zh-CN').sources.flatMap(({ clauses }) => clauses.map(({ id }) => `clause.${id}`)));
  const cites = comparePacks(a, b, 'zh-CN').sections.flatMap(({ changes }) => changes.flatMap(({ fields }) => fields.filter(({ label }) => label.endsWith('依据'))));
  assert.notEqual(cites.length, 0);
  for (const { before, after } of cites) {
    for (const [index, words] of [before.words, after.words].entries()) {
      for (const { kind, text, address } of words) {
        if (kind === 'text') assert.equal(text, '、');
        else assert.deepEqual({ ...rulesRoute(address), isThere: anchors[index].includes(`clause.${text}`) }, { page: 'edition', key: `${[a, b][index].id}@${[a, b][index].edition}`, at: `clause.${text}`, isThere: true });
      }
    }
  }
});

test('two editions that are the same have nothing changed, and neither layout nor parentheses are a change', async () => {
  const pack = packOf('jiangxi/proxy-binding@2024');
  const spaced = await withTrees({ ...pack, rules: pack.rules.map((rule) => ({ ...rule, ...(rule.when && { when: `  (${rule.when.replace(/&&/g, '\n&&\n')}) ` }) })) });
  const view = comparePacks(pack, spaced, 'zh-CN');
  assert.equal(view.summary, '两版的内容相同。');
  assert.deepEqual(view.sections.flatMap(({ changes }) => changes), []);
  const other = await withTrees({ ...pack, rules: pack.rules.map((rule, index) => (index === 0 ? { ...rule, assert: "'a  b' == 'a b'" } : rule)) });
  assert.deepEqual(comparePacks(pack, other, 'en').sections.flatMap(({ changes }) => changes.map(({ kind, fields }) => [kind, fields.map(({ key, after }) => [key, textOf(after.words)])])), [
    ['changed', [['assert', "'a  b' == 'a b'"]]],
  ]);
});
