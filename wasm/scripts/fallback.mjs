// The small engine as JavaScript (wasm2js), for where there is no WebAssembly: a module for pages, CommonJS for mini-programs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { makeFrom } from './stamp.mjs';

const BINARY_AS_JAVASCRIPT = 'build/wasm/precheck-run.wasm.js';
const OPTIONS = { target: 'es2018', charset: 'utf8', minify: true };

const FORMS = [
  { product: 'dist/fallback.js', exporting: 'export default', options: { format: 'esm' } },
  // In a line that never runs esbuild says the exports' names for Node, for those who import it as an ECMAScript module.
  { product: 'dist/miniprogram/fallback.js', exporting: 'module.exports =', options: { format: 'cjs', platform: 'node' } },
];

export async function writeFallbacks() {
  const sources = [BINARY_AS_JAVASCRIPT, 'wasm/scripts/fallback.mjs'];
  for (const form of FORMS) await makeFrom(sources, form.product, `build/${form.product.replace(/\W/g, '-')}-stamp`, () => write(form));
}

async function write({ product, exporting, options }) {
  const { transform } = await import('esbuild');
  const code = `${readFileSync(join(root, BINARY_AS_JAVASCRIPT), 'utf8')}
    ${exporting} function () {
      return { exports: instantiate({ abort: function () { throw new Error('unreachable'); } }) };
    };`;
  mkdirSync(dirname(join(root, product)), { recursive: true });
  writeFileSync(join(root, product), (await transform(code, { ...OPTIONS, ...options })).code);
}
