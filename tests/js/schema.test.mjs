// precheck schema: a validator that knows only the JSON Schema refuses what the engine does, and the types take the forms that it takes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { compilePacks, createPrecheck } from 'yibao-precheck';
import { packs } from 'yibao-precheck/rules';
import { formSchema, formTypes, typeName } from 'yibao-precheck/tools';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { changed, goodForm, goodOptions, pack as example, source } from './support/example.mjs';
import { createShippedEngine } from './support/engine.mjs';
import { randomRequests } from './support/random-forms.mjs';

const engine = await createShippedEngine();
const nameOf = ({ id, edition }) => `${id}@${edition}`;

/** Formats are in the patterns as well: what ajv-formats adds must not make a difference. */
function validatorOf(schema, { formats = true } = {}) {
  const ajv = new Ajv({ strict: true, allErrors: true, validateFormats: formats });
  if (formats) addFormats(ajv, ['date', 'date-time']);
  return ajv.compile(schema);
}

/** The places that a complete form gives, `*` for an element's number. */
function requiredPlaces(fact, path = '') {
  const below = Object.entries(fact.properties ?? {}).flatMap(([name, child]) => [
    ...((fact.required ?? []).includes(name) && !child['x-optional'] ? [`${path}/${name}`] : []),
    ...requiredPlaces(child, `${path}/${name}`),
  ]);
  return [...below, ...(fact.items ? requiredPlaces(fact.items, `${path}/*`) : [])];
}

/** What the engine calls wrong with the structure, or missing because it is required. */
function faultsOf(report, required) {
  const structure = report.findings.filter(({ rule, severity }) => rule.startsWith('schema.') && severity === 'error').map(({ rule, path }) => `${rule} ${path}`);
  const missing = report.missing.filter((path) => required.has(path.replace(/\/\d+(?=\/|$)/g, '/*'))).map((path) => `missing ${path}`);
  return [...structure, ...missing];
}

describe('the JSON Schema of every shipped pack', () => {
  const COUNT = 6000;
  const seen = { refused: 0, taken: 0, remarked: 0 };
  const validators = new Map(packs.map((pack) => [nameOf(pack), [validatorOf(formSchema(pack)), validatorOf(formSchema(pack, { locale: 'en' }), { formats: false })]]));
  const required = new Map(packs.map((pack) => [nameOf(pack), new Set(requiredPlaces(pack.facts))]));

  function compare(name, form, options) {
    const report = engine.check(name, form, options);
    const faults = faultsOf(report, required.get(name));
    for (const validate of validators.get(name)) {
      const taken = validate(form);
      if (taken === (faults.length === 0)) continue;
      // Nothing to submit: then nothing is missing either.
      if (report.verdict === 'not_needed' && validate.errors.every(({ keyword, instancePath }) => keyword === 'required' || valueAt(form, instancePath) === null)) continue;
      // A check character is beyond a pattern.
      if (taken && faults.every((fault) => fault.startsWith('schema.format ') && looksLikeResidentId(form, fault.split(' ')[1]))) continue;
      assert.fail(`${name} ${JSON.stringify(form)}\nengine: ${faults.join(', ') || 'nothing wrong'}\najv: ${taken ? 'takes it' : JSON.stringify(validate.errors)}`);
    }
    if (faults.length > 0) seen.refused++;
    else seen.taken++;
    if (report.findings.some(({ rule }) => rule === 'schema.unknown_property')) seen.remarked++;
  }

  it(`agrees with the engine about ${COUNT} random forms`, () => {
    let count = 0;
    for (const { pack, kind, form, options } of randomRequests(20261128, packs, {})) {
      if (kind !== 'json' || !pack.includes('@')) continue;
      if (typeof form !== 'object' || form === null || Array.isArray(form)) continue; // no form at all, which a check refuses to look at
      compare(pack, form, { asOf: options.asOf });
      if (++count === COUNT) break;
    }
    assert.ok(seen.refused > COUNT / 20 && seen.taken > COUNT / 20 && seen.remarked > 20, JSON.stringify(seen));
  });
  it('and about every golden case', () => {
    for (const { pack, cases } of readCaseFiles()) for (const { form, as_of } of cases) compare(pack, form, { asOf: as_of });
  });
});

function looksLikeResidentId(form, pointer) {
  return /^[1-9]\d{16}[\dX]$/.test(valueAt(form, pointer));
}

function valueAt(form, pointer) {
  return pointer.split('/').slice(1).reduce((value, step) => value[step], form);
}

