// Files as an editor on Windows saves them, with a byte order mark: every command reads them as without. The core and its functions, which take
// texts and not files, do not know of it.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { precheck, temporaryFolder } from './support/command.mjs';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';
import { importSource } from './support/import-source.mjs';

const { withoutByteOrderMark } = await importSource('wasm/src/cli/byte-order-mark.ts');

const MARK = '\ufeff';

/** The same files, each with `before` in front of it. */
function folderOf(before) {
  const { folder, file } = temporaryFolder();
  const write = (name, value) => file(name, before + (typeof value === 'string' ? value : JSON.stringify(value)));
  const expected = { verdict: 'pass', findings: [] };
  const facts = { ...pack.facts, properties: { ...pack.facts.properties, clinic: { type: 'object', 'x-directory': 'code', properties: { code: { type: 'string', maxLength: 9 } } } } };
  write('rules/example/visit/2023.json', { ...pack, facts, effective: { from: '2023-01-01', until: '2024-01-01' } });
  write('rules/example/visit/2024.json', { format: 1, extends: 'example/visit@2023', id: 'example/visit', edition: '2024', revision: 1, effective: { from: '2024-01-01', until: null } });
  write('rules/example/visit/2023.cases.json', { pack: 'example/visit@2023', cases: [{ id: 'C-1', title: 'passes', as_of: '2023-06-01', form: goodForm, expected }] });
  write('rules/sources/S9.json', source);
  write('rules/uncovered.json', {});
  write('form.json', { ...goodForm, clinic: { code: 'H1' } });
  write('params.json', { most_days: 2 });
  write('directory.json', { H1: {} });
  write('schema.json', { type: 'object', properties: { kind: { type: 'string' } } });
  const line = JSON.stringify({ id: 'a', form: goodForm });
  write('one.jsonl', `${line}\n${line}\n`);
  write('other.jsonl', line);
  return folder;
}

describe('a byte order mark before a file', () => {
  const [marked, plain] = [MARK, ''].map(folderOf);
  const COMMANDS = [
    'check form.json --pack example/visit --as-of 2023-06-01 --params params.json --directory directory.json',
    'check --jsonl one.jsonl other.jsonl --pack example/visit --as-of 2023-06-01 --directory directory.json',
    'check --jsonl one.jsonl other.jsonl --pack example/visit --as-of 2023-06-01 --jobs 2',
    'explain form.json --pack example/visit --as-of 2023-06-01 --params params.json --directory directory.json',
    'packs --coverage',
    'lint',
    'test',
    'cases example/visit@2023',
    'compile example/visit@2023',
    'conform example/visit@2023 schema.json',
    'schema example/visit@2023',
    'diff example/visit@2023 @2024',
    'diff rules/example/visit/2023.json rules/example/visit/2024.json',
    'new example/visit@2025 --extends example/visit@2024 --from 2025-01-01',
  ];
  for (const command of COMMANDS) {
    it(`is nothing to precheck ${command}`, () => {
      const [seen, wanted] = [marked, plain].map((cwd) => precheck([...command.split(' '), '--rules', 'rules'], '', { cwd }));
      assert.deepEqual(seen, wanted);
      assert.ok(wanted.status < 2, wanted.stderr);
    });
  }
  it('nor on standard input, as a form or a stream', () => {
    const options = ['--rules', 'rules', '--pack', 'example/visit', '--as-of', '2023-06-01'];
    for (const args of [['check', '-'], ['check', '--jsonl'], ['explain', '-']]) {
      const input = JSON.stringify(args.includes('--jsonl') ? { id: 'a', form: goodForm } : goodForm);
      const [seen, wanted] = [MARK + input, input].map((text) => precheck([...args, ...options], text, { cwd: plain }));
      assert.deepEqual(seen, wanted, args.join(' '));
      assert.ok(wanted.status < 2, wanted.stderr);
    }
  });
  it('nor however the bytes of a stream arrive; in its midst, and in a shorter one, it stays', async () => {
    const rest = async (...parts) => Buffer.concat(await Readable.from(withoutByteOrderMark(parts.map((part) => Buffer.from(part)))).toArray()).toString('latin1');
    const mark = [[0xef], [0xbb], [0xbf]];
    for (const parts of [[[...mark.flat(), 65]], [...mark, [65]], [[], ...mark, [], [65]]]) assert.equal(await rest(...parts), 'A');
    assert.equal(await rest([65], mark.flat()), 'A\xef\xbb\xbf');
    assert.equal(await rest(mark[0], mark[1]), '\xef\xbb');
    assert.deepEqual([await rest(), await rest([65])], ['', 'A']);
  });
  it('is refused in code, where a text is given and no file', async () => {
    const engine = await createPrecheck({ packs: [pack], sources: [source] });
    assert.throws(() => engine.checkText(pack.id, MARK + JSON.stringify(goodForm), goodOptions), { code: 'form.malformed_json' });
    assert.match(engine.checkMany(`${MARK}{}`), /line\.malformed_json/);
  });
});
