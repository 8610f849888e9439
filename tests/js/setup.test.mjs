// Set-up: on a machine that lacks tools and where it may not install them it says what to type, before anything else fails; a fresh clone has no packages yet.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../wasm/scripts/root.mjs';

const clone = mkdtempSync(join(tmpdir(), 'fresh-clone-'));
after(() => rmSync(clone, { recursive: true }));
for (const part of ['package.json', 'tests/run.mjs', 'wasm', 'web']) {
  cpSync(join(root, part), join(clone, part), { recursive: true, filter: (path) => !/[\\/](node_modules|screenshots)$/.test(path) });
}

it('names the command to install them and ends with 2, with no package installed', () => {
  const start = pathToFileURL(join(clone, 'wasm/scripts/start.mjs'));
  const script = `process.getuid = () => 1000; await import(${JSON.stringify(start)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: join(root, 'no-such-folder') },
    encoding: 'utf8',
  });
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /emscripten: compiles C\+\+ to WebAssembly/);
  assert.match(stderr, /sudo apt-get install -y emscripten .*cmake|no apt to install/);
});

it('the tests begin with no package installed', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(clone, 'tests/run.mjs'), 'none'], { encoding: 'utf8' });
  assert.match(stderr, /^no such stage: none; there are format, types, /);
  assert.equal(status, 2);
});