describe('the JSON Schema of a form', async () => {
  const facts = {
    type: 'object',
    required: ['kind', 'person'],
    properties: {
      kind: { type: 'string', enum: ['planned', 'emergency'], title: { 'zh-CN': '种类', en: 'Kind' }, help: { 'zh-CN': '为何就诊。' }, 'x-values': { planned: { title: { 'zh-CN': '计划', en: 'Planned' } } } },
      days: { type: 'integer', minimum: 0, title: { 'zh-CN': '天数', en: 'Days ahead' } },
      person: { type: 'object', title: { 'zh-CN': '人', en: 'Person' }, required: ['id'], properties: { id: { type: 'string', format: 'cn-resident-id' }, area: { type: 'string', format: 'cn-area-code', 'x-source': 'host' } } },
      born_on: { type: 'string', format: 'date', 'x-optional': true },
      at: { type: 'string', format: 'date-time', 'x-optional': true },
      month: { type: 'string', format: 'month', 'x-optional': true },
      level: { type: 'integer', enum: [1, 2, 3], 'x-optional': true },
      note: { type: 'string', maxLength: 4, 'x-severity': 'warning', 'x-optional': true },
      days_off: { type: 'array', maxItems: 3, 'x-optional': true, items: { type: 'string', format: 'date' } },
      rooms: { type: 'array', maxItems: 2, 'x-severity': 'info', 'x-optional': true, items: { type: 'object', required: ['no'], properties: { no: { type: 'integer' } } } },
    },
  };
  const [pack] = await compilePacks({ packs: [changed('facts', facts)], sources: [source], form: true });
  const check = await createPrecheck({ packs: [pack] });
  const schema = formSchema(pack, { locale: 'en' });
  const validate = validatorOf(schema);
  const plain = validatorOf({ ...schema, $id: 'urn:example:plain' }, { formats: false });
  const required = new Set(requiredPlaces(pack.facts));
  const complete = { kind: 'planned', days: 3, person: { id: '11010519491231002X' } };

  const CASES = [
    ['a complete form', {}, true],
    ['a required fact that is not there', { kind: undefined }, false],
    ['a required fact that is null', { kind: null }, false],
    ['an optional fact that is null', { born_on: null, level: null }, true],
    ['an object without what it requires', { person: {} }, false],
    ['an absent object that has something required', { person: undefined }, false],
    ['a property that the pack does not know', { colour: 'red' }, true],
    ['a value outside its enum', { kind: 'other' }, false],
    ['a number outside its enum', { level: 4 }, false],
    ['a fraction', { days: 1.5 }, false],
    ['a whole number beyond 2^53', { days: 2 ** 53 + 2 }, false],
    ['one of 2^53', { days: 2 ** 53 }, true],
    ['a negative number', { days: -1 }, false],
    ['29 February of a leap year', { born_on: '2024-02-29' }, true],
    ['29 February of 1900', { born_on: '1900-02-29' }, false],
    ['29 February of 2000', { born_on: '2000-02-29' }, true],
    ['31 April', { born_on: '2024-04-31' }, false],
    ['a day of the year 0', { born_on: '0000-01-01' }, false],
    ['a day with a time', { born_on: '2024-01-01T00:00:00Z' }, false],
    ['an instant', { at: '2024-02-29T23:59:59.123456789+08:00' }, true],
    ['an instant without a zone', { at: '2024-02-29T23:59:59' }, false],
    ['an instant in small letters', { at: '2024-02-28t23:59:59z' }, false],
    ['a leap second', { at: '2016-12-31T23:59:60Z' }, false],
    ['a month', { month: '2024-12' }, true],
    ['a thirteenth month', { month: '2024-13' }, false],
    ['an identity number of a day that does not exist', { person: { id: '110105194902310026' } }, false],
    ['an area code that begins with 0', { person: { id: complete.person.id, area: '010000' } }, false],
    ['a token in place of an area code', { person: { id: complete.person.id, area: 'XPCC' } }, true],
    ['a text that is only remarked upon for its length', { note: '12345' }, true],
    ['a number that is only remarked upon for not being a text', { note: 5 }, true],
    ['a list that is only remarked upon for its length', { rooms: [{ no: 1 }, { no: 2 }, { no: 3 }] }, true],
    ['what is wrong inside such a list', { rooms: [{ no: 'one' }] }, false],
    ['what is missing inside such a list', { rooms: [{}] }, false],
    ['an element that is null', { days_off: [null] }, true],
    ['an element that is null and has something required', { rooms: [null] }, false],
  ];
  for (const [what, change, taken] of CASES) {
    it(`${taken ? 'takes' : 'refuses'} ${what}, as the engine does`, () => {
      const form = JSON.parse(JSON.stringify({ ...complete, ...change }));
      const faults = faultsOf(check.check('example/visit@2023', form, goodOptions), required);
      assert.deepEqual({ engine: faults.length === 0, faults: taken ? [] : faults }, { engine: taken, faults });
      assert.equal(validate(form), taken, JSON.stringify(validate.errors));
      assert.equal(plain(form), taken, `without formats: ${JSON.stringify(plain.errors)}`);
    });
  }

  it('has titles, help and labels in the language asked for, in Chinese where there is no translation', () => {
    assert.equal(schema.title, 'Visit');
    assert.deepEqual([schema.properties.kind.title, schema.properties.kind.description], ['Kind', '为何就诊。\nplanned: Planned']);
    assert.deepEqual(formSchema(pack).properties.kind.description, '为何就诊。\nplanned: 计划');
  });
  it('marks what the system behind the page knows as read-only', () => {
    assert.equal(schema.properties.person.properties.area.readOnly, true);
    assert.equal(schema.properties.kind.readOnly, undefined);
  });
  it('names the formats that JSON Schema knows, and has no keyword of ours', () => {
    assert.equal(schema.properties.born_on.format, 'date');
    assert.doesNotMatch(JSON.stringify(schema), /"x-|"help"|"format":"(month|cn-)/);
  });
});

