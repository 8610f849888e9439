// The command `precheck`, as a shell meets it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck as createRun } from 'yibao-precheck/run';
import { root } from '../../wasm/scripts/root.mjs';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

const cli = join(root, 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'precheck-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a file into the test's folder and gives its path. */
function file(name, content) {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

const rules = join(folder, 'rules');
file('rules/example/visit/2023.json', pack);
file('rules/sources/S9.json', source);
file('rules/example/visit/2023.cases.json', { cases: [] });
const good = file('good.json', goodForm);
const bad = file('bad.json', { kind: 'planned', days: 31 });
const unreadable = file('unreadable.json', '{\n  "days": ,\n}');
const forVisit = ['--rules', rules, '--pack', 'example/visit', '--as-of', '2023-06-01'];

function precheck(args, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}

describe('precheck check FILE', () => {
  it('ends with 0 for a form that passes', () => {
    const { status, stdout, stderr } = precheck(['check', good, ...forVisit]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.match(stdout, /\[pass\]/);
  });

  it('ends with 1 for a form that does not, and says why, what to do and by which clause', () => {
    const { status, stdout } = precheck(['check', bad, ...forVisit, '--locale', 'en']);
    assert.equal(status, 1);
    assert.match(stdout, /\[fail\]/);
    assert.match(stdout, /\/days: 31 days ahead is too early; at most 30\. \(S9-01\)\n +What to do: Wait\./);
  });

  it('ends with 2 for a file that it cannot read, names the place, and still checks the others', () => {
    const { status, stdout, stderr } = precheck(['check', unreadable, join(folder, 'nowhere.json'), good, ...forVisit]);
    assert.equal(status, 2);
    assert.match(stderr, /unreadable\.json:2:11: .*\[form\.malformed_json\]/);
    assert.match(stderr, /nowhere\.json: /);
    assert.match(stdout, /\[pass\]/);
  });

  it('refuses a file that is not UTF-8', () => {
    const { status, stderr } = precheck(['check', file('gbk.json', Buffer.from([0x22, 0xd2, 0xd2, 0x22])), ...forVisit]);
    assert.equal(status, 2);
    assert.match(stderr, /not UTF-8/);
  });

  it('reads standard input for -', () => {
    assert.equal(precheck(['check', '-', ...forVisit], JSON.stringify(goodForm)).status, 0);
  });

  it('prints the report as JSON', () => {
    const indented = precheck(['check', good, ...forVisit, '--format', 'json']).stdout;
    const line = precheck(['check', good, ...forVisit, '--format', 'jsonl']).stdout;
    assert.equal(JSON.parse(line).verdict, 'pass');
    assert.equal(indented, `${JSON.stringify(JSON.parse(line), null, 2)}\n`);
  });

  it('takes the host\'s parameters as JSON or from a file', () => {
    const params = '{"most_days": 60}';
    assert.equal(precheck(['check', bad, ...forVisit, '--params', params]).status, 0);
    assert.equal(precheck(['check', bad, ...forVisit, '--params', file('params.json', params)]).status, 0);
  });

  it('ends with 2 for rules that do not load, and lists their faults', () => {
    const path = file('wrong/example/visit/2023.json', { ...pack, rules: [{ ...pack.rules[0], assert: 'days >' }] });
    file('wrong/sources/S9.json', source);
    const { status, stderr } = precheck(['check', good, ...forVisit, '--rules', join(path, '../../..')]);
    assert.equal(status, 2);
    assert.match(stderr, /example\/visit\/2023\.json.*\/rules\/0\/assert: /);
  });
});

describe('precheck check --jsonl', () => {
  const line = (id, form) => JSON.stringify({ id, form });
  const stream = (lines) => precheck(['check', '--jsonl', ...forVisit, '-'], lines.join('\n'));
  const start = (test, ...nodeOptions) => {
    const child = spawn(process.execPath, [...nodeOptions, cli, 'check', '--jsonl', ...forVisit]);
    test.after(() => child.kill());
    return child;
  };
  const answers = (stdout) => stdout.trimEnd().split('\n').map((text) => JSON.parse(text));

  it('answers each line by one line, in order, with its id', () => {
    const { status, stdout } = stream(Array.from({ length: 500 }, (_, i) => line(`n${i}`, { kind: 'planned', days: i % 30 })));
    assert.equal(status, 0);
    assert.deepEqual(answers(stdout).map(({ id }) => id), Array.from({ length: 500 }, (_, i) => `n${i}`));
  });

  it('goes on after bad lines and ends with 2', () => {
    const lines = [line('a', goodForm), 'oops', '', '{"id": "b", "form": [] }', Buffer.from([0xff]).toString('latin1'), line('c', { kind: 'planned', days: 31 })];
    const { status, stdout } = stream(lines);
    assert.equal(status, 2);
    assert.deepEqual(
      answers(stdout).map(({ id, verdict, error }) => [id, verdict ?? error.code]),
      [['a', 'pass'], [undefined, 'line.malformed_json'], ['b', 'form.not_an_object'], [undefined, 'line.malformed_json'], ['c', 'fail']],
    );
  });

  it('answers bytes that are not UTF-8 by an error', () => {
    const input = Buffer.concat([Buffer.from(`${line('a', goodForm)}\n{"id": "`), Buffer.from([0xd2, 0xd2]), Buffer.from(`"}\r\n${line('b', goodForm)}\r\n`)]);
    const { status, stdout } = precheck(['check', '--jsonl', ...forVisit], input);
    assert.equal(status, 2);
    assert.deepEqual(answers(stdout).map(({ verdict, error }) => verdict ?? error.code), ['pass', 'line.malformed_json', 'pass']);
  });

  it('refuses an endless line without keeping it', () => {
    const { status, stdout } = stream([`{"id": "${'x'.repeat(8 << 20)}"}`, line('b', goodForm)]);
    assert.equal(status, 2);
    assert.deepEqual(answers(stdout).map(({ verdict, error }) => verdict ?? error.code), ['line.too_large', 'pass']);
  });

  it('ends with 1 when every line could be read and some form does not pass', () => {
    assert.equal(stream([line('a', goodForm), line('b', { kind: 'planned', days: 31 })]).status, 1);
  });

  it('prints text on demand', () => {
    const { stdout } = precheck(['check', '--jsonl', '--format', 'text', ...forVisit], `${line('first', goodForm)}\noops\n`);
    assert.match(stdout, /^== first /);
    assert.match(stdout, /\[line\.malformed_json\]/);
  });

  it('answers while the input is still open', { timeout: 10_000 }, async (test) => {
    const child = start(test);
    child.stdin.write(`${line('a', goodForm)}\n`);
    const [answer] = await once(child.stdout, 'data');
    assert.equal(JSON.parse(answer).id, 'a');
    child.stdin.end();
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });

  it('ends quietly with 2 when its reader has seen enough', { timeout: 20_000 }, async (test) => {
    const child = start(test);
    let complaints = '';
    child.stderr.on('data', (text) => (complaints += text));
    child.stdin.on('error', () => {}); // it stops reading, too
    const endless = setInterval(() => child.stdin.write(`${line('a', goodForm)}\n`.repeat(100)), 5);
    test.after(() => clearInterval(endless));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [status] = await once(child, 'close');
    assert.deepEqual([status, complaints], [2, '']);
  });

  it('keeps its memory while the stream goes on', { timeout: 60_000 }, async (test) => {
    // 10 MB of requests, and ten times as much of reports, through a heap of 48 MB: neither is held.
    const child = start(test, '--max-old-space-size=48');
    let lines = 0;
    child.stdout.on('data', (data) => (lines += data.toString('latin1').split('\n').length - 1));
    const batch = `${line('a', { ...goodForm, note: 'x'.repeat(80) })}\n`.repeat(1000);
    const batches = Math.ceil((10 << 20) / batch.length);
    for (let i = 0; i < batches; i++) if (!child.stdin.write(batch)) await once(child.stdin, 'drain');
    child.stdin.end();
    const [status] = await once(child, 'close');
    assert.deepEqual([status, lines], [0, batches * 1000]);
  });
});

describe('precheck compile PACK', () => {
  const text = (english) => ({ 'zh-CN': `（${english}）`, en: english });
  file('rules/example/visit/2024.json', {
    format: 1, id: 'example/visit', edition: '2024', revision: 1, extends: 'example/visit@2023', effective: { from: '2024-01-01', until: null },
    parameters: { most_days: { value: 60 } }, guidance: [{ id: 'desk', text: text('Second floor'), cites: ['S9-01'], note: 'for authors' }],
  });

  it('writes one file that needs no base and no source', () => {
    const out = file('compiled/visit.json', '');
    assert.deepEqual(precheck(['compile', 'example/visit@2024', '--rules', rules, '--out', out]), { status: 0, stdout: '', stderr: '' });
    const written = readFileSync(out, 'utf8');
    assert.match(written, /^\{.*\}\n$/);
    assert.doesNotMatch(written, /for authors|extends/);
    const forNext = ['--pack', 'example/visit@2024', '--as-of', '2024-06-01', '--format', 'jsonl'];
    assert.equal(precheck(['check', bad, ...forNext, '--rules', join(out, '..')]).stdout, precheck(['check', bad, ...forNext, '--rules', rules]).stdout);
  });

  it('prints it where no file is named', () => {
    const { status, stdout } = precheck(['compile', 'example/visit@2023', '--rules', rules, '--locale', 'zh-CN']);
    assert.equal(status, 0);
    const { id, edition, title, resolved } = JSON.parse(stdout);
    assert.deepEqual([id, edition, title], ['example/visit', '2023', { 'zh-CN': pack.title['zh-CN'] }]);
    assert.deepEqual(resolved.sources[0].clauses.map((clause) => clause.id), ['S9-01']);
  });

  it('keeps what a form is drawn with on demand', () => {
    const help = (...options) => precheck(['compile', 'generic/unbinding', ...options]).stdout.includes('"help":');
    assert.deepEqual([help(), help('--form')], [false, true]);
  });

  it('writes a compiled pack for the small engine', async () => {
    const out = file('compiled/visit.txt', '');
    assert.equal(precheck(['compile', 'example/visit@2023', '--rules', rules, '--run', '--out', out]).status, 0);
    const engine = await createRun({ packs: [readFileSync(out, 'utf8')] });
    assert.equal(engine.check('example/visit@2023', goodForm, goodOptions).verdict, 'pass');
  });

  it('ends with 2 where it cannot, and says why', () => {
    const broken = join(file('broken/example/visit/2023.json', pack), '../../..');
    const wrong = [
      [['compile'], /missing required argument 'pack'/],
      [['compile', 'a/b', 'c/d'], /too many arguments for 'compile'/],
      [['compile', 'example/visti', '--rules', rules], /no pack example\/visti/],
      [['compile', 'example/visit', '--rules', rules], /one edition: example\/visit@2023, example\/visit@2024/],
      [['compile', 'example/visit', '--rules', broken], /the source "S9" was not given/],
      [['compile', 'generic/unbinding', '--locale', 'zh-CN,fr'], /'zh-CN,fr' is invalid\. Allowed choices are zh-CN, en, not fr/],
      [['compile', 'generic/unbinding', '--as-of', '2024-01-01'], /unknown option '--as-of'/],
      [['compile', 'generic/unbinding', '--out', join(folder, 'nowhere/pack.json')], /nowhere/],
      [['compile', 'generic/unbinding', '--run', '--form'], /'--run' cannot be used with option '--form'/],
      [['packs', '--form'], /unknown option '--form'/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = precheck(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
    }
  });
});

describe('precheck', () => {
  it('lists the shipped packs', () => {
    const { status, stdout } = precheck(['packs', '--format', 'json']);
    assert.equal(status, 0);
    assert.notEqual(JSON.parse(stdout).length, 0);
    assert.equal(precheck(['packs']).stdout.trimEnd().split('\n').length, JSON.parse(stdout).length);
  });

  it('helps', () => {
    const { status, stdout } = precheck(['--help']);
    assert.equal(status, 0);
    assert.match(stdout, /Usage: precheck /);
    assert.match(stdout, /Exit status: 0 /);
    assert.match(precheck(['check', '--help']).stdout, /Usage: precheck check .*Examples:\n/s);
    assert.match(precheck(['--version']).stdout, /^\d+\.\d+\.\d+\n[0-9a-f]{64}  dist\/precheck\.wasm\n[0-9a-f]{64}  dist\/precheck-run\.wasm\n$/);
  });

  it('ends with 2 for a command line that it does not understand, and says what is wrong', () => {
    const wrong = [
      [[], /^Usage: precheck /],
      [['chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
      [['check', good, '--pack', 'example/visit'], /--as-of is missing/],
      [['check', good, '--as-of', '2023-06-01'], /--pack is missing/],
      [['check', ...forVisit], /name the files/],
      [['check', good, ...forVisit, '--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json, jsonl/],
      [['check', good, ...forVisit, '--locale', 'fr'], /'fr' is invalid\. Allowed choices are zh-CN, en/],
      [['check', '--jsonl', '--params', '{}'], /'--params <file\|json>' cannot be used with option '--jsonl'/],
      [['check', good, '--colour'], /--colour/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = precheck(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
    }
  });
});
