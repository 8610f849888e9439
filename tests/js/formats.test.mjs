// The machine formats, read by others' parsers: whatever a text holds, the document stays what it is and says what was found.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { junitXml } from '@allurereport/reader';
import { BufferResultFile } from '@allurereport/reader-api';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { JSDOM } from 'jsdom';
import { Parser } from 'tap-parser';
import { importSource } from './support/import-source.mjs';

const { resultFormat } = await importSource('wasm/src/cli/formats/index.ts');

const HOSTILE = [
  'plain', '', ' ', '<b>&amp;"\'', ']]>', '<![CDATA[x]]>', '<!-- -- -->', 'line\nbreak\r\nand return\rand tab\t.', '100 %0A%', '::error::no', 'a # SKIP b \\# TODO', '1..0', '\n...\nBail out!\n', '中文🙂',
  '\u0000\u0001\u0008\u000b\u001b[31m\u007f\u0080\u0085\u009f', '\u2028\u2029\ufeff\ufffe\uffff', 'lone \ud800 and \udc00', '\ud800', '${x} {{y}} : - ? [] {} , & * ! | > @ `', "it's \"quoted\" \\ and \\n",
];

/** As UTF-8 has it. */
const wellFormed = (text) => Buffer.from(text).toString();
const problem = (text, others) => ({ rule: 'a-rule', level: 'error', message: text, ...others });
const result = (name, problems, group = 'example/visit@2023') => ({
  name, group, status: problems.some(({ level }) => level === 'error') ? 'failed' : 'passed', problems,
});
const written = (name, results, options = { version: '1.2.3' }) => {
  const format = resultFormat(name, options);
  const parts = [format.start(), ...results.map((one) => format.result(one)), format.end()];
  for (const part of parts) assert.match(part, /^$|\n$/, 'whole lines are written');
  return Buffer.from(parts.join('')).toString(); // as a pipe gives it
};

const SOME = [
  result('good', []),
  result('bad', [
    problem('too early', { help: 'Wait.', file: 'forms/a b#1.json', line: 3, column: 5, pointer: '/days' }),
    problem('late', { rule: 'other', level: 'warning' }),
    problem('by the way', { rule: 'third', level: 'note', file: 'forms/a b#1.json' }),
    problem('wrong as well', { rule: 'other' }),
  ]),
  result('remarkable', [problem('odd', { level: 'warning' })], 'other/pack@1'),
  { ...result('broken', [problem('not JSON', { rule: 'form.malformed_json', file: 'x.json', line: 1 })], 'other/pack@1'), status: 'unreadable' },
];
const everywhere = (text) => result(text, [problem(text, { rule: text, help: text, file: text, line: 1, column: 2, pointer: text })], text);

describe('junit', () => {
  const parse = (xml) => {
    const { DOMParser } = new JSDOM('').window; // a strict parser, and one of characters
    return new DOMParser().parseFromString(xml, 'application/xml');
  };
  const inAllure = async (xml) => {
    const tests = [];
    const visitor = { visitTestResult: async (test) => tests.push(test), visitAttachmentFile: async () => {} };
    assert.ok(await junitXml.read(visitor, new BufferResultFile(Buffer.from(xml), 'junit.xml')));
    return tests;
  };

  it('opens in Allure with every test case and its outcome', async () => {
    const tests = await inAllure(written('junit', SOME));
    assert.deepEqual(tests.map(({ name, status, message }) => [name, status, message]), [
      ['good', 'passed', undefined], ['bad', 'failed', 'too early (+1)'], ['remarkable', 'passed', undefined], ['broken', 'broken', 'not JSON'],
    ]);
    assert.deepEqual(tests.map(({ labels }) => labels.find(({ name }) => name === 'suite').value), ['example/visit@2023', 'example/visit@2023', 'other/pack@1', 'other/pack@1']);
    assert.match(tests[1].trace, /^forms\/a b#1\.json:3:5: \/days: error: too early\nWait\. \[a-rule\]\nerror: wrong as well \[other\]$/);
  });

  it('counts tests, failures and errors of each suite', () => {
    const suites = [...parse(written('junit', SOME)).querySelectorAll('testsuite')];
    assert.deepEqual(suites.map((suite) => ['name', 'tests', 'failures', 'errors'].map((name) => suite.getAttribute(name))), [
      ['example/visit@2023', '2', '1', '0'], ['other/pack@1', '2', '0', '1'],
    ]);
    assert.equal(suites[0].querySelector('[name=bad]').getAttribute('file'), 'forms/a b#1.json');
    assert.match(suites[0].querySelector('[name=bad] system-out').textContent, /late/);
  });

  it('keeps every text that XML can say, and shows the others', () => {
    for (const text of HOSTILE) {
      const shown = wellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
      const document = parse(written('junit', [everywhere(text)]));
      const failure = document.querySelector('testsuite > testcase > failure');
      assert.ok(failure, `${JSON.stringify(text)}: ${document.documentElement.textContent}`);
      assert.equal(failure.getAttribute('message'), shown);
      assert.equal(failure.parentNode.getAttribute('name'), shown);
      assert.ok(failure.textContent.includes(`error: ${shown}`), JSON.stringify(text));
    }
  });

  it('keeps a bounded part of an endless group', () => {
    const format = resultFormat('junit', { version: '1' });
    const parts = Array.from({ length: 5000 }, (_, i) => format.result(result(`n${i}`, [problem('x'.repeat(200))])));
    const longest = Math.max(...parts.map((part) => part.length));
    assert.ok(longest > 200_000 && longest < 600_000, `${longest}`);
    const suites = [...parse(format.start() + parts.join('') + format.end()).querySelectorAll('testsuite')];
    assert.ok(suites.length > 3);
    assert.equal(suites.reduce((sum, suite) => sum + Number(suite.getAttribute('tests')), 0), 5000);
  });

  it('is a document where nothing was tried', async () => assert.deepEqual(await inAllure(written('junit', [])), []));
});

describe('sarif', () => {
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }); // one of its patterns is none with the flag u
  addFormats(ajv);
  const valid = ajv.compile(createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  const read = (results, options) => {
    const log = JSON.parse(written('sarif', results, options));
    assert.ok(valid(log), JSON.stringify(valid.errors));
    return log.runs[0];
  };

  it('validates against its schema, and lists the rules by the places that results name', () => {
    const { results, tool, invocations } = read(SOME, { version: '1.2.3', describe: (rule) => ({ other: 'Another.' })[rule] });
    assert.deepEqual(results.map(({ ruleId, level }) => [ruleId, level]), [
      ['a-rule', 'error'], ['other', 'warning'], ['third', 'note'], ['other', 'error'], ['a-rule', 'warning'], ['form.malformed_json', 'error'],
    ]);
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.deepEqual(tool.driver.rules.map(({ shortDescription }) => shortDescription.text), ['a-rule', 'Another.', 'third', 'form.malformed_json']);
    assert.deepEqual([tool.driver.name, tool.driver.version], ['precheck', '1.2.3']);
    assert.equal(invocations[0].executionSuccessful, false);
    assert.deepEqual(results[0].locations, [{
      physicalLocation: { artifactLocation: { uri: 'forms/a%20b%231.json' }, region: { startLine: 3, startColumn: 5 } },
      logicalLocations: [{ fullyQualifiedName: '/days' }],
    }]);
  });

  it('stays valid whatever a text holds', () => {
    for (const text of HOSTILE) {
      const { results, tool } = read([everywhere(text)]);
      assert.equal(results[0].message.text, text === '' ? '' : wellFormed(`${text}\n${text}`));
      assert.equal(tool.driver.rules[0].id, wellFormed(text));
    }
    read([everywhere('/absolute/a b%.json')]);
    const { results, invocations } = read([]);
    assert.deepEqual([results, invocations[0].executionSuccessful], [[], true]);
  });

  it('is held against a schema that knows wrong ones', () => {
    assert.equal(valid({ version: '2.1.0', runs: [{ results: [] }] }), false);
    assert.equal(valid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: { text: 'x' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'a b' } } }] }] }] }), false);
  });
});

