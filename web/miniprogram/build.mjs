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

/** Gives esbuild's metafiles. */
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
      metafile: true,
      platform: 'neutral',
      format: 'cjs',
      target: 'es2018',
      external,
    });
  // What all components share is one module: provide() has to reach each of them.
  const results = await Promise.all([bundle('index', []), ...COMPONENTS.map((name) => bundle(`${name}/index`, ['../index.js']))]);
  for (const name of COPIED) {
    mkdirSync(dirname(join(outdir, name)), { recursive: true });
    cpSync(join(SOURCES, name), join(outdir, name));
  }
  return results.map(({ metafile }) => metafile);
}

/**
 * Of the package what the sample asks for, so that it stays small: the developer tools' own npm build copies the whole of it and leaves out on upload what is not
 * required. Its packs speak Chinese only, as with `precheck compile --form --locale zh-CN`, and lie by the names that they have in the package.
 */
export async function buildSample() {
  const npm = join(SAMPLE, 'miniprogram_npm/yibao-precheck');
  for (const folder of [npm, join(SAMPLE, 'packs')]) rmSync(folder, { recursive: true, force: true });
  for (const name of ['index.js', 'precheck.wasm.br', 'components']) cpSync(join(root, 'dist/miniprogram', name), join(npm, name), { recursive: true });
  const { createPrecheck } = await import('../../dist/node.js'); // not before it is built
  const wanted = readFileSync(join(SAMPLE, 'topics.js'), 'utf8').match(/(?<=require\('\.\/packs\/compiled\/).+?(?='\))/g);
  const packs = (await resolvedPacks(['zh-CN'])).filter(({ id, edition }) => wanted.includes(`${id}/${edition}`));
  const engine = await createPrecheck({ packs });
  for (const pack of packs) {
    const forms = { compiled: engine.compiled(`${pack.id}@${pack.edition}`), rules: drawnFrom(pack) };
    for (const [folder, form] of Object.entries(forms)) {
      const path = join(SAMPLE, 'packs', folder, pack.id, `${pack.edition}.js`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `module.exports = ${JSON.stringify(form)};\n`);
    }
  }
  engine.dispose();
}

/** Of a document what the view model reads (web/view-model/pack.ts): rules and all else are in the compiled pack. */
function drawnFrom({ id, edition, title, jurisdiction, effective, facts, requirements = [], resolved }) {
  return { id, edition, title, jurisdiction, effective, facts, requirements: requirements.map(({ id, title }) => ({ id, title })), resolved };
}
