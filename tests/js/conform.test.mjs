// precheck conform: where the form of a page and the facts of a pack do not fit, and what becomes of the rules then.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { compilePacks, createPrecheck } from 'yibao-precheck';
import { packs } from 'yibao-precheck/rules';
import { conform, factReaders, formSchema } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { goodOptions, pack as example, source } from './support/example.mjs';

const text = (english) => ({ 'zh-CN': `（${english}）`, en: english });
const rule = (id, parts) => ({ id, severity: 'error', path: '/kind', message: text(id), cites: ['S9-01'], ...parts });
const document = {
  ...example,
  parameters: undefined,
  facts: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['planned', 'emergency'] },
      days: { type: 'integer', minimum: 0, maximum: 90 },
      birth_date: { type: 'string', format: 'date' },
      moved_on: { type: 'string', format: 'date', 'x-optional': true },
      phone: { type: 'string', maxLength: 20 },
      colour: { type: 'string', maxLength: 20 },
      record: { type: 'object', 'x-source': 'host', properties: { valid: { type: 'boolean' } } },
      site: { type: 'object', 'x-directory': 'code', properties: { code: { type: 'string', maxLength: 20 }, level: { type: 'string', enum: ['1', '2'], 'x-severity': 'info' } } },
      visits: { type: 'array', maxItems: 9, items: { type: 'object', properties: { place: { type: 'string', maxLength: 40 }, cost: { type: 'number' } } } },
    },
  },
  definitions: { minor: 'ageOn(birth_date, today) < 18', child: 'definitions.minor && days > 3' },
  rules: [
    rule('not-alone', { when: "kind == 'planned'", assert: '!definitions.child' }),
    rule('cheap', { severity: 'warning', assert: 'visits.all(v, v.cost < 100.0)' }),
    rule('same-place', { assert: "visits.all(visit, visit.place != 'x' || site.level == '1')" }),
    rule('on-record', { assert: 'record.valid' }),
  ],
  requirements: [{ id: 'call', kind: 'step', satisfied: "phone != ''", title: text('A call'), cites: ['S9-01'] }],
  guidance: [{ id: 'moved', when: 'has(moved_on)', text: text('You moved.'), cites: ['S9-01'] }],
};
const [pack] = await compilePacks({ packs: [JSON.parse(JSON.stringify(document))], sources: [source], form: true });
const page = formSchema(pack, { locale: 'en' });

