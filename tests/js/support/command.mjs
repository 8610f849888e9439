// The command `precheck`, as a shell meets it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../../wasm/scripts/root.mjs';

export const cli = join(root, 'dist/cli.js');

export function precheck(args, input = '', options = {}) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return { status: status ?? signal, stdout, stderr };
}

/** Still running; ended with the test. */
export function startPrecheck(test, args, options = {}) {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), cli, ...args], options);
  test.after(() => child.kill('SIGKILL'));
  return child;
}

/** A folder for a test file, and what writes a file into it and gives its path. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-'));
  after(() => rmSync(folder, { recursive: true }));
  function file(name, content) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return path;
  }
  return { folder, file };
}
