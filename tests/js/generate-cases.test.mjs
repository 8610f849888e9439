// precheck cases: the forms at which a pack's answer turns.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { createPrecheck, resolvePacks } from 'yibao-precheck';
import { createCel } from 'yibao-precheck/cel';
import { generateCases, MAX_CASES, parseCases, readCaseFilesBelow, testPacks } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { changed, goodForm, pack as example, source } from './support/example.mjs';

const cel = await createCel();
const { packs, sources } = readRuleFiles(join(root, 'rules'));
const documents = { packs: packs.map((file) => file.text), sources: sources.map((file) => file.text) };
const engine = await createPrecheck(documents);
const resolved = await resolvePacks(documents);
const files = readCaseFilesBelow(join(root, 'rules'));
const nameOf = ({ id, edition }) => `${id}@${edition}`;
const generated = (pack, options = {}) => generateCases(engine, pack, { cel, cases: files.filter((file) => file.pack === nameOf(pack)).flatMap((file) => file.cases), ...options });
const shipped = (name) => resolved.find((pack) => nameOf(pack) === name);

/** `title: verdict finding,finding` */
const lines = ({ document }) => document.cases.map(({ title, expected }) => `${title}: ${[expected.verdict, expected.findings.join()].filter(Boolean).join(' ')}`);

async function fromExample(pack = example, cases = [{ id: 'planned', title: 'A planned visit', as_of: '2023-06-01', form: goodForm }]) {
  const own = { packs: [pack], sources: [source] };
  const [document] = await resolvePacks(own);
  return generateCases(await createPrecheck(own), document, { cel, cases });
}

describe('a threshold of 30 days', () => {
  it('is seen from below, at it and from above', async () => {
    const found = lines(await fromExample()).filter((line) => line.startsWith('days is'));
    for (const wanted of ['days is 29, just below 30, else as planned: pass', 'days is 30, else as planned: pass', 'days is 31, just above 30, else as planned: fail not-too-early']) {
      assert.ok(found.includes(wanted), `${wanted}; there is ${found.join(' | ')}`);
    }
  });

  it('of the schema as well: the least is 0', async () => {
    assert.ok(lines(await fromExample()).includes('days is -1, just below 0, else as planned: fail schema.minimum'));
  });

  it('every value of an enum, every optional fact left out, the lengths of texts', async () => {
    const form = { ...goodForm, note: 'n', visit_date: '2023-06-09' };
    const found = lines(await fromExample(example, [{ id: 'full', title: 'All given', as_of: '2023-06-01', form }]));
    for (const start of ['kind is emergency', 'note left out', 'visit_date left out', 'note of 101 characters, one too many, else as full: fail schema.max_length', 'kind left out, else as full: incomplete']) {
      assert.ok(found.some((line) => line.startsWith(start)), `${start}: ${found.join(' | ')}`);
    }
  });

  it('begins from the schema where there are no cases', async () => {
    assert.ok(lines(await fromExample(example, [])).includes('days is 31, just above 30, else as built: fail not-too-early'));
  });

  for (const assertion of ['days < params.most_days', 'days >= params.most_days', 'days == params.most_days', 'days <= params.most_days + 1', 'true']) {
    it(`is missed by a pack that says ${assertion}, and the cases tell`, async () => {
      const { document } = await fromExample();
      const other = await createPrecheck({ packs: [changed('rules.0.assert', assertion)], sources: [source] });
      const results = [...testPacks(other, [parseCases('cases', JSON.stringify(document))])];
      assert.ok(results.some(({ status }) => status === 'failed'));
    });
  }
});

describe('days', () => {
  const turning = { ...example.rules[0], id: 'of-age', when: 'has(visit_date)', path: '/visit_date', message: { 'zh-CN': '满了' } };
  delete turning.remedy;
  const withRule = (assertion) => ({ ...example, rules: [{ ...turning, assert: assertion }] });
  const cases = [{ id: 'visit', title: 'A visit', as_of: '2023-06-15', form: { kind: 'planned', visit_date: '2023-06-15' } }];

  it('six months: the day before, the day and the day after, and a month that has no 31st', async () => {
    const found = lines(await fromExample(withRule('today <= addMonths(visit_date, 6)'), cases));
    for (const wanted of [
      'checked one second before 6 months after visit_date, else as visit: pass',
      'checked on 6 months after visit_date, 2023-12-15, else as visit: pass',
      'checked one day after 6 months after visit_date, else as visit: fail of-age',
      'visit_date is the end of a month, 2022-12-31, and the check on 2023-06-30, else as visit: pass',
      'visit_date is the end of a month, 2022-12-31, and the check on 2023-07-01, else as visit: fail of-age',
    ]) assert.ok(found.includes(wanted), `${wanted}; there is ${found.join(' | ')}`);
  });

  it('a birthday of 29 February in a year that has none: on 1 March', async () => {
    const found = lines(await fromExample(withRule('ageOn(visit_date, today) < 18'), cases)).filter((line) => line.includes('29 February'));
    for (const wanted of ['2004-02-29, and the check on 2022-02-28, else as visit: pass', '2004-02-29, and the check on 2022-03-01, else as visit: fail of-age']) {
      assert.ok(found.some((line) => line.endsWith(wanted)), `${wanted}; there is ${found.join(' | ')}`);
    }
  });

  it('the hour at which a service closes, to the second', async () => {
    const pack = { ...example, rules: [{ ...turning, when: 'true', assert: "as_of < today + duration('22h')" }] };
    const found = (await fromExample(pack)).document.cases.filter(({ title }) => title.startsWith('checked')).map(({ as_of, expected }) => `${as_of} ${expected.verdict}`);
    for (const wanted of ['2023-06-01T21:59:59+08:00 pass', '2023-06-01T22:00:00+08:00 fail']) assert.ok(found.includes(wanted), `${wanted}; there is ${found}`);
  });
});

