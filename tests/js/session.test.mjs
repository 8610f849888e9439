// Live forms: after any changes whatever a session says what a check of the same form says, and evaluates no more than it has to.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';
import { createShippedEngine } from './support/engine.mjs';
import { pack, source } from './support/example.mjs';
import { drawPlace, drawValue, numbersFrom } from './support/form-changes.mjs';

const directory = JSON.parse(readFileSync(join(root, 'web/examples/directory.json'), 'utf8'));
const SEQUENCES = 50;
const CHANGES = 12;

/** What is answered, or the code of the error: a form may pick an edition that is not there. */
function answerOf(ask) {
  try {
    return ask();
  } catch (error) {
    assert.equal(error.name, 'PrecheckError', error.stack);
    return error.code;
  }
}

/** Random changes, each followed by a report or, now and then, by a verdict or by neither. */
function walk(engine, name, facts, form, options, codes, seed) {
  const next = numbersFrom(seed);
  const session = engine.open(name, { ...options, form });
  const said = [];
  const compare = () => {
    const now = session.get('');
    if (next(4) === 0) assert.deepEqual(answerOf(() => session.verdict()), answerOf(() => engine.verdict(name, now, options)), `verdict, seed ${seed}: ${said.join('; ')}`);
    assert.equal(answerOf(() => session.reportText()), answerOf(() => engine.checkText(name, now, options)), `seed ${seed}: ${said.join('; ')}`);
  };
  compare();
  for (let i = 0; i < CHANGES; i++) {
    const place = drawPlace(facts, session.get(''), next, codes);
    const value = next(6) === 0 ? undefined : drawValue(place.schema, next, place.codes);
    said.push(`${place.path} = ${JSON.stringify(value)}`);
    session.set(place.path, value);
    if (next(5) > 0) compare();
  }
  compare();
  session.close();
}

describe('a session says what a check says, after random changes', async () => {
  const engine = await createShippedEngine();
  const { packs } = await shippedDocuments();
  const facts = new Map(packs.map((one) => [`${one.id}@${one.edition}`, one.facts]));
  const codes = [...Object.keys(directory), 'H00000000000'];
  const files = readCaseFiles();

  it('of every shipped pack', () => assert.deepEqual(files.map((file) => file.pack).sort(), [...facts.keys()].sort()));

  for (const { pack: name, cases } of files) {
    const variants = [['as the cases have it', {}, []], ['in English', { locale: 'en' }, []], ['with a directory', { directory }, codes]];
    variants.forEach(([title, more, known], variant) => {
      it(`${name}, ${title}`, () => {
        for (let i = 0; i < SEQUENCES; i++) {
          const { form, as_of: asOf, params } = cases[i % cases.length];
          walk(engine, name, facts.get(name), i % 5 === 0 ? {} : form, { asOf, params, ...more }, known, variant * 1000 + i);
        }
      });
    });
  }
  it('whatever edition the form picks', () => {
    for (const { pack: name, cases } of files) {
      const [id] = name.split('@');
      for (let i = 0; i < 10; i++) {
        const { form, as_of: asOf, params } = cases[i % cases.length];
        const options = { asOf, params };
        walk(engine, id, facts.get(name), form, options, [], i);
      }
    }
  });
});

// --- A pack with all that results may depend on: lists within lists, definitions, errors, texts with facts, outcomes, a plan.

