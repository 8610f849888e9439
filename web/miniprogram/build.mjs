// dist/miniprogram/components/: the components for WeChat, as `usingComponents` finds them below yibao-precheck/components/. Then the sample beside this
// file: what an npm build of WeChat's developer tools would put into its miniprogram_npm/, so that it opens as it is.
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../wasm/scripts/root.mjs';

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
 * The sample's miniprogram_npm/: of the package what the sample asks for, so that it stays small. The developer tools' own npm build copies the whole package
 * instead; what is not required is left out on upload.
 */
export function buildSample(from = join(root, 'dist/miniprogram'), to = join(SAMPLE, 'miniprogram_npm/yibao-precheck')) {
  const topics = readFileSync(join(SAMPLE, 'topics.js'), 'utf8');
  const packs = Array.from(topics.matchAll(/require\('yibao-precheck\/(rules\/.+?)'\)/g), ([, name]) => `${name}.js`);
  rmSync(to, { recursive: true, force: true });
  for (const name of ['index.js', 'precheck.wasm.br', 'components', ...packs]) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(from, name), join(to, name), { recursive: true });
  }
}
