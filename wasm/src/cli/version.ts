// What `precheck --version` prints: the package's version, and the binaries beside this file by their SHA-256, as `sha256sum --check` reads
// it. This command runs the first; pages and mini-programs run either.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const BINARIES = ['precheck.wasm', 'precheck-run.wasm'];

export function versionText(): string {
  // From dist/cli.js.
  const read = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
  const { version } = JSON.parse(String(read('../package.json'))) as { version: string };
  const digests = BINARIES.map((name) => `${createHash('sha256').update(read(`./${name}`)).digest('hex')}  dist/${name}`);
  return [version, ...digests].join('\n');
}