describe('TypeScript types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-types-'));
  after(() => rmSync(folder, { recursive: true }));

  /** What tsc says of a program, a line each. */
  function compile(files) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: 'es2018', module: 'esnext', moduleResolution: 'bundler', types: [], skipLibCheck: true }, files: Object.keys(files) }));
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => /^\S.*error TS/.test(line));
  }

  it('of every shipped pack, in both languages, take every golden form that is whole and sound, and refuse one with a value of the wrong kind', () => {
    const files = {};
    const wrong = [];
    let right = 0;
    for (const pack of packs) {
      const name = nameOf(pack);
      const file = name.replace(/\W/g, '_');
      const required = new Set(requiredPlaces(pack.facts));
      const lines = [];
      for (const { cases } of readCaseFiles().filter((one) => one.pack === name)) {
        for (const [index, { form, as_of, params }] of cases.entries()) {
          const report = engine.check(name, form, { asOf: as_of, params });
          const rules = report.findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('schema.'));
          const kinds = rules.filter((rule) => rule === 'schema.type' || rule === 'schema.enum');
          if (rules.length === 0 && faultsOf(report, required).length === 0) {
            right++;
            lines.push(`export const form${index}: ${typeName(pack.id)} = ${JSON.stringify(form)};`);
          } else if (kinds.length > 0) {
            wrong.push(`${file}_cases.ts:${lines.length + 2}`);
            lines.push(`export const form${index}: ${typeName(pack.id)} = ${JSON.stringify(form)};`);
          }
        }
      }
      files[`${file}.ts`] = formTypes(pack);
      files[`${file}_en.ts`] = formTypes(pack, { locale: 'en' });
      files[`${file}_cases.ts`] = [`import type { ${typeName(pack.id)} } from './${file}.js';`, ...lines, ''].join('\n');
    }
    const faulty = [...new Set(compile(files).map((line) => line.replace(/^([^(]+)\((\d+),.*$/s, '$1:$2').split('/').at(-1)))];
    assert.deepEqual(faulty.sort(), wrong.sort());
    assert.ok(right > 100, `${right} forms`);
  });
  it('want what is required, and know no other values and no other properties', () => {
    const [good, ...bad] = ['{ kind: "planned", days: 3 }', '{ days: 3 }', '{ kind: "other" }', '{ kind: "planned", days: "3" }', '{ kind: "planned", colour: "red" }', '{ kind: null }'];
    const program = [good, ...bad].map((form, index) => `const form${index}: VisitForm = ${form};`).join('\n');
    const errors = compile({ 'visit.ts': `${formTypes(example, { locale: 'en' })}\n${program}\nexport {};\n` });
    assert.equal(errors.length, bad.length, errors.join('\n'));
  });
  it('end no comment early', () => {
    const types = formTypes(changed('facts.properties.note.title', { 'zh-CN': 'a */ b' }));
    assert.deepEqual(compile({ 'comment.ts': types }), []);
  });
});

describe('precheck schema', () => {
  const run = (...args) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'schema', ...args], { encoding: 'utf8' });
  const folder = mkdtempSync(join(tmpdir(), 'precheck-schema-'));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'sources'));
  writeFileSync(join(folder, 'sources/S9.json'), JSON.stringify(source));
  writeFileSync(join(folder, 'visit.json'), JSON.stringify(example));
  writeFileSync(join(folder, 'later.json'), JSON.stringify({ ...example, edition: '2024', effective: { from: '2024-01-01', until: null } }));

  it('prints the schema, or with --types the types', () => {
    const schema = run('example/visit@2023', '--rules', folder, '--locale', 'en');
    assert.deepEqual([schema.status, schema.stderr], [0, '']);
    assert.equal(validatorOf(JSON.parse(schema.stdout))(goodForm), true);
    const types = run('example/visit@2023', '--types', '--rules', folder, '--locale', 'en');
    assert.match(types.stdout, /export interface VisitForm \{\n {2}\/\*\* Kind \*\/\n {2}kind: "planned" \| "emergency";/);
  });
  it('wants one edition, and says which there are', () => {
    const { status, stderr } = run('example/visit', '--rules', folder);
    assert.equal(status, 2);
    assert.match(stderr, /name one edition: example\/visit@2024, example\/visit@2023/);
  });
});