describe('binding by proxy in Jiangxi, from 16 years on with an identity card', () => {
  const found = lines(generated(shipped('jiangxi/proxy-binding@2024')));
  for (const wanted of [
    'member.birth_date one day before the 16th birthday, else as child-without-card: pass',
    'member.birth_date with the check on the 16th birthday, else as child-without-card: fail of-age-uses-id-mode,of-age-without-card,birthday-counts',
    'member.birth_date one day after the 16th birthday, else as child-without-card: fail of-age-uses-id-mode,of-age-without-card',
  ]) it(wanted, () => assert.ok(found.includes(wanted), found.filter((line) => line.includes('birth_date')).join('\n')));
});

describe('for every shipped pack', () => {
  const validate = new Ajv2020({ allErrors: true, strictSchema: false }).compile(JSON.parse(readFileSync(join(root, 'rules/schema/cases.schema.json'), 'utf8')));
  for (const pack of resolved) {
    it(`${nameOf(pack)}: cases as people write them, which the pack passes, the same each time`, () => {
      const { document, left } = generated(pack);
      assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 3)));
      assert.ok(document.cases.length <= MAX_CASES && (left === 0 || document.cases.length === MAX_CASES));
      assert.equal(new Set(document.cases.map(({ id }) => id)).size, document.cases.length, 'ids are unique');
      const wrong = [...testPacks(engine, [parseCases('generated', JSON.stringify(document))])].filter(({ status }) => status !== 'passed');
      assert.deepEqual(wrong.map(({ title, differences }) => [title, differences]), []);
      const verdicts = new Set(document.cases.map(({ expected }) => expected.verdict));
      assert.ok(verdicts.has('pass') && verdicts.size > 1, `verdicts: ${[...verdicts]}`);
      assert.deepEqual(generated(pack).document, document);
    });
  }
});

describe('precheck cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-cases-'));
  after(() => rmSync(folder, { recursive: true }));
  const precheck = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'cases', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
    return { status, stdout, stderr };
  };

  it('writes a file of cases that precheck test runs', () => {
    const out = join(folder, 'boundary.cases.json');
    assert.deepEqual(precheck('jiangxi/proxy-binding', '--rules', join(root, 'rules'), '--out', out), { status: 0, stdout: '', stderr: '' });
    const run = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'test', out], { encoding: 'utf8' });
    assert.match(run.stdout, /^\d+ cases of 1 pack: \d+ as expected\n$/);
    assert.equal(run.status, 0);
  });

  it('overwrites nothing: somebody may have confirmed what is there', () => {
    const out = join(folder, 'mine.txt');
    writeFileSync(out, 'mine');
    assert.deepEqual(precheck('generic/unbinding', '--out', out), { status: 2, stdout: '', stderr: `precheck: ${out}: it is there already, and nothing is overwritten\n` });
    assert.equal(readFileSync(out, 'utf8'), 'mine');
  });

  it('says what turns where, in a line each', () => {
    const { status, stdout } = precheck('jiangxi/proxy-binding@2024', '--format', 'text', '--rules', join(root, 'rules'));
    assert.equal(status, 0);
    assert.match(stdout, /^ {2}fail {8}member\.birth_date with the check on the 16th birthday, else as child-without-card \(2024-08-01\): of-age-uses-id-mode/m);
  });

  it('keeps to --max, first where the verdict turns, and says what it left out', () => {
    const { stdout, stderr } = precheck('jiangxi/proxy-binding', '--max', '10');
    const { cases } = JSON.parse(stdout);
    assert.equal(cases.length, 10);
    assert.ok(cases.some(({ expected }) => expected.verdict === 'fail'));
    assert.match(stderr, /^\d+ further cases are left out; --max takes more\n$/);
  });

  it('ends with 2 for a pack that is not there, or more than one', () => {
    for (const [wanted, problem] of [['nowhere/topic', /there is no pack/], ['beijing/designated-institution', /name one edition/], [folder, /name one pack|no packs|packs/]]) {
      const { status, stderr } = precheck(wanted);
      assert.deepEqual([wanted, status, problem.test(stderr)], [wanted, 2, true], stderr);
    }
  });
});
