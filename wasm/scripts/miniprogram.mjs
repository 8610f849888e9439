// dist/miniprogram/: what WeChat's "build npm" copies into a mini-program as it is, and what other platforms' mini-programs take from there.
// CommonJS and ES2018 throughout. The names of everything that it is made from and of everything that it holds stand here.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { namesBelow } from '../src/cli/rule-files.js';
import { root } from './root.mjs';
import { makeFrom } from './stamp.mjs';

const GLUE = 'build/wasm/precheck-run.js';
const BINARY = 'build/wasm/precheck-run.wasm';
const BINARY_AS_JAVASCRIPT = 'build/wasm/precheck-run.wasm.js';
const PACKS = ['compiled', 'rules']; // to check by, and to draw forms from; bundle.mjs writes them as CommonJS too

const FOLDER = 'dist/miniprogram';
const OPTIONS = { platform: 'neutral', format: 'cjs', target: 'es2018', charset: 'utf8', minify: true, logLevel: 'warning' };

/** Gives esbuild's metafile. */
export async function buildMiniProgram() {
  mkdirSync(join(root, FOLDER), { recursive: true });
  copyPacks();
  const [{ metafile }] = await Promise.all([bundleApi(), makeBinaries()]);
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
    plugins: [glueWithoutGlobals],
  });
}

/**
 * Emscripten's glue gives up where no global is named WebAssembly, though all it takes from it is an error's class: the instance is handed in. So
 * the name is a parameter, as are those that it would load the binary with in a page, which nobody hands in.
 */
const glueWithoutGlobals = {
  name: 'glue-without-globals',
  setup(build) {
    build.onResolve({ filter: /^precheck-glue$/ }, ({ path }) => ({ path, namespace: 'glue' }));
    build.onLoad({ filter: /.*/, namespace: 'glue' }, () => {
      const glue = readFileSync(join(root, GLUE), 'utf8');
      const parameters = 'WebAssembly, document, self, fetch, XMLHttpRequest, exports, module, define';
      return { contents: `export default (function (${parameters}) {\n${glue}\nreturn createPrecheckModule;\n})({ RuntimeError: Error });` };
    });
  },
};

/** The binary, compressed, and as JavaScript. Compressing takes seconds: only when it has changed. */
async function makeBinaries() {
  copyFileSync(join(root, BINARY), join(root, FOLDER, 'precheck.wasm'));
  const compress = () => {
    const bytes = readFileSync(join(root, BINARY));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    write('precheck.wasm.br', brotliCompressSync(bytes, { params }));
  };
  const sources = [BINARY, BINARY_AS_JAVASCRIPT, 'wasm/scripts/miniprogram.mjs'];
  await makeFrom(sources, `${FOLDER}/precheck.wasm.br`, 'build/miniprogram-wasm-br-stamp', compress);
  await makeFrom(sources, `${FOLDER}/fallback.js`, 'build/miniprogram-fallback-stamp', writeFallback);
}

async function writeFallback() {
  const { transform } = await import('esbuild');
  const [{ module: from }] = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(root, BINARY))));
  const code = `${readFileSync(join(root, BINARY_AS_JAVASCRIPT), 'utf8')}
    module.exports = function (imports) {
      var trap = { abort: function () { throw new Error('unreachable'); } };
      return { exports: instantiate(Object.assign(trap, imports[${JSON.stringify(from)}])) };
    };`;
  write('fallback.js', (await transform(code, { ...OPTIONS, platform: 'node' })).code);
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
