// dist/: the package's JavaScript, types and wasm, and the page. esbuild bundles, tsc writes the declarations.
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPage } from '../../web/build.mjs';
import { buildComponents, buildSample } from '../../web/miniprogram/build.mjs';
import { namesBelow } from '../src/cli/rule-files.js';
import { writeBillOfMaterials } from './bill-of-materials.mjs';
import { elementOptions, leaveAddresses, writeElementStyle } from './elements.mjs';
import { writeFallbacks } from './fallback.mjs';
import { smallGlue, wholeGlue } from './glue.mjs';
import { buildMiniProgram } from './miniprogram.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { compiledPacks, resolvedPacks, shareSources } from './shipped-documents.mjs';
import { makeFrom } from './stamp.mjs';
import { terse } from './terse.mjs';

// The glue and entries for pages: webviews as old as Chrome 66 and iOS 12, which know modules and import.meta already.
const BROWSER = { platform: 'browser', format: 'esm', target: 'es2018', supported: { 'import-meta': true } };
// Of a library that has both, the modules: a UMD wrapper hides from esbuild what it requires.
const NODE = { platform: 'node', target: 'node18.3', mainFields: ['module', 'main'] };
// What other forms embed has no binary, and asks nothing of the platform.
const EMBEDDED = { platform: 'neutral', target: 'es2018' };
// CommonJS has no import.meta.
const COMMONJS = {
  format: 'cjs',
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

// The libraries that the command line is bundled with are CommonJS and require Node's own modules.
const CLI_HEAD = `#!/usr/bin/env node
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`;

export async function bundle() {
  const { build } = await import('esbuild');
  const metafiles = []; // what was put into each file
  const make = async (source, product, options) => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [source],
      outfile: product,
      bundle: true,
      minify: true, // the source is beside it in the repository; errors give their names themselves
      charset: 'utf8',
      logLevel: 'warning',
      metafile: true,
      plugins: [shippedRules],
      alias: wholeGlue,
      ...options,
    });
    metafiles.push(metafile);
  };
  // First what the others are made with: packs are shipped resolved, and the page may run the fallback.
  for (const name of ['precheck.wasm', 'precheck-run.wasm']) cpSync(join(root, 'build/wasm', name), join(root, 'dist', name));
  await make('wasm/src/node.ts', 'dist/node.js', { ...NODE, format: 'esm' });
  await make('wasm/src/cel/node.ts', 'dist/cel-node.js', { ...NODE, format: 'esm' });
  await make('wasm/src/tools/index.ts', 'dist/tools.js', { ...NODE, format: 'esm' });
  await writeFallbacks();
  await Promise.all([
    make('wasm/src/index.ts', 'dist/index.js', { ...BROWSER, plugins: [terse()] }),
    make('wasm/src/node.ts', 'dist/node.cjs', { ...NODE, ...COMMONJS }),
    make('wasm/src/run-index.ts', 'dist/run.js', { ...BROWSER, alias: smallGlue, plugins: [terse()] }),
    make('wasm/src/run-node.ts', 'dist/run-node.js', { ...NODE, format: 'esm', alias: smallGlue }),
    make('wasm/src/run-node.ts', 'dist/run-node.cjs', { ...NODE, ...COMMONJS, alias: smallGlue }),
    make('wasm/src/cel/index.ts', 'dist/cel.js', BROWSER),
    make('wasm/src/cel/node.ts', 'dist/cel-node.cjs', { ...NODE, ...COMMONJS }),
    make('wasm/src/rules.ts', 'dist/rules.js', BROWSER),
    make('wasm/src/rules.ts', 'dist/rules.cjs', { ...NODE, format: 'cjs' }),
    make('wasm/src/tools/index.ts', 'dist/tools.cjs', { ...NODE, ...COMMONJS }),
    make('wasm/src/tools/check/worker.ts', 'dist/check-worker.js', { ...NODE, format: 'esm' }),
    make('wasm/src/cli/main.ts', 'dist/cli.js', { ...NODE, format: 'esm', banner: { js: CLI_HEAD } }),
    ...['form', 'standard-schema', 'async-validator'].flatMap((name) => [
      make(`web/embed/${name}.ts`, `dist/${name}.js`, { ...EMBEDDED, format: 'esm' }),
      make(`web/embed/${name}.ts`, `dist/${name}.cjs`, { ...EMBEDDED, format: 'cjs' }),
    ]),
    ...['esm', 'cjs'].flatMap((format) => {
      const ending = format === 'cjs' ? 'cjs' : 'js';
      return [
        make('web/element/index.ts', `dist/element.${ending}`, elementOptions(format)).then(() => leaveAddresses(`dist/element.${ending}`)),
        make('web/element/define-now.ts', `dist/element-define.${ending}`, elementOptions(format)),
      ];
    }),
    writeElementStyle(),
    packModules(),
    buildPage(),
    declarations(),
  ]);
  metafiles.push(await buildMiniProgram()); // takes the packs' modules from dist/rules
  metafiles.push(...(await buildComponents()));
  await buildSample();
  writeBillOfMaterials(metafiles);
  chmodSync(join(root, 'dist/cli.js'), 0o755);
}

