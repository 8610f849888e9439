// compilePacks: a resolved pack stands alone, answers as its author's files do, and holds nothing that only they need.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compilePacks, createPrecheck, PackError } from 'yibao-precheck';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

const files = readRuleFiles(join(root, 'rules'));
const shipped = { packs: files.packs.map((file) => file.text), sources: files.sources.map((file) => file.text) };
const author = await createPrecheck(shipped);
const cases = readCaseFiles();
const nameOf = ({ id, edition }) => `${id}@${edition}`;

/** The reports of every case of a pack, and the explanations of the first. */
function answers(engine, name, locale) {
  const file = cases.find((entry) => entry.pack === name);
  const [{ form, as_of: asOf, params }] = file.cases;
  const reports = file.cases.map((entry) => engine.checkLine(requestOf(name, entry), { locale }));
  return [...reports, JSON.stringify(engine.explain(name, form, { asOf, params, locale }))];
}

for (const { title, options, locales } of [
  { title: 'for checks', options: {}, locales: ['zh-CN', 'en'] },
  { title: 'for forms', options: { form: true }, locales: ['zh-CN', 'en'] },
  { title: 'in Chinese alone', options: { locales: [] }, locales: ['zh-CN'] },
]) {
  describe(`every shipped pack, compiled ${title}, alone and without sources, answers every case as the author's files do`, async () => {
    const compiled = await compilePacks({ ...shipped, ...options });
    assert.deepEqual(compiled.map(nameOf), author.packs().map(nameOf));
    for (const document of compiled) {
      it(nameOf(document), async () => {
        const alone = await createPrecheck({ packs: [JSON.stringify(document)] });
        for (const locale of locales) assert.deepEqual(answers(alone, nameOf(document), locale), answers(author, nameOf(document), locale));
        alone.dispose();
      });
    }

    it('all together pick the editions that the files pick', async () => {
      const together = await createPrecheck({ packs: compiled });
      for (const file of cases) {
        const [topic] = file.pack.split('@');
        for (const entry of file.cases) assert.equal(together.checkLine(requestOf(topic, entry)), author.checkLine(requestOf(topic, entry)));
      }
    });

    it('compiled once more they are the same', async () => {
      assert.deepEqual(await compilePacks({ packs: compiled, ...options }), compiled);
    });
  });
}

