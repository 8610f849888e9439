// The precheck commands of the READMEs, typed in order in an empty folder: they run, and `explain` prints what is shown of it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { cli, temporaryFolder } from './support/command.mjs';

const NAMES = ['README.md', 'README.zh-CN.md'];
const textOf = (name) => readFileSync(join(root, name), 'utf8');
const commandsOf = (text) => [...text.matchAll(/^ {4}((?:precheck|echo) .*)$/gm)].map(([, line]) => line.replace(/ +# .*$/, ''));
const withoutLocale = (command) => command.replace(' --locale en', '');

it('both READMEs have the same commands', () => {
  const [english, chinese] = NAMES.map((name) => commandsOf(textOf(name)).map(withoutLocale));
  assert.deepEqual(chinese, english);
});

describe('the commands of the README', () => {
  const { folder, file } = temporaryFolder();
  file('precheck', `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
  symlinkSync(join(root, 'rules'), join(folder, 'rules'));
  // The reader's own.
  const form = { member: { birth_date: '2008-07-03' } };
  file('forms/mine.json', form);
  file('requests.jsonl', { id: 'mine', pack: 'jiangxi/proxy-binding', as_of: '2024-07-03', form });
  file('openapi.json', { openapi: '3.1.0', components: { schemas: { Form: { type: 'object', properties: { member: { type: 'object' } } } } } });
  const run = (line) => spawnSync('sh', ['-c', `precheck() { sh ./precheck "$@"; }\n${line}`], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });

  // Comparing those editions takes a quarter of a minute; diff.test.mjs does it.
  for (const command of commandsOf(textOf(NAMES[0])).filter((line) => !line.startsWith('precheck diff '))) {
    it(command, () => {
      const { status, stderr } = run(command);
      assert.deepEqual([status < 2, stderr], [true, '']);
    });
  }

  for (const name of NAMES) {
    it(`explain prints what ${name} shows of it`, () => {
      const text = textOf(name);
      const [command, shown] = /^ {4}(precheck explain .*)\n[^]*?\n((?: {4}.*\n)+)/m.exec(text).slice(1);
      const { stdout } = run(command);
      for (const part of shown.split(/^ +\.\.\.\n/m)) assert.ok(stdout.includes(part.replace(/^ {4}/gm, '  ')), `${part}\nis not in\n${stdout}`);
    });
  }
});
