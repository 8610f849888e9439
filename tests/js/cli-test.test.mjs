// `precheck test`: golden cases from the command line and from the API.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { parseCases, testPacks, updateCases } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { pack, source } from './support/example.mjs';

const cli = join(root, 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'precheck-test-'));
after(() => rmSync(folder, { recursive: true }));

const rules = join(folder, 'rules');
const other = { ...pack, id: 'example/other', parameters: { most_days: { value: 10 } } };
const overlay = { format: 1, id: 'example/over', edition: '2023', revision: 1, effective: { from: '2023-01-01', until: null }, extends: 'example/visit@2023' };

const CASES = `{
  "format": 1,
  "pack": "example/visit@2023",
  "forms": { "planned": { "kind": "planned", "days": 30 } },
  "cases": [
    {
      "id": "last-day",
      "title": "The thirtieth day is the last",
      "as_of": "2023-06-01",
      "base": "planned",
      "expected": { "verdict": "pass", "findings": [],   "missing": [] }
    },
    {
      "id": "too-early",
      "title": "The day before the thirtieth is too early",
      "as_of": "2023-06-01",
      "base": "planned", "form": { "days": 31 },
      "expected": { "verdict": "fail", "findings": ["not-too-early"] }
    }
  ]
}
`;
const WRONG = CASES.replace('"verdict": "pass", "findings": []', '"verdict": "fail", "findings": ["old-rule"]');
const casesOf = (id) => CASES.replace('example/visit@2023', id).replace('"days": 30', '"days": 10');

function put(name, content) {
  const path = join(rules, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

let file;
beforeEach(() => {
  rmSync(rules, { recursive: true, force: true });
  put('sources/S9.json', source);
  put('visit.json', pack);
  put('other.json', other);
  put('over.json', overlay);
  file = put('visit.cases.json', CASES);
  put('other.cases.json', casesOf('example/other@2023'));
  put('over.cases.json', casesOf('example/over@2023'));
});

function precheck(...args) {
  const env = { ...process.env };
  delete env.CI;
  return spawnSync(process.execPath, [cli, 'test', '--rules', rules, ...args], { encoding: 'utf8', env });
}

describe('precheck test', () => {
  it('ends with 0 and counts, where all is as expected', () => {
    const { status, stdout, stderr } = precheck();
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '6 cases of 3 packs: 6 as expected\n', stderr: '' });
  });

  it('shows a case by its title, with what was expected, what came and what the applicant would read', () => {
    writeFileSync(file, CASES.replace('["not-too-early"]', '["old-rule"]'));
    const { status, stdout } = precheck('example/visit', '--locale', 'en');
    assert.equal(status, 1);
    assert.equal(stdout, `x The day before the thirtieth is too early
  too-early of example/visit@2023, ${file}:14
  findings: - expected + found
    - "old-rule"
    + "not-too-early"  31 days ahead is too early; at most 30.

2 cases of 1 pack: 1 as expected, 1 not
`);
  });

  it('takes files, folders, packs and the file of a pack, each once', () => {
    for (const wanted of [[file], [rules], ['example/visit@2023'], [join(rules, 'visit.json')], [file, file]]) {
      assert.match(precheck(...wanted).stdout, wanted[0] === rules ? /^6 cases/ : /^2 cases of 1 pack/, wanted.join());
    }
  });

  it('runs the cases that match --filter, and refuses one that matches none', () => {
    assert.match(precheck('--filter', '^last-day: .*thirtieth', 'example/visit').stdout, /^1 case of 1 pack: 1 as expected/);
    const none = precheck('--filter', 'no such case');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /no case matches --filter/);
    assert.match(precheck('--filter', '(').stderr, /--filter.*Invalid regular expression/);
  });

  it('ends with 2 where a case cannot be checked, and says why and where', () => {
    writeFileSync(file, CASES.replace('2023-06-01', '2023-06-31'));
    const { status, stdout } = precheck('example/visit');
    assert.equal(status, 2);
    assert.match(stdout, /The thirtieth day is the last\n.*visit\.cases\.json:7\n {2}could not be checked: .*2023-06-31.*\[/);
    assert.match(stdout, /1 as expected, 1 could not be checked/);
  });

  it('ends with 2 where there are no cases, a pack is unknown, a file is broken or a key is none', () => {
    const refused = (content, ...args) => {
      if (content) writeFileSync(file, content);
      const { status, stderr } = precheck(...args);
      assert.equal(status, 2);
      return stderr;
    };
    assert.match(refused(undefined, 'example/nothing'), /no cases of a pack of that name; `precheck packs` lists/);
    assert.match(refused('{', 'example/visit'), /visit\.cases\.json: line 1: not JSON: close brace expected, found the end of the text/);
    assert.match(refused(CASES.replace('"expected"', '"expect"'), 'example/visit'), /case last-day has the unknown key "expect"; there are id, title/);
    assert.match(refused('{ "pack": "example/visit@2023", "cases": [{ "id": "some" }] }', 'example/visit'), /case some: "expected" is missing/);
    assert.match(refused('{ "pack": "example/visit@2023", "cases": [{ "id": "some", "expected": { "verdict": "pass" } }] }', 'example/visit'), /case some: "expected" lacks "findings", which every case states/);
    const double = JSON.parse(CASES);
    double.cases.push(double.cases[0]);
    assert.match(refused(JSON.stringify(double), 'example/visit'), /visit\.cases\.json: two cases have the id \S+\n/);
    assert.match(refused('{ "cases": [] }', 'example/visit'), /visit\.cases\.json: "pack" is missing/);
    assert.match(refused('{ "pack": "example/visit@2023" }', 'example/visit'), /visit\.cases\.json: "cases" is missing/);
    assert.match(refused(CASES.replace(',\n', '\uff0c\n'), 'example/visit'), /visit\.cases\.json: line \d+: not JSON: invalid symbol, found "\uff0c"/);
    assert.match(refused(Buffer.from([0x7b, 0xd2, 0xd2, 0x7d]), 'example/visit'), /visit\.cases\.json: the file is not UTF-8/);
    assert.match(refused(CASES.replace('"base": "planned"', '"base": "plan"')), /visit\.cases\.json: case last-day: no form is named plan/);
    assert.match(refused(CASES.replace('"missing"', '"mising"')), /visit\.cases\.json: case \S+: "expected" has the unknown key "mising"; there are verdict, findings/);
  });

  it('gives results as JSON and JSONL', () => {
    writeFileSync(file, WRONG);
    const lines = precheck('example/visit', '--format', 'jsonl').stdout.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(JSON.parse(precheck('example/visit', '--format', 'json').stdout), lines);
    assert.deepEqual(lines.map(({ id, status }) => [id, status]), [['last-day', 'failed'], ['too-early', 'passed']]);
    assert.deepEqual(lines[0].differences, [{ key: 'verdict', expected: 'fail', found: 'pass' }, { key: 'findings', expected: ['old-rule'], found: [] }]);
  });
});