describe('a compiled pack', () => {
  const text = (english) => ({ 'zh-CN': `（${english}）`, en: english });
  // A field, a definition and a parameter named like what is left out, which stay.
  const written = {
    $schema: '../pack.schema.json',
    ...pack,
    note: 'for authors',
    parameters: { ...pack.parameters, note: { value: 1, title: text('Note'), note: 'why 1', cites: ['S9-01'] } },
    facts: {
      ...pack.facts,
      help: text('The visit'),
      properties: { ...pack.facts.properties, kind: { ...pack.facts.properties.kind, help: text('Which'), 'x-values': { planned: { title: text('Planned') } } } },
    },
    definitions: { long: 'days > 10 && definitions.note', note: 'has(note)', unread: 'definitions.unread_too', unread_too: 'days > 1' },
    rules: [{ ...pack.rules[0], note: 'for authors', when: 'definitions.long' }],
  };
  const cited = { ...source, note: 'for authors', clauses: [{ ...source.clauses[0], check: 'full', note: 'for authors' }, { id: 'S9-02', text: text('Not cited') }] };
  const compile = async (options = {}, packs = [written]) => (await compilePacks({ packs, sources: [cited], ...options })).at(-1);

  it('is without notes, schema, unread definitions and what a form is drawn with', async () => {
    const { help, ...facts } = written.facts;
    const { kind } = pack.facts.properties;
    assert.deepEqual(await compile(), {
      ...pack,
      parameters: { ...pack.parameters, note: { value: 1, cites: ['S9-01'] } },
      facts: { ...facts, properties: { ...facts.properties, kind } },
      definitions: { long: written.definitions.long, note: written.definitions.note },
      rules: [{ ...pack.rules[0], when: 'definitions.long' }],
      resolved: { sources: [source] },
    });
  });

  it('keeps what a form is drawn with on demand', async () => {
    const { facts, parameters } = await compile({ form: true });
    assert.deepEqual(facts, written.facts);
    assert.deepEqual(parameters.note.title, text('Note'));
  });

  it('keeps the languages asked for, and Chinese', async () => {
    const { title, jurisdiction, rules, resolved } = await compile({ locales: ['fr'] });
    const texts = [title, jurisdiction.name, rules[0].message, rules[0].remedy, resolved.sources[0].title, resolved.sources[0].clauses[0].text];
    for (const entry of texts) assert.deepEqual(Object.keys(entry), ['zh-CN']);
    assert.deepEqual((await compile({ locales: ['en'] })).title, pack.title);
  });

  it('says of itself neither base nor overrides', async () => {
    const overlay = { format: 1, id: 'example/visit', edition: '2024', revision: 1, effective: { from: '2024-01-01', until: null }, extends: 'example/visit@2023', parameters: { most_days: { value: 3 } } };
    const engine = await createPrecheck({ packs: [await compile({}, [written, overlay])] });
    const [info] = engine.packs();
    assert.deepEqual([info.edition, info.extends, info.overrides], ['2024', undefined, undefined]);
    assert.equal(engine.check('example/visit', { kind: 'planned', days: 11, note: '' }, { asOf: '2024-06-01' }).verdict, 'fail');
  });

  it('is a base like any other: an overlay takes over what it carries, and what is given beside it', async () => {
    const [base] = await compilePacks({ packs: [pack], sources: [source] });
    const overlay = {
      format: 1, id: 'example/visit', edition: '2024', revision: 1, effective: { from: '2024-01-01', until: null }, extends: 'example/visit@2023',
      guidance: [{ id: 'desk', text: text('Second floor'), cites: ['S9-02'] }],
    };
    const reworded = { ...cited, clauses: cited.clauses.map((clause) => ({ ...clause, text: text('In other words') })) };
    const [, compiled] = await compilePacks({ packs: [base, overlay], sources: [reworded] });
    assert.deepEqual(compiled.resolved.sources, [{ ...source, clauses: [source.clauses[0], { id: 'S9-02', text: text('In other words') }] }]);
    assert.equal((await createPrecheck({ packs: [compiled] })).check('example/visit', goodForm, { asOf: '2024-06-01' }).guidance[0].id, 'desk');
    await assert.rejects(compilePacks({ packs: [base, overlay] }), /no source lists the clause "S9-02"/);
  });

  it('answers as it did with another version of its source beside it', async () => {
    const compiled = await compile();
    const engine = await createPrecheck({ packs: [compiled], sources: [{ ...source, clauses: [{ id: 'S9-01', text: text('In other words') }] }] });
    assert.equal(engine.check(pack.id, goodForm, goodOptions).verdict, 'pass');
  });
});

describe('compilePacks rejects', () => {
  it('packs that do not load', () => assert.rejects(compilePacks({ packs: [{ ...pack, rules: 1 }], sources: [source] }), PackError));
  it('packs whose sources are not there', () => assert.rejects(compilePacks({ packs: [pack] }), /the source "S9" was not given/));

  for (const number of ['30.0', '3e1', '9007199254740993']) {
    it(`a number that would not stay what it is, ${number}, with its place`, async () => {
      const document = JSON.stringify(pack, null, 1).replace(/"value": 30/, `"value": ${number}`);
      const line = document.split('\n').findIndex((row) => row.includes(number)) + 1;
      await assert.rejects(compilePacks({ packs: [document], sources: [source], names: { packs: ['visit.json'] } }), ({ diagnostics }) => {
        assert.deepEqual(diagnostics.map(({ code, document: name, line: at }) => [code, name, at]), [['pack.number', 'visit.json', line]]);
        assert.ok(diagnostics[0].message.includes(number));
        return true;
      });
    });
  }

  it('none of the numbers that stay, nor what only looks like one', async () => {
    const document = JSON.stringify({ ...pack, note: '1.0 "2e3', parameters: { ...pack.parameters, share: { value: 0.5 }, least: { value: -3 } } });
    const [{ parameters }] = await compilePacks({ packs: [document], sources: [source] });
    assert.deepEqual(parameters, { ...pack.parameters, share: { value: 0.5 }, least: { value: -3 } });
  });
});
