// The peers' packages: installed in this folder only, by the lock file; whether their licences and their Node suit.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from '../../../../wasm/scripts/run.mjs';
import { folder } from './bundle.mjs';

const LICENCES = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

export async function install() {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock);
  const isThere = Object.entries(packages).every(([path, { version, optional }]) => path === '' || optional || installedVersion(path) === version);
  if (isThere) return;
  await step('Install the peers, in tests/bench/peers only', 'some seconds', () =>
    run('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']),
  );
}

/** `name version (licence)` of a package. */
export function about(name) {
  const { version, license } = manifest(name);
  return `${name} ${version} (${license})`;
}

/** Why a package is left out here, or undefined. */
export function objection(name) {
  const { license, engines } = manifest(name);
  if (!LICENCES.includes(license)) return `${name} is under the licence ${license}`;
  const wanted = /^\s*>=?\s*([\d.]+)\s*$/.exec(engines?.node ?? '')?.[1];
  if (wanted && isOlder(process.versions.node, wanted)) return `${name} wants Node ${engines.node}`;
  return undefined;
}

function isOlder(version, wanted) {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  for (let i = 0; i < want.length; i++) if (have[i] !== want[i]) return have[i] < want[i];
  return false;
}

function installedVersion(path) {
  const file = join(folder, path, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

function manifest(name) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
}