/** dist/rules/<jurisdiction>/<topic>/<edition>.js and .cjs: a resolved pack each; below dist/compiled/ the same as compiled packs. */
async function packModules() {
  const { transform } = await import('esbuild');
  const write = async (name, code) => {
    const path = join(root, 'dist', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, (await transform(code, { minify: true, charset: 'utf8', target: BROWSER.target })).code);
  };
  for (const folder of ['rules', 'compiled']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  for (const { pack, compiled } of await compiledPacks()) {
    for (const [folder, form] of Object.entries({ rules: pack, compiled })) {
      const json = JSON.stringify(form);
      await write(`${folder}/${pack.id}/${pack.edition}.js`, `export default ${json}`);
      await write(`${folder}/${pack.id}/${pack.edition}.cjs`, `module.exports = ${json}`);
    }
  }
}

/** dist/types for ESM, laid out as the sources are; the same files once more below a package.json that calls them CommonJS. */
async function declarations() {
  const sources = ['wasm/src', 'web/embed', 'web/element', 'web/view-model'].flatMap((folder) => namesBelow(join(root, folder)).map((name) => `${folder}/${name}`));
  const inputs = [...sources, 'tsconfig.json', 'tsconfig.types.json', 'package-lock.json', 'wasm/scripts/bundle.mjs'];
  await makeFrom(inputs, 'dist/types/cjs/wasm/src/node.d.ts', 'build/types-stamp', async () => {
    const types = join(root, 'dist/types');
    rmSync(types, { recursive: true, force: true });
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json']);
    const names = namesBelow(types);
    for (const name of names) cpSync(join(types, name), join(types, 'cjs', name));
    const cjs = join(types, 'cjs/wasm/src');
    writeFileSync(join(cjs, 'compiled-pack.d.ts'), 'declare const pack: string;\nexport = pack;\n');
    writeFileSync(join(cjs, 'rules-pack.d.ts'), "import type { ResolvedPack } from './documents.js';\ndeclare const pack: ResolvedPack;\nexport = pack;\n");
    writeFileSync(join(types, 'wasm/src/fallback-module.d.ts'), "import type { Fallback } from './fallback.js';\ndeclare const fallback: Fallback;\nexport default fallback;\n");
    writeFileSync(join(cjs, 'miniprogram/fallback.d.ts'), "import type { Fallback } from '../fallback.js';\ndeclare const fallback: Fallback;\nexport = fallback;\n");
    writeFileSync(join(types, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  });
}

/** `import { packs, sources } from 'shipped-rules'`: the rules folder, compact, as values. */
const shippedRules = {
  name: 'shipped-rules',
  setup(build) {
    build.onResolve({ filter: /^shipped-rules$/ }, ({ path }) => ({ path, namespace: 'rules' }));
    build.onLoad({ filter: /.*/, namespace: 'rules' }, async () => {
      const { packs, sources } = shareSources(await resolvedPacks());
      const contents = `export const packs = ${JSON.stringify(packs)};\nexport const sources = ${JSON.stringify(sources)};`;
      return { contents, loader: 'js' };
    });
  },
};
