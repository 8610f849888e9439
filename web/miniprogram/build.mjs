// dist/miniprogram/components/: the components for WeChat, as `usingComponents` finds them below yibao-precheck/components/. Then the sample beside this
// file: what an npm build of WeChat's developer tools would put into its miniprogram_npm/, and its packs, so that it opens as it is.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../wasm/scripts/root.mjs';
import { resolvedPacks } from '../../wasm/scripts/shipped-documents.mjs';

const SOURCES = join(root, 'web/miniprogram/components');
const SAMPLE = join(root, 'web/miniprogram/sample');
const COMPONENTS = ['precheck-form', 'precheck-report'];
const COPIED = ['theme.wxss', 'notice.wxml', ...COMPONENTS.flatMap((name) => ['json', 'wxml', 'wxss'].map((kind) => `${name}/index.${kind}`))];

export async function buildComponents(outdir = join(root, 'dist/miniprogram/components')) {
  const { build } = await import('esbuild'); // not before npm has installed it
  rmSync(outdir, { recursive: true, force: true });
  const bundle = (name, external) =>
    build({
      absWorkingDir: root,
      entryPoints: [join(SOURCES, `${name}.ts`)],
      outfile: join(outdir, `${name}.js`),
      bundle: true,
      minify: true,
      charset: 'utf8',
      logLevel: 'warning',
      platform: 'neutral',
      format: 'cjs',
      target: 'es2018',
      external,
    });
  // What all components share is one module: provide() has to reach each of them.
  await Promise.all([bundle('index', []), ...COMPONENTS.map((name) => bundle(`${name}/index`, ['../index.js']))]);
  for (const name of COPIED) {
    mkdirSync(dirname(join(outdir, name)), { recursive: true });
    cpSync(join(SOURCES, name), join(outdir, name));
  }
}

/**
 * Of the package what the sample asks for, so that it stays small: the developer tools' own npm build copies the whole of it and leaves out on upload what is not
 * required. Its packs speak Chinese only, as `precheck compile --form --locale zh-CN` writes them.
 */
export async function buildSample() {
  const npm = join(SAMPLE, 'miniprogram_npm/yibao-precheck');
  for (const folder of [npm, join(SAMPLE, 'packs')]) rmSync(folder, { recursive: true, force: true });
  for (const name of ['index.js', 'precheck.wasm.br', 'components']) cpSync(join(root, 'dist/miniprogram', name), join(npm, name), { recursive: true });
  const wanted = readFileSync(join(SAMPLE, 'topics.js'), 'utf8').match(/(?<=require\('\.\/)packs\/.+?(?='\))/g);
  for (const pack of await resolvedPacks(['zh-CN'])) {
    const name = `packs/${pack.id}/${pack.edition}`;
    if (!wanted.includes(name)) continue;
    mkdirSync(dirname(join(SAMPLE, name)), { recursive: true });
    writeFileSync(join(SAMPLE, `${name}.js`), `module.exports = ${JSON.stringify(pack)};\n`);
  }
}