const text = (words) => ({ 'zh-CN': words, en: `${words} (en)` });
const cites = ['S9-01'];
const place = { type: 'object', 'x-directory': 'code', properties: { code: { type: 'string', maxLength: 5 }, tags: { type: 'array', maxItems: 5, items: { type: 'object', properties: { name: { type: 'string', maxLength: 9 }, level: { type: 'integer' } } } }, open: { type: 'boolean' } } };
const visit = { type: 'object', required: ['day'], properties: { day: { type: 'integer' }, paid: { type: 'boolean' }, notes: { type: 'array', maxItems: 4, items: { type: 'object', properties: { word: { type: 'string', maxLength: 20 } } } }, at: place } };
const live = {
  ...pack,
  id: 'example/live',
  parameters: { limit: { type: 'int', host: true }, zero: { value: 0 } },
  facts: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['planned', 'emergency', 'other'] },
      visits: { type: 'array', maxItems: 5, items: visit },
      home: place,
      away: place,
      person: { type: 'object', 'x-optional': true, properties: { name: { type: 'string', maxLength: 20 }, age: { type: 'integer' }, kin: { type: 'object', properties: { age: { type: 'integer' } } } } },
      order: { type: 'array', maxItems: 4, items: { type: 'object', properties: { from: { type: 'integer' }, to: { type: 'integer' } } } },
    },
  },
  definitions: { days: 'visits.map(v, v.day)', ratio: '10 / (size(definitions.days) - 2)', adult: 'has(person) && person.age >= 18' },
  rules: [
    { id: 'visit-day', for_each: 'visits', when: 'it.day > 0', assert: 'it.day < 20 && it.notes.all(n, n.word != "x")', path: '/visits/*/day', message: text('第 ${index} 次：${it.day}'), severity: 'error' },
    { id: 'ratio', assert: 'definitions.ratio > 1', path: '/visits', message: text('${definitions.ratio}'), severity: 'warning' },
    { id: 'adult', when: "kind == 'planned'", assert: 'definitions.adult', path: '/person', message: text('成年 ${home.code}'), severity: 'error' },
    { id: 'tags', assert: 'home.tags.exists(t, t.level > 1)', path: '/home', message: text('级别'), severity: 'error', on_unknown: 'warning' },
    { id: 'away', assert: 'away.tags.all(t, t.level < 3) || away.open', path: '/away', message: text('外地'), severity: 'error' },
    { id: 'visited', for_each: 'visits', assert: 'it.at.tags.exists(t, t.level > 0)', path: '/visits/*/at', message: text('${it.at.code}'), severity: 'info', on_unknown: 'pending' },
    { id: 'limit', assert: 'size(visits) <= params.limit', path: '/visits', message: text('最多 ${params.limit}'), severity: 'error' },
    { id: 'constant', assert: '1 == 1', path: '/kind', message: text('从不'), severity: 'error' },
    { id: 'ages', when: 'has(person)', assert: 'person.kin.age > person.age', path: '/person/kin', message: text('年龄 ${person.name}'), severity: 'error' },
    { id: 'free', when: "kind == 'other' && home.open", path: '/kind', message: text('不用办'), severity: 'not_needed' },
  ].map((rule) => ({ cites, ...rule })),
  requirements: [
    { id: 'ratio', kind: 'material', when: 'definitions.ratio > 0', satisfied: 'home.open', title: text('比 ${definitions.ratio}') },
    { id: 'paper', kind: 'material', satisfied: 'away.open', alternatives: ['card'], title: text('纸') },
    { id: 'card', kind: 'material', when: "kind != 'other'", satisfied: 'visits.exists(v, v.paid)', title: text('卡 ${kind}') },
    { id: 'tip', kind: 'step', when: 'definitions.adult', title: text('提示') },
  ].map((requirement) => ({ cites, ...requirement })),
  outcomes: {
    tag: { value: 'home.tags[0].name', text: text('${home.tags[0].name}'), cites },
    joined: [{ when: 'has(person)', value: "person.name + '/' + kind", cites }, { value: 'definitions.days', cites }],
  },
  guidance: [{ id: 'hello', when: 'size(visits) > 1 / params.zero || away.open', text: text('你好 ${visits[0].notes[0].word}'), cites }],
  plan: {
    when: "kind == 'planned'",
    state: "[{'at': 0}]",
    invariant: 'state[0].at < 9',
    actions: [
      { action: 'go', for_each: 'order', when: 'state[0].at == it.from', next: "[{'at': it.to}]", from: 'string(it.from)', to: 'string(it.to)', why: text('从 ${it.from}，${home.code}'), cites },
      { action: 'back', optional: true, for_each: '[0, 1]', when: 'state[0].at > 0', next: "[{'at': 0}]", why: text('回'), cites },
    ],
    resolves: ['tags'],
    impossible: { path: '/order', message: text('排不出 ${away.code} ${definitions.ratio}'), cites },
  },
};
const places = { A: { tags: [{ name: 'a', level: 1 }, { name: 'b', level: 2 }, { name: 'c' }], open: true }, B: { tags: [{ name: 'd' }] }, C: { tags: [], open: 'wrong' } };
const engine = await createPrecheck({ packs: [live], sources: [source] });
const asOf = '2023-06-01';