/** The page's schema with one place changed: undefined takes it away. */
function pageWith(pointer, value) {
  const copy = structuredClone(page);
  const steps = pointer.split('/').slice(1);
  const last = steps.pop();
  const place = steps.reduce((at, step) => at[step], copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}
const said = async (schema, pointer) => (await conform(pack, schema, pointer)).map(({ code, level, message }) => `${level} ${code} ${message}`);

describe('a page that asks what its pack wants to know', () => {
  for (const shipped of packs) {
    it(`has no mismatch: the schema of ${shipped.id}@${shipped.edition}`, async () => {
      assert.deepEqual(await conform({ ...shipped, resolved: { sources: [] } }, formSchema(shipped)), []);
    });
  }
  it('may be stricter where nothing is lost', async () => {
    assert.deepEqual(await said(pageWith('/properties/phone', { type: 'string', pattern: '^1[0-9]{10}$', maxLength: 11 })), []);
    assert.deepEqual(await said({ ...page, required: ['kind', 'phone'] }), []);
  });
});

describe('a fact that the page never asks for', () => {
  const missing = (name) => said(pageWith(`/properties/${name}`, undefined));

  it('leaves the rules waiting that read it through definitions', async () => {
    assert.deepEqual(await missing('birth_date'), ['error conform.missing /birth_date: it is never asked for: rule not-alone waits for it for ever']);
  });
  it('leaves requirements waiting', async () => {
    assert.deepEqual(await missing('phone'), ['error conform.missing /phone: it is never asked for: requirement call waits for it for ever']);
  });
  it('is really waited for: the engine lists it as missing, whatever else is given', async () => {
    const engine = await createPrecheck({ packs: [pack] });
    const form = { kind: 'planned', days: 5, phone: '1', record: { valid: true }, site: { code: 'a', level: '1' }, visits: [] };
    assert.deepEqual(engine.check('example/visit@2023', form, goodOptions).missing, ['/birth_date']);
    engine.dispose();
  });
  it('inside a list, is found under the name that the rule gives an element', async () => {
    assert.deepEqual(await said(pageWith('/properties/visits/items/properties/place', undefined)), ['error conform.missing /visits/*/place: it is never asked for: rule same-place waits for it for ever']);
  });
  it('is a warning where only remarks depend on it', async () => {
    assert.deepEqual(await said(pageWith('/properties/visits/items/properties/cost', undefined)), ['warning conform.missing /visits/*/cost: it is never asked for: rule cheap never shows what depends on it']);
  });
  it('is a note where nothing reads it, where it is optional, and where the system behind the page knows it', async () => {
    assert.deepEqual(await missing('colour'), ['note conform.missing /colour: it is never asked for, and nothing depends on it']);
    assert.deepEqual(await missing('moved_on'), ['note conform.missing /moved_on: it is never asked for: to guidance moved there is none']);
    assert.deepEqual(await missing('record'), ['note conform.missing /record/valid: the system behind the page has to add it; else rule on-record cannot be verified']);
  });
  it('may come from the directory where its code is asked for', async () => {
    assert.deepEqual(await said(pageWith('/properties/site/properties/level', undefined)), ['warning conform.missing /site/level: only the directory of institutions can give it: where that does not, rule same-place waits for it']);
  });
  it('and is required even if no rule reads it, keeps every form from being complete', async () => {
    const [silent] = await compilePacks({ packs: [{ ...JSON.parse(JSON.stringify(document)), rules: [rule('r', { assert: 'record.valid' })], requirements: [], guidance: [], definitions: {} }], sources: [source], form: true });
    const found = await conform(silent, pageWith('/properties/kind', undefined));
    assert.deepEqual(found.map(({ level, message }) => `${level} ${message}`), ['error /kind: it is required and never asked for: no form is ever complete']);
  });
  it('may only have another name', async () => {
    const schema = pageWith('/properties/birth_date', undefined);
    schema.properties.birthDate = { type: 'string', format: 'date' };
    const found = await conform(pack, schema);
    assert.deepEqual(found.map(({ code, fact, help }) => `${code} ${fact}: ${help}`), [
      'conform.missing /birth_date: Perhaps it is what they call "birthDate": rename it before the check.',
      'conform.extra /birthDate: Leave it out of what is checked.',
    ]);
  });
});

describe('a field of the page', () => {
  const field = (name, schema) => said(pageWith(`/properties/${name}`, schema));

  it('that the pack does not know is a warning', async () => {
    assert.deepEqual(await field('age', { type: 'integer' }), ['warning conform.extra /age: the pack does not know it; a check reads nothing of it and says so (schema.unknown_property)']);
  });
  it('of another type is an error', async () => {
    assert.deepEqual(await field('days', { type: 'string' }), ['error conform.type /days: it may be string, the pack takes integer']);
    assert.deepEqual(await field('visits', { type: 'object', properties: {} }), ['error conform.type /visits: it may be object, the pack takes array']);
    assert.deepEqual(await field('phone', { type: ['string', 'integer'], maxLength: 20 }), ['error conform.type /phone: it may be integer, the pack takes string']);
  });
  it('that may have a fraction, or be anything, is a warning', async () => {
    assert.deepEqual(await field('days', { type: 'number', minimum: 0 }), ['warning conform.type /days: it is a number, which may have a fraction; the pack takes integer']);
    assert.deepEqual(await field('days', {}), ['warning conform.type /days: it may be of any type, the pack takes integer']);
  });
  it('with a value that the pack does not know is an error, without one that it knows a warning', async () => {
    assert.deepEqual(await field('kind', { enum: ['planned', 'elective'] }), ['error conform.enum /kind: the pack does not know "elective"', 'warning conform.enum /kind: nobody can give "emergency", which the pack knows']);
    assert.deepEqual(await field('kind', { type: 'string' }), ['warning conform.enum /kind: any value may be given, the pack knows "planned", "emergency"']);
  });
  it('is only as bad as the pack says that it is (x-severity)', async () => {
    assert.deepEqual(await said(pageWith('/properties/site/properties/level', { enum: ['1', '2', '3'] })), ['note conform.enum /site/level: the pack does not know "3"']);
  });
  it('of another format is an error, without one a warning', async () => {
    assert.deepEqual(await field('birth_date', { type: 'string', format: 'date-time' }), ['error conform.format /birth_date: it has the format date-time, the pack takes date']);
    assert.deepEqual(await field('birth_date', { type: 'string' }), ['warning conform.format /birth_date: any text may be given, the pack takes the format date']);
  });
  it('that takes more than the pack is a warning', async () => {
    assert.deepEqual(await field('days', { type: 'integer', minimum: -5, maximum: 365 }), ['warning conform.bounds /days: minimum is -5, the pack takes at least 0', 'warning conform.bounds /days: maximum is 365, the pack takes at most 90']);
    assert.deepEqual(await field('phone', { type: 'string', maxLength: 200 }), ['warning conform.bounds /phone: maxLength is 200, the pack takes at most 20 characters']);
  });
  it('that may be left out though required, or must be given though optional, is a warning', async () => {
    assert.deepEqual(await said({ ...page, required: [] }), ['warning conform.required /kind: it may be left out, but then the form is not complete']);
    assert.deepEqual(await said({ ...page, required: ['kind', 'moved_on'] }), ['warning conform.required /moved_on: it must be given, but to the pack leaving it out is an answer']);
  });
});

describe('the other schema', () => {
  it('may use $ref, allOf, alternatives and conditions, and be one of many in an OpenAPI document', async () => {
    const { kind, days, visits, site, ...others } = page.properties;
    const openapi = {
      openapi: '3.0.3',
      components: {
        schemas: {
          Form: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { visits: { type: 'array', maxItems: 9, items: { $ref: '#/components/schemas/Visit' } } } }], if: { properties: { kind: { const: 'planned' } } }, then: { properties: { days } } },
          Base: { type: 'object', required: ['kind'], properties: { ...others, kind: { oneOf: [{ const: 'planned', title: 'Planned' }, { const: 'emergency', title: 'Emergency' }] }, site: { anyOf: [{ $ref: '#/components/schemas/Site' }, { type: 'null' }] } } },
          Site: { ...site, type: 'object', nullable: true },
          Visit: { type: 'object', properties: { ...visits.items.properties, place: { type: 'string', maxLength: 41 }, next: { $ref: '#/components/schemas/Visit' } } },
        },
      },
    };
    assert.deepEqual(await said(openapi, '/components/schemas/Form'), [
      'warning conform.bounds /visits/*/place: maxLength is 41, the pack takes at most 40 characters',
      'warning conform.extra /visits/*/next: the pack does not know it; a check reads nothing of it and says so (schema.unknown_property)',
    ]);
  });
  it('is told where a reference leads out of it, in a circle or nowhere', async () => {
    await assert.rejects(said({ $ref: 'https://example.org/form.json' }), /"https:\/\/example\.org\/form\.json" leads out of the file/);
    await assert.rejects(said({ $ref: '#/a', a: { allOf: [{ $ref: '#/a' }] } }), /\/a refers to itself/);
    await assert.rejects(said({ $ref: '#/definitions/form' }), /there is no schema at "\/definitions\/form"/);
  });
});

