// Set-up on a machine that lacks tools and where it may not install them: it says what to type, before anything else fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../wasm/scripts/root.mjs';

it('names the command to install them and ends with 2', () => {
  const start = pathToFileURL(join(root, 'wasm/scripts/start.mjs'));
  const script = `process.getuid = () => 1000; await import(${JSON.stringify(start)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: join(root, 'no-such-folder') },
    encoding: 'utf8',
  });
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /emscripten: compiles C\+\+ to WebAssembly/);
  assert.match(stderr, /sudo apt-get install -y emscripten .*cmake|no apt to install/);
});