describe('tap', () => {
  const read = (text) => {
    const parser = new Parser({ strict: true });
    const points = [];
    parser.on('assert', (point) => points.push(point));
    let outcome;
    parser.on('complete', (all) => (outcome = all));
    parser.end(text);
    return { points, outcome };
  };

  it('is read by a TAP parser, with every problem in the diagnostics', () => {
    const { points, outcome } = read(written('tap', SOME));
    assert.deepEqual([outcome.count, outcome.pass, outcome.fail, outcome.bailout], [4, 2, 2, false]);
    assert.deepEqual(points.map(({ ok, name }) => [ok, name]), [
      [true, 'example/visit@2023 > good'], [false, 'example/visit@2023 > bad'], [true, 'other/pack@1 > remarkable'], [false, 'other/pack@1 > broken'],
    ]);
    assert.deepEqual(points[1].diag, { status: 'failed', problems: SOME[1].problems });
    assert.deepEqual(points[3].diag.status, 'unreadable');
  });

  it('keeps every text, on the lines where it belongs', () => {
    for (const text of HOSTILE) {
      const { points, outcome } = read(written('tap', [everywhere(text), result('after', [])]));
      assert.deepEqual([outcome.count, outcome.pass, outcome.fail, outcome.bailout, outcome.failures.length], [2, 1, 1, false, 1], JSON.stringify(text));
      assert.deepEqual([points[0].skip, points[0].todo], [false, false]);
      const whole = wellFormed(text);
      assert.deepEqual(points[0].diag.problems, [{ rule: whole, level: 'error', message: whole, help: whole, file: whole, line: 1, column: 2, pointer: whole }]);
    }
  });

  it('says so where nothing was tried', () => assert.equal(written('tap', []), 'TAP version 14\n1..0\n'));
});

describe('github', () => {
  /** As the runner reads a line. */
  const read = (line) => {
    const [, command, properties, data] = /^::([a-z]+) ([^:]*)::(.*)$/s.exec(line);
    const plain = (text) => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
    return { command, data: plain(data), ...Object.fromEntries(properties.split(',').map((one) => [one.slice(0, one.indexOf('=')), plain(one.slice(one.indexOf('=') + 1))])) };
  };

  it('is a command for each problem, at its place', () => {
    const commands = written('github', SOME).trimEnd().split('\n').map(read);
    assert.deepEqual(commands[0], { command: 'error', file: 'forms/a b#1.json', line: '3', col: '5', title: 'a-rule', data: '/days: too early\nWait.' });
    assert.deepEqual(commands.map(({ command, title, data }) => [command, title, data.split('\n')[0]]).slice(1), [
      ['warning', 'other', 'bad: late'], ['notice', 'third', 'by the way'], ['error', 'other', 'bad: wrong as well'], ['warning', 'a-rule', 'remarkable: odd'], ['error', 'form.malformed_json', 'not JSON'],
    ]);
  });

  it('stays on one line, whatever a text holds', () => {
    for (const text of HOSTILE) {
      const lines = written('github', [everywhere(text)]).split('\n');
      assert.deepEqual(lines.slice(1), [''], JSON.stringify(text));
      const whole = wellFormed(text);
      const { title, file, data } = read(lines[0]);
      assert.deepEqual([title, file], [whole, whole]);
      assert.ok(data.includes(whole));
    }
  });
});
