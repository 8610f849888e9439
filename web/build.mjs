// Builds the page into a folder of static files: index.html, style.css, icon.svg, app.js, precheck.wasm, rules.json.
// It needs build/wasm/precheck.js and .wasm, and dist/node.js to compile packs with; wasm/scripts/build.mjs makes them and then calls this.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCaseFiles } from '../wasm/scripts/cases.mjs';
import { root } from '../wasm/scripts/root.mjs';
import { resolvedPacks, shareSources } from '../wasm/scripts/shipped-documents.mjs';

const COPIED = ['web/index.html', 'web/style.css', 'web/icon.svg', 'build/wasm/precheck.wasm'];

export async function buildPage({ outdir = join(root, 'dist/web') } = {}) {
  const { build } = await import('esbuild'); // not before npm has installed it
  mkdirSync(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['web/src/main.ts'],
    outfile: join(outdir, 'app.js'),
    bundle: true,
    minify: true,
    charset: 'utf8',
    logLevel: 'warning',
    platform: 'browser',
    format: 'esm',
    target: 'es2018',
    supported: { 'import-meta': true }, // as old as modules themselves
    alias: { 'precheck-glue': join(root, 'build/wasm/precheck.js') },
  });
  for (const path of COPIED) copyFileSync(join(root, path), join(outdir, path.split('/').pop()));
  writeFileSync(join(outdir, 'rules.json'), JSON.stringify(await collectRules()));
}

/** The packs, their sources, the cases marked as samples and a directory of invented institutions, as the page fetches them (RulesFile in src/pack.ts). */
export async function collectRules() {
  const { packs, sources } = shareSources(await resolvedPacks());
  const samples = {};
  for (const { pack, cases } of readCaseFiles()) {
    samples[pack] = cases
      .filter((entry) => entry.sample)
      .map(({ id, title, as_of, form, params }) => ({ id, title, as_of, form, params }));
  }
  const { withInitials } = await import('./initials.mjs'); // not before npm has installed what it needs
  const directory = withInitials(JSON.parse(readFileSync(join(root, 'web/examples/directory.json'), 'utf8')));
  return { packs, sources, samples, directory };
}
