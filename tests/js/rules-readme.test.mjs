// rules/README.md and its Chinese version, followed to the letter in an empty folder: every JSON block is saved under the name
// that stands before it, every mistake is made and mended again, every command is run and has to print what the text shows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { resolvePacks } from 'yibao-precheck';
import { clauseCoverage } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';

const NAMES = ['README.md', 'README.zh-CN.md'];
const documents = NAMES.map((name) => ({ name, text: readFileSync(join(root, 'rules', name), 'utf8') }));
const headings = (text) => text.replace(/^```[^]*?^```$/gm, '').match(/^#+ /gm);

/** The fenced blocks in order: kind (the word after the fence), body, and for JSON the last file named before it. */
function blocksOf(text) {
  let end = 0;
  return [...text.matchAll(/^```(.+)\n([^]*?)\n```$/gm)].map((match) => {
    const [whole, kind, body] = match;
    const file = [...text.slice(end, match.index).matchAll(/`([\w./-]+\.json)`/g)].at(-1)?.[1];
    end = match.index + whole.length;
    return { kind, body, file };
  });
}

/** What a console block shows: each command with what it prints. */
function commandsOf(body) {
  return body.split(/^\$ /m).slice(1).map((part) => {
    const [command, ...lines] = part.trimEnd().split('\n');
    return { command, printed: lines.join('\n') };
  });
}

/** Runs a command of the text in `folder`, which stands for the project's. */
function run(folder, command) {
  const [program, cli, ...args] = command.split(' ');
  assert.deepEqual([program, cli], ['node', 'dist/cli.js']);
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, cli), ...args], { cwd: folder, encoding: 'utf8' });
  return (stdout + stderr).trimEnd();
}

/** Replaces the line with - by the line with + in the one file of `files` that has it, and gives what undoes that. */
function makeMistake(folder, files, diff) {
  const [, removed, added] = /^-(.*)\n\+(.*)$/.exec(diff);
  const [file, ...others] = files.filter((name) => readFileSync(join(folder, name), 'utf8').split('\n').includes(removed));
  assert.ok(file && others.length === 0, `one file has the line ${removed}`);
  const before = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), before.replace(`${removed}\n`, () => `${added}\n`));
  return () => writeFileSync(join(folder, file), before);
}

for (const { name, text } of documents) {
  describe(`rules/${name}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'precheck-readme-'));
    after(() => rmSync(folder, { recursive: true }));
    const blocks = blocksOf(text);

    it('prints what it shows, step by step', () => {
      const saved = new Set();
      let commands = 0;
      let mend = () => {};
      for (const { kind, body, file } of blocks) {
        if (kind === 'json') {
          assert.ok(file, `a name stands before ${body}`);
          JSON.parse(body);
          mkdirSync(dirname(join(folder, file)), { recursive: true });
          writeFileSync(join(folder, file), `${body}\n`);
          saved.add(file);
        } else if (kind === 'diff mistake') {
          mend = makeMistake(folder, [...saved], body);
        } else if (kind === 'console') {
          for (const { command, printed } of commandsOf(body)) {
            assert.equal(run(folder, command), printed, command);
            commands += 1;
          }
          mend();
          mend = () => {};
        } else {
          assert.match(kind, /^(sh|yaml)$/, 'a block that this test knows'); // ci.test.mjs looks at YAML
        }
      }
      assert.ok(saved.size >= 8 && commands >= 10, `${saved.size} files, ${commands} commands`);
    });

    it('covers every clause of its sources', async () => {
      const rules = readRuleFiles(join(folder, 'rules'));
      const packs = await resolvePacks({ packs: rules.packs.map((file) => file.text) });
      const { clauses } = clauseCoverage({ packs, sources: rules.sources.map((file) => JSON.parse(file.text)) }, {});
      assert.deepEqual(clauses.map(({ id, state }) => `${id} ${state}`), ['X1-01', 'X1-02', 'X2-01', 'X3-01', 'X3-02', 'X3-03'].map((id) => `${id} covered`));
    });

    it('names npm scripts that there are', () => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      const named = [...text.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, script]) => script);
      assert.deepEqual(named.filter((script) => !(script in scripts)), []);
    });
  });
}

it('both versions have the same structure, files and commands', () => {
  const [english, chinese] = documents.map(({ text }) => ({
    headings: headings(text),
    files: blocksOf(text).filter(({ kind }) => kind === 'json').map(({ file }) => file),
    commands: blocksOf(text).filter(({ kind }) => kind === 'console').flatMap(({ body }) => commandsOf(body)).map(({ command }) => command.replace(' --locale en', '')),
  }));
  assert.deepEqual(chinese, english);
});