describe('a session of a pack with lists in lists, definitions, errors, outcomes and a plan', () => {
  it('says what a check says', () => {
    for (let i = 0; i < 1500; i++) {
      const options = { asOf, locale: i % 2 ? 'en' : 'zh-CN', ...(i % 3 ? { params: { limit: 2 } } : {}), ...(i % 4 < 2 ? { directory: places } : {}) };
      walk(engine, live.id, live.facts, {}, options, [...Object.keys(places), 'D'], i);
    }
  });
  it('knows the unknown facts of a list by where they are, however other lists grow', () => {
    const form = { visits: [], home: { tags: [{ name: 'a' }] }, away: { tags: [{}, {}] } };
    const session = engine.open(live.id, { asOf, form });
    const same = () => assert.equal(session.reportText(), engine.checkText(live.id, session.get(''), { asOf }));
    same();
    session.set('/visits/0', { day: 1, notes: [{}, {}] });
    same();
    session.set('/home/tags/1/name', 'b');
    same();
    session.set('/visits', undefined);
    same();
  });
});

describe('a session evaluates', () => {
  const form = { kind: 'planned', visits: [], home: { code: 'A', open: true }, person: { name: 'n', age: 3 } };
  const all = live.rules.length + live.requirements.length + 2 + live.guidance.length + 1;
  const evaluated = (path, value) => {
    const session = engine.open(live.id, { asOf, form });
    session.report();
    assert.equal(session.evaluated, all);
    session.set(path, value);
    session.report();
    return session.evaluated;
  };
  it('all of a pack at first, and all after its whole form is another', () => {
    assert.equal(evaluated('', { kind: 'other', visits: [{}], home: { tags: [] }, away: {}, person: null, order: [] }), all - 1); // but not `constant`
  });
  it('nothing where nothing changes', () => {
    assert.equal(evaluated('/kind', 'planned'), 0);
    assert.equal(evaluated('/no_such_fact', 1), 0);
    assert.equal(evaluated('', structuredClone(form)), 0);
  });
  it('what reads the changed fact: the rule ages', () => assert.equal(evaluated('/person/kin', { age: 1 }), 1));
  it('through a definition: the rules adult and ages, the requirement tip', () => assert.equal(evaluated('/person/age', 30), 3));
  it('for its texts: the rule ages, the outcome joined', () => assert.equal(evaluated('/person/name', 'other'), 2));
  it('a requirement whose alternative reads it: the rules away, the requirement paper, guidance', () => assert.equal(evaluated('/away/open', true), 3));
  it('a list as one: its outcome and its rule', () => assert.equal(evaluated('/home/tags', [{ name: 'x', level: 4 }]), 2));
  it('the plan as one', () => assert.equal(evaluated('/order/0', { from: 0, to: 3 }), 1));
});