describe('precheck test --format', () => {
  const wrong = (format) => {
    writeFileSync(file, WRONG);
    return precheck('example/visit', '--format', format, '--filter', 'last-day').stdout;
  };
  it('names each difference with its line for GitHub', () => {
    assert.equal(wrong('github'), [
      `::error file=${file},line=11,col=32,title=verdict::/cases/0/expected/verdict: The thirtieth day is the last: verdict: expected "fail", found "pass"`,
      `::error file=${file},line=11,col=52,title=findings::/cases/0/expected/findings: The thirtieth day is the last: findings: expected ["old-rule"], found []`,
      '',
    ].join('\n'));
  });
  it('is a test case of its pack in JUnit and TAP, by its title', () => {
    assert.match(wrong('junit'), /<testsuite name="example\/visit@2023" tests="1" failures="1" errors="0"[^]*<testcase classname="example\/visit@2023" name="last-day: The thirtieth day is the last"[^]*<failure /);
    assert.match(wrong('tap'), /^TAP version 14\nnot ok 1 - example\/visit@2023 > last-day: The thirtieth day is the last\n[^]*\n1\.\.1\n$/);
  });
});

describe('precheck test --update', () => {
  it('writes what came into the keys that the case states, and leaves everything else as it is', () => {
    writeFileSync(file, WRONG);
    const { status, stderr } = precheck('--update');
    assert.equal(status, 0);
    assert.equal(stderr, `${file}: 1 updated\n`);
    assert.equal(readFileSync(file, 'utf8'), CASES);
  });

  it('is refused where CI is set', () => {
    writeFileSync(file, WRONG);
    const { status, stderr } = spawnSync(process.execPath, [cli, 'test', '--rules', rules, '--update'], { encoding: 'utf8', env: { ...process.env, CI: 'true' } });
    assert.equal(status, 2);
    assert.match(stderr, /refused where CI is set/);
    assert.equal(readFileSync(file, 'utf8'), WRONG);
  });

  it('breaks a line that would be too long, with the indentation of its line', () => {
    const found = Array.from({ length: 12 }, (_, index) => `a-rule-with-a-long-name-${index}`);
    const result = { id: 'last-day', index: 0, differences: [{ key: 'findings', expected: [], found }] };
    const text = updateCases(CASES, [result]);
    assert.deepEqual(JSON.parse(text).cases[0].expected.findings, found);
    assert.ok(text.includes('"findings": [\n        "a-rule-with-a-long-name-0",\n') && text.includes('\n      ],   "missing"'), text);
  });
});

