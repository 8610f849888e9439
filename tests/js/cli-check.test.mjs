// `precheck check`: forms and streams of requests from the command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { junitXml } from '@allurereport/reader';
import { BufferResultFile } from '@allurereport/reader-api';
import { Parser } from 'tap-parser';
import { cli, precheck, startPrecheck, temporaryFolder } from './support/command.mjs';
import { goodForm, pack, source } from './support/example.mjs';

const { folder, file } = temporaryFolder();
const rules = join(folder, 'rules');
file('rules/example/visit/2023.json', pack);
file('rules/sources/S9.json', source);
file('rules/example/visit/2023.cases.json', { cases: [] });
const tooEarly = { kind: 'planned', days: 31 };
const good = file('good.json', goodForm);
const bad = file('bad.json', '{\n  "kind": "planned",\n  "days": 31\n}\n');
const unreadable = file('unreadable.json', '{\n  "days": ,\n}');
const forVisit = ['--rules', rules, '--pack', 'example/visit', '--as-of', '2023-06-01'];

const objects = (stdout) => stdout.trimEnd().split('\n').map((text) => JSON.parse(text));

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

  it('says so of a folder, in the language that was asked for', () => {
    const { status, stdout, stderr } = precheck(['check', folder, ...forVisit, '--locale', 'en']);
    assert.equal(status, 2);
    assert.match(stderr, /: this is a folder, not a file; a pattern names those in it: 'folder\/\*\*\/\*\.json' \[file\.unreadable\]\n$/);
    assert.match(stdout, /\nCannot be checked: this is a folder/);
  });

  it('names an option that no form can be checked with, once, and not as if the forms were wrong', () => {
    const wrong = [
      [['--pack', 'example/vizit'], /^precheck: --pack: no pack "example\/vizit" .*`precheck packs` lists the packs; those of your own are in the folder that --rules names \[pack\.unknown\]\nTry precheck (check|explain) --help\.\n$/],
      [['--pack', 'example/visit@1999'], /^precheck: --pack: .*; there are: example\/visit@2023/],
      [['--as-of', '2023-6-1'], /^precheck: --as-of: .*YYYY-MM-DD/],
      [['--params', '{ most'], /^precheck: --params:1:3: /],
      [['--params', '{}', '--directory', file('directory.json', '[]')], /^precheck: --directory: a directory is an object/],
    ];
    for (const [args, message] of wrong) {
      for (const command of [['check', good, bad], ['explain', good]]) {
        const { status, stdout, stderr } = precheck([...command, ...forVisit, ...args]);
        assert.deepEqual([status, stdout], [2, ''], args.join(' '));
        assert.match(stderr, message);
      }
    }
    const { stderr } = precheck(['check', good, bad, ...forVisit, '--params', '{"none": 1}', '--locale', 'en']);
    assert.equal(stderr.match(/the pack has no parameter "none"/g).length, 2, 'another edition may have it, so each form says so');
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

  it('names each answer by its file, and answers a file that it cannot read by an error', () => {
    const { stdout } = precheck(['check', good, unreadable, join(folder, 'nowhere.json'), ...forVisit, '--format', 'jsonl']);
    const [first, second, third] = objects(stdout);
    assert.deepEqual([first.id, first.verdict], [good, 'pass']);
    assert.deepEqual([second.id, second.error.code, second.error.line, second.error.column], [unreadable, 'form.malformed_json', 2, 11]);
    assert.deepEqual([third.id, third.error.code], [join(folder, 'nowhere.json'), 'file.unreadable']);
  });

  it('expands the patterns that the shell left, in an order that does not depend on the folder', () => {
    for (const name of ['b', 'a', 'deep/er/c', '[x]']) file(`many/${name}.json`, goodForm);
    const ids = (...patterns) => objects(precheck(['check', ...patterns, ...forVisit, '--format', 'jsonl'], '', { cwd: folder }).stdout).map(({ id }) => relative(join(folder, 'many'), join(folder, id)));
    assert.deepEqual(ids('many/**/*.json'), ['[x].json', 'a.json', 'b.json', 'deep/er/c.json']);
    assert.deepEqual(ids('many/{b,a}.json', 'many/[x].json', 'many/deep/er/?.json'), ['a.json', 'b.json', '[x].json', 'deep/er/c.json']);
    const { status, stderr } = precheck(['check', 'many/*.yaml', ...forVisit], '', { cwd: folder });
    assert.deepEqual([status, stderr.split('\n')[0]], [2, 'precheck: no file matches many/*.yaml']);
  });

  it('gives the same answers from several threads, in the order of the files', () => {
    const names = Array.from({ length: 300 }, (_, i) => file(`jobs/${i}.json`, { kind: 'planned', days: i, note: 'x'.repeat(1000) }));
    names.splice(150, 0, unreadable);
    const alone = precheck(['check', ...names, ...forVisit, '--format', 'jsonl']);
    assert.equal(objects(alone.stdout).length, 301);
    assert.deepEqual(precheck(['check', ...names, ...forVisit, '--format', 'jsonl', '--jobs', '3']), alone);
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

describe('precheck check --format', () => {
  const inFolder = (...args) => precheck(['check', 'good.json', 'bad.json', 'unreadable.json', ...forVisit, '--locale', 'en', ...args], '', { cwd: folder });

  it('junit opens in a viewer: a test case for each form', async () => {
    const { status, stdout } = inFolder('--format', 'junit');
    const tests = [];
    await junitXml.read({ visitTestResult: async (test) => tests.push(test), visitAttachmentFile: async () => {} }, new BufferResultFile(Buffer.from(stdout), 'junit.xml'));
    assert.equal(status, 2);
    assert.deepEqual(tests.map(({ name, status }) => [name, status]), [['good.json', 'passed'], ['bad.json', 'failed'], ['unreadable.json', 'broken']]);
    assert.match(tests[1].trace, /^bad\.json:3:11: \/days: error: 31 days ahead is too early; at most 30\. \(S9-01\)\nWait\. \[not-too-early\]$/);
  });

  it('sarif and github name the line of the fact', () => {
    const { results } = JSON.parse(inFolder('--format', 'sarif').stdout).runs[0];
    assert.deepEqual(
      results.map(({ ruleId, locations: [{ physicalLocation: { artifactLocation, region } }] }) => [ruleId, artifactLocation.uri, region.startLine, region.startColumn]),
      [['not-too-early', 'bad.json', 3, 11], ['form.malformed_json', 'unreadable.json', 2, 11]],
    );
    assert.match(inFolder('--format', 'github').stdout, /^::error file=bad\.json,line=3,col=11,title=not-too-early::\/days: 31 days ahead is too early; at most 30\. \(S9-01\)%0AWait\.\n::error file=unreadable\.json,line=2,col=11,/);
  });

  it('tap has a test point for each form', () => {
    const points = [];
    const parser = new Parser({ strict: true });
    parser.on('assert', ({ ok, name }) => points.push([ok, name]));
    parser.end(inFolder('--format', 'tap').stdout);
    assert.deepEqual(points, [[true, 'example/visit@2023 > good.json'], [false, 'example/visit@2023 > bad.json'], [false, 'unreadable.json']]);
  });

  it('what is missing points at the object that lacks it', () => {
    const form = file('incomplete.json', '\n{ "kind": "planned" }');
    const { status, stdout } = precheck(['check', form, ...forVisit, '--locale', 'en', '--format', 'github']);
    assert.equal(status, 1);
    assert.match(stdout, /^::error file=.*incomplete\.json,line=2,col=1,title=missing::\/days: Still to fill in: \/days\n$/);
  });

  it('a line may have a number for its id', async () => {
    const lines = [{ id: 7, form: goodForm }, { id: 8, form: tooEarly }, { id: 9, form: [] }].map((line) => JSON.stringify(line)).join('\n');
    for (const format of ['text', 'junit', 'sarif', 'tap', 'github']) {
      const { status, stdout, stderr } = precheck(['check', '--jsonl', ...forVisit, '--format', format], lines);
      assert.deepEqual([status, stderr.split('\n').length], [2, 2], `${format}: only the line that is no form is complained of`);
      assert.match(stdout, /\b8\b/);
      assert.match(stdout, /\b9\b/);
    }
    const tests = [];
    const { stdout } = precheck(['check', '--jsonl', ...forVisit, '--format', 'junit'], lines);
    await junitXml.read({ visitTestResult: async (test) => tests.push(test), visitAttachmentFile: async () => {} }, new BufferResultFile(Buffer.from(stdout), 'junit.xml'));
    assert.deepEqual(tests.map(({ name, status }) => [name, status]), [['7', 'passed'], ['8', 'failed'], ['9', 'broken']]);
  });

  it('a stream\'s results are at its lines', () => {
    const stream = file('requests.jsonl', `${JSON.stringify({ id: 'a', form: goodForm })}\n\n${JSON.stringify({ form: tooEarly })}\noops\n`);
    const { status, stdout } = precheck(['check', '--jsonl', relative(folder, stream), join(folder, 'none.jsonl'), ...forVisit, '--format', 'sarif'], '', { cwd: folder });
    assert.equal(status, 2);
    const [early, malformed, none] = JSON.parse(stdout).runs[0].results;
    assert.deepEqual([early.properties.name, early.locations[0].physicalLocation.region], ['line 3', { startLine: 3 }]);
    assert.deepEqual([malformed.ruleId, malformed.locations[0].physicalLocation.region], ['line.malformed_json', { startLine: 4, startColumn: 1 }]);
    assert.deepEqual([none.ruleId, none.locations[0].physicalLocation.artifactLocation.uri.endsWith('/none.jsonl')], ['file.unreadable', true]);
  });
});

describe('precheck check --summary', () => {
  const lines = [{ form: goodForm }, { form: tooEarly }, { form: tooEarly }, { form: { ...tooEarly, other: 1 } }, { form: [] }].map((one) => JSON.stringify(one)).join('\n');
  const expected = {
    forms: 5,
    verdicts: { pass: 1, incomplete: 0, fail: 3, plan: 0, not_needed: 0 },
    unreadable: { 'form.not_an_object': 1 },
    rules: { 'example/visit@2023': { 'not-too-early': { error: 3 }, 'schema.unknown_property': { info: 1 } } },
  };

  it('is the last object of json and jsonl', () => {
    for (const jobs of ['1', '2']) {
      const { status, stdout } = precheck(['check', '--jsonl', ...forVisit, '--summary', '--jobs', jobs], lines);
      const last = objects(stdout).at(-1);
      assert.deepEqual([status, last], [2, { summary: expected }]);
    }
    const { stdout } = precheck(['check', good, bad, ...forVisit, '--summary', '--format', 'json']);
    assert.ok(stdout.endsWith(`${JSON.stringify({ summary: { forms: 2, verdicts: { pass: 1, incomplete: 0, fail: 1, plan: 0, not_needed: 0 }, unreadable: {}, rules: { 'example/visit@2023': { 'not-too-early': { error: 1 } } } } }, null, 2)}\n`));
  });

  it('is text on standard error with any other format', () => {
    const { stdout, stderr } = precheck(['check', good, bad, ...forVisit, '--summary', '--format', 'tap']);
    assert.doesNotMatch(stdout, /summary/);
    assert.match(stderr, /^2 forms:\n +1 {2}pass\n +1 {2}fail\nexample\/visit@2023:\n +1 {2}error +not-too-early\n$/);
  });
});

describe('precheck check, on a terminal and elsewhere', () => {
  /** What a terminal shows, both streams. */
  const onTerminal = (args, env = {}) => {
    const command = [process.execPath, cli, ...args].map((part) => `'${part}'`).join(' ');
    const { stdout, error } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', env: { ...process.env, TERM: 'xterm', NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, ...env } });
    if (error) throw error;
    return stdout;
  };

  it('has colours on a terminal only, and none under NO_COLOR', () => {
    const args = ['check', bad, ...forVisit, '--locale', 'en'];
    assert.match(onTerminal(args), /\u001b\[31mhas errors \[fail\]\u001b\[39m/);
    assert.doesNotMatch(onTerminal(args, { NO_COLOR: '1' }), /\u001b/);
    assert.doesNotMatch(onTerminal(args, { TERM: 'dumb' }), /\u001b/);
    assert.doesNotMatch(precheck(args, '', { env: { ...process.env, CI: 'true', TERM: 'xterm' } }).stdout, /\u001b/);
  });

  it('shows progress on a terminal when it takes longer than a second, and nowhere else', { timeout: 60_000 }, () => {
    const slowly = `(for i in 1 2 3 4 5 6; do echo '${JSON.stringify({ form: goodForm })}'; sleep 0.4; done) | '${process.execPath}' '${cli}' check --jsonl ${forVisit.map((part) => `'${part}'`).join(' ')}`;
    const { stdout } = spawnSync('script', ['-qec', `${slowly} > /dev/null`, '/dev/null'], { encoding: 'utf8' });
    assert.match(stdout, /\r\u001b\[K[1-6] checked/);
    assert.ok(stdout.endsWith('\r\u001b[K'), 'and takes it away');
    const { stderr } = spawnSync('sh', ['-c', `${slowly} > /dev/null`], { encoding: 'utf8' });
    assert.equal(stderr, '');
  });
});

describe('precheck check --jsonl', () => {
  const line = (id, form) => JSON.stringify({ id, form });
  const stream = (lines, ...options) => precheck(['check', '--jsonl', ...forVisit, ...options, '-'], lines.join('\n'));
  const start = (test, args = [], options = {}) => startPrecheck(test, ['check', '--jsonl', ...forVisit, ...args], options);

  it('answers each line by one line, in order, with its id', () => {
    const { status, stdout } = stream(Array.from({ length: 500 }, (_, i) => line(`n${i}`, { kind: 'planned', days: i % 30 })));
    assert.equal(status, 0);
    assert.deepEqual(objects(stdout).map(({ id }) => id), Array.from({ length: 500 }, (_, i) => `n${i}`));
  });

  it('names a bad line by its number, in the output and on standard error, wherever a chunk ends', () => {
    const lines = Array.from({ length: 3000 }, (_, i) => (i % 1000 === 999 ? '{"id": "x", "form": [' : i % 7 === 0 ? ' \r' : line(`n${i}`, { ...goodForm, note: 'x'.repeat(60) })));
    for (const jobs of ['1', '2']) {
      const { status, stdout, stderr } = precheck(['check', '--jsonl', ...forVisit, '--jobs', jobs], lines.join('\n'));
      assert.equal(status, 2);
      assert.deepEqual(objects(stdout).flatMap(({ error }) => (error ? [[error.line, error.column]] : [])), [[1000, 22], [2000, 22], [3000, 22]]);
      assert.match(stderr, /^-:1000:22: .*\[line\.malformed_json\]\n-:2000:22: .*\n-:3000:22: .*\n$/);
    }
  });

  it('goes on with the next stream where one cannot be read', () => {
    const one = file('one.jsonl', line('a', goodForm));
    const { status, stdout, stderr } = precheck(['check', '--jsonl', ...forVisit, join(folder, 'none.jsonl'), folder, one]);
    assert.deepEqual([status, objects(stdout).map(({ id }) => id)], [2, ['a']]);
    assert.match(stderr, /^.*none\.jsonl: there is no such file or folder .*\n.*: this is a folder, .* a pattern names those in it.*\n$/);
  });

  it('gives the same bytes from several threads', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => (i % 501 === 0 ? 'oops' : line(`n${i}`, { kind: 'planned', days: i % 60 })));
    const alone = stream(lines);
    assert.equal(objects(alone.stdout).length, 5000);
    assert.deepEqual(precheck(['check', '--jsonl', ...forVisit, '--jobs', '3'], lines.join('\n')), alone);
  });

  it('goes on after bad lines and ends with 2', () => {
    const lines = [line('a', goodForm), 'oops', '', '{"id": "b", "form": [] }', Buffer.from([0xff]).toString('latin1'), line('c', { kind: 'planned', days: 31 })];
    const { status, stdout } = stream(lines);
    assert.equal(status, 2);
    assert.deepEqual(
      objects(stdout).map(({ id, verdict, error }) => [id, verdict ?? error.code]),
      [['a', 'pass'], [undefined, 'line.malformed_json'], ['b', 'form.not_an_object'], [undefined, 'line.malformed_json'], ['c', 'fail']],
    );
  });

  it('answers bytes that are not UTF-8 by an error', () => {
    const input = Buffer.concat([Buffer.from(`${line('a', goodForm)}\n{"id": "`), Buffer.from([0xd2, 0xd2]), Buffer.from(`"}\r\n${line('b', goodForm)}\r\n`)]);
    const { status, stdout } = precheck(['check', '--jsonl', ...forVisit], input);
    assert.equal(status, 2);
    assert.deepEqual(objects(stdout).map(({ verdict, error }) => verdict ?? error.code), ['pass', 'line.malformed_json', 'pass']);
  });

  it('refuses an endless line without keeping it', () => {
    const { status, stdout } = stream([`{"id": "${'x'.repeat(8 << 20)}"}`, line('b', goodForm)]);
    assert.equal(status, 2);
    assert.deepEqual(objects(stdout).map(({ verdict, error }) => verdict ?? error.code), ['line.too_large', 'pass']);
  });

  it('says of a line that is too long how long it is, what the limit is and the way out', () => {
    const long = (bytes) => `{"id": "${'x'.repeat(bytes - 10)}"}`;
    const sizes = [(1 << 20) + 1, (2 << 20) + 1, 5 << 20]; // the last at the end of the stream
    for (const jobs of ['1', '2']) {
      const { stdout, stderr } = stream(sizes.flatMap((size) => [line('a', goodForm), long(size)]), '--jobs', jobs);
      const said = sizes.map((size) => `the line has ${size} bytes, more than the limit of 1048576 (1 MiB); write one request on each line`);
      assert.deepEqual(objects(stdout).flatMap(({ error }) => error ?? []), said.map((message, index) => ({ code: 'line.too_large', message, line: 2 * index + 2 })));
      assert.equal(stderr, said.map((message, index) => `-:${2 * index + 2}: ${message} [line.too_large]\n`).join(''));
    }
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

  for (const [format, jobs] of [['jsonl', '1'], ['jsonl', '2'], ['json', '1'], ['text', '2'], ['junit', '1'], ['sarif', '2'], ['tap', '1'], ['github', '1']]) {
    it(`ends quietly by SIGPIPE, as cat does, when its reader has seen enough (${format}, ${jobs} jobs)`, { timeout: 20_000 }, async (test) => {
      const child = start(test, ['--format', format, '--jobs', jobs]);
      let complaints = '';
      child.stderr.on('data', (text) => (complaints += text));
      child.stdin.on('error', () => {}); // it stops reading, too
      const endless = setInterval(() => child.stdin.write(`${line('a', tooEarly)}\n`.repeat(100)), 5);
      test.after(() => clearInterval(endless));
      await once(child.stdout, 'data');
      child.stdout.destroy();
      assert.deepEqual([...await once(child, 'close'), complaints], [null, 'SIGPIPE', '']);
    });
  }

  it('so it does when the reader of both streams has seen enough', () => {
    const input = file('bad.jsonl', 'oops\n'.repeat(20_000));
    const status = join(folder, 'status');
    const { stdout } = spawnSync('sh', ['-c', '{ "$@" 2>&1; echo $? > "$0"; } | head -c 4', status, process.execPath, cli, 'check', '--jsonl', ...forVisit, input], { encoding: 'utf8' });
    assert.equal(stdout.length, 4);
    assert.equal(readFileSync(status, 'utf8'), '141\n'); // as shells have it
  });

  it('reads no faster than its answers are taken', { timeout: 60_000 }, async (test) => {
    for (const jobs of ['1', '2']) {
      const child = start(test, ['--jobs', jobs]);
      child.stdin.on('error', () => {}); // when it is ended below
      const batch = `${line('a', { ...goodForm, note: 'x'.repeat(80) })}\n`.repeat(1000);
      // Nobody takes an answer: soon nothing more is taken in, and this stays so.
      let taken = 0;
      const give = () => child.stdin.write(batch, (error) => {
        if (error) return;
        taken += batch.length;
        give();
      });
      give();
      let before = -1;
      while (taken !== before || taken === 0) {
        before = taken;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      assert.ok(taken < 4_000_000, `${taken} bytes were taken`);
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  });

  for (const jobs of ['1', '2']) {
    it(`interrupted, ends its document and then by the signal (${jobs} jobs)`, { timeout: 20_000 }, async (test) => {
      const child = start(test, ['--format', 'junit', '--summary', '--jobs', jobs]);
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (text) => (stdout += text));
      child.stderr.on('data', (text) => (stderr += text));
      // Junit keeps what it has; its head shows that the command listens.
      child.stdin.write(`${line('a', tooEarly)}\n`.repeat(10));
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 1000)); // and reads
      child.kill('SIGINT');
      assert.deepEqual(await once(child, 'close'), [null, 'SIGINT']);
      assert.match(stdout, /<testsuite name="example\/visit@2023" tests="10" failures="10" .*<\/testsuites>\n$/s);
      assert.match(stderr, /^10 forms:\n/);
    });
  }

  it('hands whole lines to the system with every write, so that a run that is stopped leaves no part of one', { timeout: 60_000 }, () => {
    const input = file('long.jsonl', `${line('a', { ...goodForm, note: '长'.repeat(80) })}\n${line('b', tooEarly)}\noops\n`.repeat(2000));
    const record = file('record.cjs', `
      const ends = [];
      for (const stream of [process.stdout, process.stderr]) {
        const write = stream.write.bind(stream);
        stream.write = (data, ...others) => (ends.push(Buffer.from(data).at(-1)), write(data, ...others));
      }
      process.on('exit', () => require('fs').writeFileSync(process.env.RECORD, JSON.stringify(ends)));`);
    for (const [format, jobs] of [['jsonl', '1'], ['jsonl', '2'], ['json', '1'], ['text', '1'], ['junit', '1'], ['sarif', '1'], ['tap', '1'], ['github', '2']]) {
      const env = { ...process.env, NODE_OPTIONS: `--require ${record}`, RECORD: join(folder, 'ends.json') };
      precheck(['check', '--jsonl', ...forVisit, '--format', format, '--jobs', jobs, '--summary', input], '', { env });
      const ends = JSON.parse(readFileSync(env.RECORD, 'utf8'));
      assert.ok(ends.length > 2000, 'a complaint for each bad line, and the output');
      assert.ok(ends.every((end) => end === 10), format);
    }
  });

  it('keeps its memory while the stream goes on', { timeout: 60_000 }, async (test) => {
    // 10 MB of requests, and ten times as much of reports, through a heap of 48 MB: neither is held.
    const child = start(test, [], { nodeOptions: ['--max-old-space-size=48'] });
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