describe('set and get', () => {
  const open = (form) => engine.open(live.id, { asOf, form });
  const refused = (session, path, value, code) => {
    const before = session.get('');
    assert.throws(() => session.set(path, value), (error) => error.name === 'PrecheckError' && error.code === code && error.message.length > 20, `${path} ${code}`);
    assert.deepEqual(session.get(''), before);
  };
  it('make what is missing on the way', () => {
    const session = open();
    session.set('/visits/0/notes/-/word', 'a');
    session.set('/visits/-/day', 4);
    session.set('/person/kin/age', 5);
    session.set('/a~1b/~0c', true);
    assert.deepEqual(session.get(''), { visits: [{ notes: [{ word: 'a' }] }, { day: 4 }], person: { kin: { age: 5 } }, 'a/b': { '~c': true } });
    assert.equal(session.get('/visits/1/day'), 4);
    assert.equal(session.get('/a~1b/~0c'), true);
    for (const path of ['/visits/2', '/visits/-', '/visits/length', '/visits/01', '/person/toString', '/kind', '/visits/0/day/x']) assert.equal(session.get(path), undefined, path);
  });
  it('put something in the place of null', () => {
    const session = open({ person: null, visits: null });
    session.set('/person/age', 1);
    session.set('/visits/0/day', 1);
    assert.deepEqual(session.get(''), { person: { age: 1 }, visits: [{ day: 1 }] });
  });
  it('take away with undefined; a list closes up', () => {
    const session = open({ kind: 'other', visits: [{ day: 1 }, { day: 2 }, { day: 3 }] });
    for (const path of ['/visits/1', '/kind', '/person/age', '/visits/7', '/visits/-', '/kind/x']) session.set(path, undefined);
    assert.deepEqual(session.get(''), { visits: [{ day: 1 }, { day: 3 }] });
    session.set('', undefined);
    assert.deepEqual(session.get(''), {});
  });
  it('copy values, in and out', () => {
    const mine = { age: 1, born: new Date(0), gone: undefined };
    const session = open({ person: mine });
    mine.age = 2;
    session.get('/person').age = 3;
    session.get('').person = 4;
    assert.deepEqual(session.get('/person'), { age: 1, born: '1970-01-01T00:00:00.000Z' });
  });
  it('do not touch prototypes', () => {
    const session = open();
    session.set('/__proto__/kind', 'planned');
    session.set('/constructor/prototype/kind', 'planned');
    assert.equal({}.kind, undefined);
    assert.equal(session.reportText(), engine.checkText(live.id, JSON.stringify(session.get('')), { asOf }));
    assert.equal(session.report().findings.filter(({ rule }) => rule === 'schema.unknown_property').length, 2);
  });
  it('refuse a path or value that is wrong, and change nothing', () => {
    const session = open({ kind: 'other', visits: [{ day: 1 }] });
    for (const path of ['kind', '/a~', '/a~2', 5, null, '/\ud800']) refused(session, path, 1, 'path.malformed');
    for (const path of ['/visits/2', '/visits/x', '/visits/01', '/visits/-1', '/visits/1.0', '/visits/length']) refused(session, path, 1, 'path.index');
    refused(session, '/kind/x/y', 1, 'path.no_parts');
    refused(session, '/visits/0/day/0', 1, 'path.no_parts');
    for (const value of [() => 1, Symbol('x'), 1n, { a: 1n }]) refused(session, '/kind', value, 'form.not_json');
    for (const value of [[], 1, 'text', null]) refused(session, '', value, 'form.not_an_object');
    refused(session, '/kind', 'half \ud800', 'form.malformed_json');
    assert.throws(() => session.set('/person', { kin: { name: '\udc00' } }), (error) => error.pointer === '/person/kin/name');
  });
});

