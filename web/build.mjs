// Builds the page into a folder of static files. All but index.html and service-worker.js have a hash of their contents in their names: index.html names
// the first, those name the others, so a page never mixes two versions, and each file can be kept for ever.
// It needs build/wasm/precheck-run.js and .wasm, dist/fallback.js, and dist/node.js to compile packs with: wasm/scripts/bundle.mjs makes them.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { readCaseFiles } from '../wasm/scripts/cases.mjs';
import { smallGlue } from '../wasm/scripts/glue.mjs';
import { root } from '../wasm/scripts/root.mjs';
import { compiledPacks, packEntries, readablePacks } from '../wasm/scripts/shipped-documents.mjs';
import { namesBelow } from '../wasm/src/cli/rule-files.js';

const read = (path) => readFileSync(join(root, path));

const OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
  platform: 'browser',
  target: 'es2018',
};

export async function buildPage({ outdir = join(root, 'dist/web') } = {}) {
  rmSync(outdir, { recursive: true, force: true });
  const write = (name, contents) => {
    mkdirSync(dirname(join(outdir, name)), { recursive: true });
    writeFileSync(join(outdir, name), contents);
    return name;
  };
  /** Under a name that the contents decide. */
  const writeHashed = (name, contents) => {
    const ending = extname(name);
    return write(`${name.slice(0, -ending.length)}-${hashOf(contents)}${ending}`, contents);
  };

  const index = await writePacks(writeHashed);
  const { withInitials } = await import('./initials.mjs'); // not before npm has installed what it needs
  const { names: app, imported } = await bundleApp(outdir, {
    'packs.json': JSON.stringify(index),
    'directory.json': JSON.stringify(withInitials(JSON.parse(read('web/examples/directory.json').toString()))),
    'precheck-run.wasm': read('build/wasm/precheck-run.wasm'),
  });
  const names = { ...app, ...copied(writeHashed, ['style.css', 'rules.css', 'dark.css', 'icon.svg']) };
  const version = hashOf([...namesBelow(outdir).sort(), read('web/index.html')].join());
  write('index.html', pageOf(names, imported, version));
  await bundleServiceWorker(outdir, keptFiles(namesBelow(outdir), names, version));
}

/** Files of web/ as they are; gives their names by those without a hash. */
function copied(write, names) {
  return Object.fromEntries(names.map((name) => [name, write(name, read(`web/${name}`))]));
}

/** Gives the index of packs (IndexEntry in src/library.ts). */
async function writePacks(write) {
  const samples = new Map(readCaseFiles().map(({ pack, cases }) => [pack, cases.filter((entry) => entry.sample).map(sampleOf)]));
  const [entries, packs] = [await packEntries(), await readablePacks()];
  return (await compiledPacks()).map(({ compiled }, index) => {
    const { key, id, edition } = entries[index];
    return {
      ...entries[index],
      file: write(`packs/${id}/${edition}.json`, JSON.stringify({ pack: packs[index], samples: samples.get(key) ?? [] })),
      compiled: write(`packs/${id}/${edition}.txt`, compiled),
    };
  });
}

function sampleOf({ id, title, as_of, form, params }) {
  return { id, title, as_of, form, params };
}

/** app.js, the chunks that it loads when it needs them, and `files`, whose addresses it has. Gives the names written, by those without a hash, and what app.js imports. */
async function bundleApp(outdir, files) {
  const { build } = await import('esbuild'); // not before npm has installed it
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: { app: 'web/src/main.ts' },
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    supported: { 'import-meta': true, 'dynamic-import': true }, // as old as modules themselves
    metafile: true,
    alias: { ...smallGlue, 'precheck-fallback': join(root, 'dist/fallback.js') },
    plugins: [addresses(files)],
  });
  const written = Object.keys(metafile.outputs).map((path) => basename(path));
  const [, app] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'web/src/main.ts');
  const imported = app.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path));
  return { imported, names: Object.fromEntries(written.map((name) => [name.replace(/-[0-9A-Z]{8}(?=\.)/, ''), name])) };
}

/** `import address from 'address:packs.json'`: the file is written under a hashed name, and its address is the value. */
const addresses = (files) => ({
  name: 'addresses',
  setup(build) {
    build.onResolve({ filter: /^address:/ }, ({ path }) => ({ path: path.slice('address:'.length), namespace: 'address' }));
    build.onLoad({ filter: /.*/, namespace: 'address' }, ({ path }) => ({ contents: files[path], loader: 'file' }));
  },
});

/** web/index.html with the names that the files have got. */
function pageOf(names, imported, version) {
  // What app.js imports need not wait until it has been read.
  const preloads = imported.map((name) => `    <link rel="modulepreload" href="${name}">\n`).join('');
  return read('web/index.html').toString()
    .replace(/(href|src)="([^":#]+)"/g, (_, attribute, name) => `${attribute}="${nameIn(names, name)}"`)
    .replace('    <script type="module"', `${preloads}    <script type="module"`)
    .replace('name="version" content=""', `name="version" content="${version}"`);
}

function nameIn(names, name) {
  if (!names[name]) throw new Error(`web/index.html names ${name}, which the build does not write`);
  return names[name];
}

/** What the service worker keeps (Kept in src/service-worker.ts). */
function keptFiles(all, names, version) {
  const later = [names['precheck-run.wasm'], names['fallback.js'], ...all.filter((name) => name.startsWith('packs/'))];
  const shell = all.filter((name) => name !== 'index.html' && !later.includes(name));
  const engines = { wasm: names['precheck-run.wasm'], fallback: names['fallback.js'] };
  return { version, shell, engines, packs: later.filter((name) => name.startsWith('packs/')) };
}

async function bundleServiceWorker(outdir, kept) {
  const { build } = await import('esbuild');
  await build({
    ...OPTIONS,
    entryPoints: ['web/src/service-worker.ts'],
    outfile: join(outdir, 'service-worker.js'),
    format: 'iife',
    define: { KEPT: JSON.stringify(kept) },
  });
}

function hashOf(contents) {
  return createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase();
}