describe('precheck test --coverage', () => {
  const RULE = "kind == 'planned' && days > params.most_days || days < 0";
  const put2 = () => put('visit.json', { ...pack, rules: [{ ...pack.rules[0], when: undefined, assert: `!(${RULE})` }] });

  it('marks what no case made true, false or evaluated, within its expression', () => {
    put2();
    const { status, stdout } = precheck('example/visit', '--coverage', '--filter', 'last-day');
    assert.equal(status, 0);
    assert.equal(stdout, `1 case of 1 pack: 1 as expected

example/visit@2023: 0.0 % (0 of 6 parts of conditions were both true and false)
  rules: 0 of 1 failed, 1 of 1 passed, 0 of 0 did not apply in some case
  rule not-too-early never failed
  /rules/0/assert (rule not-too-early)
    !(kind == 'planned' && days > params.most_days || days < 0)
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never false
  /rules/0/assert (rule not-too-early)
    !(kind == 'planned' && days > params.most_days || days < 0)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never true
  /rules/0/assert (rule not-too-early)
    !(kind == 'planned' && days > params.most_days || days < 0)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never true
  /rules/0/assert (rule not-too-early)
    !(kind == 'planned' && days > params.most_days || days < 0)
      ^^^^^^^^^^^^^^^^^ never false
  /rules/0/assert (rule not-too-early)
    !(kind == 'planned' && days > params.most_days || days < 0)
                           ^^^^^^^^^^^^^^^^^^^^^^^ never true
  /rules/0/assert (rule not-too-early)
    !(kind == 'planned' && days > params.most_days || days < 0)
                                                      ^^^^^^^^ never true

`);
  });

  it('counts a part as covered once it was both, over all cases', () => {
    put2();
    const { stdout } = precheck('example/visit', '--coverage', '--format', 'jsonl');
    const { coverage: [coverage] } = JSON.parse(stdout.trim().split('\n').at(-1));
    assert.deepEqual(coverage.rules, [{ id: 'not-too-early', failed: true, passed: true }]);
    assert.deepEqual([coverage.parts, coverage.covered], [6, 4]);
    assert.deepEqual(coverage.uncovered.map(({ expression, start, end, never }) => [expression.slice(start, end), never]), [["kind == 'planned'", 'false'], ['days < 0', 'true']]);
  });

  it('says which part was never evaluated, once for all that is in it', () => {
    put('visit.json', { ...pack, rules: [{ ...pack.rules[0], assert: "true || size(string(days)) > 1 && days < 3" }] });
    const { stdout } = precheck('example/visit', '--coverage', '--format', 'json');
    const { uncovered } = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{'))).coverage[0];
    assert.deepEqual(uncovered.map(({ expression, start, end, never }) => [expression.slice(start, end), never]), [
      ["kind == 'planned'", 'false'],
      ['true || size(string(days)) > 1 && days < 3', 'false'],
      ['size(string(days)) > 1 && days < 3', 'evaluated'],
    ]);
  });

  it('is a finding where a pack has less than --coverage-min', () => {
    put2();
    assert.equal(precheck('example/visit', '--coverage-min', '66').status, 0);
    const { status, stderr } = precheck('example/visit', '--coverage-min', '67');
    assert.equal(status, 1);
    assert.match(stderr, /example\/visit@2023: 66\.6 % of the parts of conditions are covered, of 67 % that are wanted/);
    assert.match(precheck('--coverage-min', '101').stderr, /from 0 to 100/);
  });

  it('is text on standard error beside a machine format', () => {
    const { stdout, stderr } = precheck('example/visit', '--coverage', '--format', 'tap');
    assert.match(stdout, /1\.\.2\n$/);
    assert.match(stderr, /^example\/visit@2023: .* %/);
  });
});

describe('precheck test --watch', () => {
  it('runs all, then only what a change concerns, and goes on after a mistake', { timeout: 20_000 }, async () => {
    const child = spawn(process.execPath, [cli, 'test', '--rules', rules, '--watch'], { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      let seen = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (seen += data));
      const until = async (pattern, change = () => {}) => {
        seen = '';
        change();
        while (!pattern.test(seen)) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      await until(/^6 cases of 3 packs: 6 as expected\nWatching/);
      await until(/^2 cases of 1 pack: 1 as expected, 1 not$/m, () => writeFileSync(file, WRONG));
      await until(/^4 cases of 2 packs: 1 as expected, 3 not$/m, () => put('visit.json', { ...pack, parameters: { most_days: { value: 31 } } }));
      await until(/JSON/, () => put('visit.json', '{'));
      await until(/^4 cases of 2 packs: 3 as expected, 1 not$/m, () => put('visit.json', pack));
      await until(/^2 cases of 1 pack/m, () => put('other.json', { ...other, revision: 2 }));
    } finally {
      child.kill();
    }
  });
});

describe('testPacks', () => {
  it('gives each case with its differences and its report', async () => {
    const engine = await createPrecheck({ packs: [pack], sources: [source] });
    const results = [...testPacks(engine, [parseCases('mine', WRONG)], { locale: 'en' })];
    assert.deepEqual(results.map(({ file, pack: name, id, status }) => [file, name, id, status]), [
      ['mine', 'example/visit@2023', 'last-day', 'failed'], ['mine', 'example/visit@2023', 'too-early', 'passed'],
    ]);
    assert.equal(results[1].report.findings[0].message, '31 days ahead is too early; at most 30.');
    assert.equal([...testPacks(engine, [parseCases('mine', WRONG)], { filter: /thirtieth day/ })].length, 1);
  });
});