describe('open', () => {
  const fails = (code, ...args) => assert.throws(() => engine.open(...args), (error) => error.name === 'PrecheckError' && error.code === code, code);
  it('refuses what no form could mend', () => {
    fails('pack.unknown', 'example/none', { asOf });
    fails('as_of.missing', live.id, {});
    fails('as_of.missing', live.id);
    fails('as_of.malformed', live.id, { asOf: '2023-02-30' });
    fails('params.undeclared', live.id, { asOf, params: { x: 1 } });
    fails('directory.type', live.id, { asOf, directory: [] });
    fails('form.not_an_object', live.id, { asOf, form: [] });
  });
  it('gives sessions that do not know of each other, nor of checks with another directory', () => {
    const form = { home: { code: 'A' } };
    const first = engine.open(live.id, { asOf, directory: places, form });
    const second = engine.open(live.id, { asOf, form });
    const expected = [engine.checkText(live.id, form, { asOf, directory: places }), engine.checkText(live.id, form, { asOf })];
    assert.notEqual(expected[0], expected[1]);
    assert.deepEqual([first.reportText(), second.reportText()], expected);
    second.set('/home/code', 'B');
    first.set('/home/code', 'B');
    engine.checkText(live.id, form, { asOf, directory: { B: { tags: [] } } });
    assert.equal(first.reportText(), engine.checkText(live.id, first.get(''), { asOf, directory: places }));
    assert.equal(second.reportText(), engine.checkText(live.id, second.get(''), { asOf }));
  });
  it('ends with close, and with the engine', async () => {
    const session = engine.open(live.id, { asOf });
    session.close();
    session.close();
    for (const use of [() => session.report(), () => session.set('/kind', 'other'), () => session.get(''), () => session.verdict()]) {
      assert.throws(use, (error) => error.code === 'session.closed');
    }
    const other = await createPrecheck({ packs: [live], sources: [source] });
    const left = other.open(live.id, { asOf });
    other.dispose();
    assert.throws(() => left.report(), (error) => error.code === 'engine.disposed');
    left.close();
  });
  it('reports a form that has become too large, and goes on when it is smaller', () => {
    const session = engine.open(live.id, { asOf });
    const before = session.reportText();
    session.set('/person/name', 'x'.repeat(2 ** 20 + 1));
    assert.throws(() => session.report(), (error) => error.code === 'form.too_large');
    assert.throws(() => session.verdict(), (error) => error.code === 'form.too_large');
    session.set('/person', undefined);
    assert.equal(session.reportText(), before);
  });
});

describe('a form that picks the edition', async () => {
  const edition = (name, effective, value) => ({
    ...pack, edition: name, effective, ...(value ? { edition_by: '/kind', edition_value: value } : {}),
    rules: [{ ...pack.rules[0], id: `of-${name}`, when: 'true', assert: 'days < 0' }],
  });
  const editions = await createPrecheck({ packs: [edition('a', { from: '2023-01-01', until: '2024-01-01' }, 'planned'), edition('b', { from: '2024-01-01', until: null }, 'emergency')], sources: [source] });

  it('may pick another as it changes', () => {
    const session = editions.open(pack.id, { asOf, form: { kind: 'planned', days: 1 } });
    for (const [kind, expected] of [['planned', 'a'], ['emergency', 'b'], ['planned', 'a'], [undefined, 'a'], ['emergency', 'b']]) {
      session.set('/kind', kind);
      assert.equal(session.report().pack.edition, expected);
      assert.equal(session.reportText(), editions.checkText(pack.id, session.get(''), { asOf }));
      assert.deepEqual(session.verdict(), editions.verdict(pack.id, session.get(''), { asOf }));
    }
    session.set('/days', 3);
    session.report();
    assert.equal(session.evaluated, 1);
  });
  it('may pick none for a while', () => {
    const session = editions.open(pack.id, { asOf: '2022-06-01' });
    assert.throws(() => session.report(), (error) => error.code === 'pack.no_edition_in_force');
    session.set('/kind', 'emergency');
    assert.equal(session.report().pack.edition, 'b');
    session.set('/kind', undefined);
    assert.throws(() => session.verdict(), (error) => error.code === 'pack.no_edition_in_force');
  });
  it('is not asked where the date or a parameter is wrong anyway', () => {
    for (const [options, code] of [[{}, 'as_of.missing'], [{ asOf, params: { x: 1 } }, 'params.undeclared']]) {
      assert.throws(() => editions.open(pack.id, options), (error) => error.code === code, code);
    }
  });
});
