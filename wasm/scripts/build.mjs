// npm run build: sets up, builds precheck.wasm, bundles dist/. Whatever is up to date is left alone.
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { buildWasm } from './native.mjs';
import { main, step } from './run.mjs';
import { setUp } from './setup.mjs';

export async function build(purpose = 'wasm') {
  await setUp(purpose);
  await buildPackage();
}

/** precheck.wasm and dist/, on a machine that is set up. */
export async function buildPackage() {
  await buildWasm();
  await step('Bundle the package and the page', 'a second or two', bundle);
}

// Others import build() from here.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(() => build());
