// What `precheck --version` prints: the package's version, and the binaries beside this file by their SHA-256, as `sha256sum --check` reads
// it. This command runs the first; pages and mini-programs run either.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const BINARIES = ['precheck.wasm', 'precheck-run.wasm'];

export function packageVersion(): string {
  const { version } = JSON.parse(String(read('../package.json'))) as { version: string };
  return version;
}

export function versionText(): string {
  const digests = BINARIES.map((name) => `${createHash('sha256').update(read(`./${name}`)).digest('hex')}  dist/${name}`);
  return [packageVersion(), ...digests].join('\n');
}

/** A file by its place beside dist/cli.js. */
function read(name: string): Buffer {
  return readFileSync(new URL(name, import.meta.url));
}
