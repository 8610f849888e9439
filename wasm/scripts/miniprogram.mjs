// dist/miniprogram/: what WeChat's "build npm" copies into a mini-program as it is, and what other platforms' mini-programs take from there.
// CommonJS and ES2018 throughout. The names of everything that it is made from and of everything that it holds stand here.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { namesBelow } from '../src/cli/rule-files.js';
import { smallGlue } from './glue.mjs';
import { root } from './root.mjs';
import { makeFrom } from './stamp.mjs';

const BINARY = 'build/wasm/precheck-run.wasm';
const PACKS = ['compiled', 'rules']; // to check by, and to draw forms from; bundle.mjs writes them as CommonJS too

const FOLDER = 'dist/miniprogram';
const OPTIONS = { platform: 'neutral', format: 'cjs', target: 'es2018', charset: 'utf8', minify: true, logLevel: 'warning' };

/** Gives esbuild's metafile. */
export async function buildMiniProgram() {
  mkdirSync(join(root, FOLDER), { recursive: true });
  copyPacks();
  const [{ metafile }] = await Promise.all([bundleApi(), makeBinary()]);
  // `require('yibao-precheck/miniprogram')` is a file in a mini-program, and an entry of package.json elsewhere.
  write('miniprogram.js', "module.exports = require('./index.js');\n");
  write('package.json', '{ "type": "commonjs" }\n'); // for Node, where the package itself is ESM
  return metafile;
}

async function bundleApi() {
  const { build } = await import('esbuild');
  return build({
    ...OPTIONS,
    platform: 'node', // in a line that never runs it says the exports' names, for those who import it as an ECMAScript module
    metafile: true,
    absWorkingDir: root,
    entryPoints: ['wasm/src/miniprogram/index.ts'],
    outfile: `${FOLDER}/index.js`,
    bundle: true,
    alias: smallGlue,
  });
}

/** The binary, and compressed. Compressing takes seconds: only when it has changed. */
async function makeBinary() {
  copyFileSync(join(root, BINARY), join(root, FOLDER, 'precheck.wasm'));
  const compress = () => {
    const bytes = readFileSync(join(root, BINARY));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    write('precheck.wasm.br', brotliCompressSync(bytes, { params }));
  };
  await makeFrom([BINARY, 'wasm/scripts/miniprogram.mjs'], `${FOLDER}/precheck.wasm.br`, 'build/miniprogram-wasm-br-stamp', compress);
}

/** compiled/<jurisdiction>/<topic>/<edition>.js, and the same below rules/: by the names that packs have as entries of the package. */
function copyPacks() {
  for (const kind of PACKS) {
    rmSync(join(root, FOLDER, kind), { recursive: true, force: true });
    for (const name of namesBelow(join(root, 'dist', kind)).filter((file) => file.endsWith('.cjs'))) {
      write(`${kind}/${name.replace(/\.cjs$/, '.js')}`, readFileSync(join(root, 'dist', kind, name)));
    }
  }
}

function write(name, contents) {
  const path = join(root, FOLDER, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
