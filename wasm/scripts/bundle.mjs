// dist/: the package's JavaScript, types and wasm, and the page. esbuild bundles, tsc writes the declarations.
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPage } from '../../web/build.mjs';
import { buildComponents, buildSample } from '../../web/miniprogram/build.mjs';
import { namesBelow } from '../src/cli/rule-files.js';
import { buildMiniProgram } from './miniprogram.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { compiledPacks, shareSources } from './shipped-documents.mjs';
import { makeFrom } from './stamp.mjs';

// The glue and entries for pages: webviews as old as Chrome 66 and iOS 12, which know modules and import.meta already.
const BROWSER = { platform: 'browser', format: 'esm', target: 'es2018', supported: { 'import-meta': true } };
const NODE = { platform: 'node', target: 'node18.3' };
// CommonJS has no import.meta.
const COMMONJS = {
  format: 'cjs',
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

export async function bundle() {
  const { build } = await import('esbuild');
  const make = (source, product, options) =>
    build({
      absWorkingDir: root,
      entryPoints: [source],
      outfile: product,
      bundle: true,
      minify: true, // the source is beside it in the repository; errors give their names themselves
      charset: 'utf8',
      logLevel: 'warning',
      plugins: [shippedRules],
      alias: { 'precheck-glue': join(root, 'build/wasm/precheck.js') },
      ...options,
    });
  // First what the others are made with: packs are shipped resolved.
  cpSync(join(root, 'build/wasm/precheck.wasm'), join(root, 'dist/precheck.wasm'));
  await make('wasm/src/node.ts', 'dist/node.js', { ...NODE, format: 'esm' });
  await Promise.all([
    make('wasm/src/index.ts', 'dist/index.js', BROWSER),
    make('wasm/src/node.ts', 'dist/node.cjs', { ...NODE, ...COMMONJS }),
    make('wasm/src/cel/index.ts', 'dist/cel.js', BROWSER),
    make('wasm/src/cel/node.ts', 'dist/cel-node.js', { ...NODE, format: 'esm' }),
    make('wasm/src/cel/node.ts', 'dist/cel-node.cjs', { ...NODE, ...COMMONJS }),
    make('wasm/src/rules.ts', 'dist/rules.js', BROWSER),
    make('wasm/src/rules.ts', 'dist/rules.cjs', { ...NODE, format: 'cjs' }),
    make('wasm/src/cli/main.ts', 'dist/cli.js', { ...NODE, format: 'esm', banner: { js: '#!/usr/bin/env node' } }),
    packModules(),
    buildPage(),
    declarations(),
  ]);
  await buildMiniProgram(); // takes the packs' modules from dist/rules
  await buildComponents();
  await buildSample();
  chmodSync(join(root, 'dist/cli.js'), 0o755);
}

/** dist/rules/<jurisdiction>/<topic>/<edition>.js and .cjs: a resolved pack each. */
async function packModules() {
  const { transform } = await import('esbuild');
  const write = async (name, code) => {
    const path = join(root, 'dist/rules', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, (await transform(code, { minify: true, charset: 'utf8', target: BROWSER.target })).code);
  };
  rmSync(join(root, 'dist/rules'), { recursive: true, force: true });
  for (const pack of await compiledPacks()) {
    const json = JSON.stringify(pack);
    await write(`${pack.id}/${pack.edition}.js`, `export default ${json}`);
    await write(`${pack.id}/${pack.edition}.cjs`, `module.exports = ${json}`);
  }
}

/** dist/types for ESM; the same files once more below a package.json that calls them CommonJS. */
async function declarations() {
  const sources = namesBelow(join(root, 'wasm/src')).map((name) => `wasm/src/${name}`);
  const inputs = [...sources, 'tsconfig.json', 'tsconfig.types.json', 'package-lock.json', 'wasm/scripts/bundle.mjs'];
  await makeFrom(inputs, 'dist/types/cjs/node.d.ts', 'build/types-stamp', async () => {
    const types = join(root, 'dist/types');
    rmSync(types, { recursive: true, force: true });
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json']);
    const names = namesBelow(types);
    for (const name of names) cpSync(join(types, name), join(types, 'cjs', name));
    writeFileSync(join(types, 'cjs/rules-pack.d.ts'), "import type { ResolvedPack } from './documents.js';\ndeclare const pack: ResolvedPack;\nexport = pack;\n");
    writeFileSync(join(types, 'cjs/miniprogram/fallback.d.ts'), "import type { Fallback } from './start.js';\ndeclare const fallback: Fallback;\nexport = fallback;\n");
    writeFileSync(join(types, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  });
}

/** `import { packs, sources } from 'shipped-rules'`: the rules folder, compact, as values. */
const shippedRules = {
  name: 'shipped-rules',
  setup(build) {
    build.onResolve({ filter: /^shipped-rules$/ }, ({ path }) => ({ path, namespace: 'rules' }));
    build.onLoad({ filter: /.*/, namespace: 'rules' }, async () => {
      const { packs, sources } = shareSources(await compiledPacks());
      const contents = `export const packs = ${JSON.stringify(packs)};\nexport const sources = ${JSON.stringify(sources)};`;
      return { contents, loader: 'js' };
    });
  },
};