describe('what reads a fact', () => {
  it('is told in the order of the pack, once each', async () => {
    const readers = await factReaders(pack, ['birth_date']);
    assert.deepEqual(readers, [{ kind: 'rule', id: 'not-alone', waits: true }]);
    assert.deepEqual((await factReaders(pack, ['visits', '*', 'cost'])).map(({ id, waits }) => [id, waits]), [['cheap', false]]);
    assert.deepEqual(await factReaders(pack, ['colour']), []);
  });
  it('has for each fact at least what the engine waits for', async () => {
    const engine = await createPrecheck({ packs: [pack] });
    const { pending } = engine.check('example/visit@2023', { kind: 'planned' }, goodOptions);
    for (const { rule: id, waits_for } of pending) {
      for (const path of waits_for) {
        const readers = await factReaders(pack, path.split('/').slice(1));
        assert.ok(readers.some((reader) => reader.id === id), `${id} waits for ${path}, found ${JSON.stringify(readers)}`);
      }
    }
    assert.ok(pending.length > 1);
    engine.dispose();
  });
});

describe('precheck conform', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-conform-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name, content) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(folder, name);
  };
  file('rules/visit.json', document);
  file('rules/sources/S9.json', source);
  const run = (...args) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'conform', 'example/visit', ...args, '--rules', join(folder, 'rules')], { encoding: 'utf8' });

  it('ends with 0 where the form fits', () => {
    const { status, stdout, stderr } = run(file('page.json', page));
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.match(stdout, /errors: 0, warnings: 0, notes: 0/);
  });
  it('ends with 1 where a rule waits for ever, and names the place in the schema and the way out', () => {
    const { status, stdout } = run(file('short.json', pageWith('/properties/phone', undefined)));
    assert.equal(status, 1);
    assert.match(stdout, /\[error\] \/phone: it is never asked for: requirement call waits for it for ever \(#\)\n {6}Ask for it\./);
  });
  it('ends with 0 where there are only warnings and notes', () => {
    assert.equal(run(file('extra.json', pageWith('/properties/age', { type: 'integer' }))).status, 0);
  });
  it('gives data, with what waits', () => {
    const { stdout } = run(file('openapi.json', { components: { schemas: { Form: pageWith('/properties/phone', undefined) } } }) + '#/components/schemas/Form', '--format', 'json');
    const [{ code, fact, pointer, readers }] = JSON.parse(stdout);
    assert.deepEqual({ code, fact, pointer, readers }, { code: 'conform.missing', fact: '/phone', pointer: '/components/schemas/Form', readers: [{ kind: 'requirement', id: 'call', waits: true }] });
  });
  it('speaks the formats of CI: the file, the place in it, the code, the level', () => {
    const short = file('ci.json', JSON.stringify({ components: { form: pageWith('/properties/phone', undefined) } }, null, 2)) + '#/components/form';
    const github = run(short, '--format', 'github');
    assert.equal(github.status, 1);
    assert.match(github.stdout, /^::error file=.*ci\.json,line=3,col=13,title=conform\.missing::\/components\/form: \/phone: it is never asked for: requirement call waits for it for ever%0AAsk for it\.$/m);
    const sarif = JSON.parse(run(short, '--format', 'sarif').stdout);
    assert.deepEqual(sarif.runs[0].results.map(({ ruleId, level }) => [ruleId, level]), [['conform.missing', 'error']]);
    assert.match(run(short, '--format', 'junit').stdout, /<testsuites?\b[^]*<failure\b[^]*requirement call/);
    assert.match(run(short, '--format', 'tap').stdout, /^not ok 1 /m);
  });
  it('ends with 2 for what it cannot read, and says what', () => {
    for (const [path, says] of [[file('broken.json', '{'), /broken\.json: .*JSON/], [file('far.json', { $ref: 'other.json' }), /"other\.json" leads out of the file/], [join(folder, 'nowhere.json'), /nowhere\.json/]]) {
      const { status, stderr } = run(path);
      assert.equal(status, 2);
      assert.match(stderr, says);
    }
  });
});
