// The package as others get it: packed, and installed from the tarball into an empty project. Nothing of the network is asked for.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../../wasm/scripts/root.mjs';

/** For the tests of one file, which calls this at its top. `project` is the folder of the user's project, `names` are the files of the tarball. */
export function installPackage() {
  const project = mkdtempSync(join(tmpdir(), 'precheck-project-'));
  after(() => rmSync(project, { recursive: true }));
  // The package was built a moment ago (tests/run.mjs): without prepack.
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], root));
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', `./${filename}`], project);
  const folder = join(project, 'node_modules/yibao-precheck');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = files.map(({ path }) => path).sort();
  return { project, folder, manifest, names, tarball: join(project, filename), entries: entriesOf(manifest.exports, names) };
}

/** Runs a program and gives what it wrote; it must end with `expected`. */
export function run(command, args, cwd, expected = 0) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== expected) throw new Error(`${[command, ...args].join(' ')} ended with ${status ?? error}:\n${stdout}${stderr}`);
  return stdout;
}

/** Writes a file of the user's project. */
export function write(project, name, text) {
  writeFileSync(join(project, name), text);
}

/** What the user's project has installed besides. */
export function link(project, ...names) {
  for (const name of names) {
    const path = join(project, 'node_modules', name);
    mkdirSync(join(path, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), path, 'dir');
  }
}

/** Every path that the package exports, `*` filled in by the files that there are: ".", "./run", "./rules/beijing/…". */
function entriesOf(exports, names) {
  return Object.entries(exports).flatMap(([entry, target]) => {
    if (!entry.includes('*')) return [entry];
    const [before, behind] = filesOf(target)[0].slice(2).split('*');
    const found = names.filter((name) => name.startsWith(before) && name.endsWith(behind));
    return found.map((name) => entry.replace('*', name.slice(before.length, name.length - behind.length)));
  });
}

/** The code that a target of `exports` leads to, under any condition. */
function filesOf(target) {
  if (typeof target === 'string') return [target];
  return Object.entries(target).flatMap(([condition, below]) => (condition === 'types' ? [] : filesOf(below)));
}
