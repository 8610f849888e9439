// Builds the page into a folder of static files. All but index.html and service-worker.js have a hash of their contents in their names: index.html names
// the first, those name the others, so a page never mixes two versions, and each file can be kept for ever.
// Beside each lies what it comes to after brotli (`.br`), which a server that looks for it sends as it is.
// It needs build/wasm/precheck-run.js and .wasm, dist/fallback.js, and dist/node.js to compile packs with: wasm/scripts/bundle.mjs makes them.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib'; // the best quality is its default
import { readCaseFiles } from '../wasm/scripts/cases.mjs';
import { smallGlue } from '../wasm/scripts/glue.mjs';
import { root } from '../wasm/scripts/root.mjs';
import { compiledPacks, packEntries, readablePacks } from '../wasm/scripts/shipped-documents.mjs';
import { terse } from '../wasm/scripts/terse.mjs';
import { namesBelow } from '../wasm/src/cli/rule-files.js';

/** Chromium compiles such a file's functions while it arrives, beside the page's own work. One by one, when each is called, would take that thread longer. */
const COMPILED_AT_ONCE = '//# allFunctionsCalledOnLoad';

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

/**
 * @param packs     those of the page: `entry` in the index, the `readable` pack, the resolved one that is `drawn`, the `compiled` text, and `samples`
 * @param directory institutions by code
 */
export async function buildPage({ outdir = join(root, 'dist/web'), packs: given, directory = shippedDirectory() } = {}) {
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

  const packs = (given ?? (await shippedPacks())).map((pack) => writePack(pack, write));
  const [{ withInitials }, { areasFile }] = [await import('./initials.mjs'), await import('./areas.mjs')]; // not before npm has installed what they need
  const { names: app, imported } = await bundleApp(outdir, packs.map(({ entry: { key, ...entry } }) => entry), {
    'directory.json': JSON.stringify(withInitials(directory)),
    'areas.json': JSON.stringify(areasFile()),
    'precheck-run.wasm': read('build/wasm/precheck-run.wasm'),
    'rules.css': await minified(read('web/rules.css').toString()),
  });
  // A page that something in between has kept past a deployment misses both its program and its stylesheet, and so shows what that hides.
  const style = `${await minified(read('web/style.css') + inTheDark(read('web/dark.css').toString()))}/* ${app['app.js']} */\n`;
  const names = { ...app, 'style.css': writeHashed('style.css', style), 'icon.svg': writeHashed('icon.svg', read('web/icon.svg')) };
  const version = hashOf([...namesBelow(outdir).sort(), read('web/index.html')].join());
  const page = pageOf(names, imported, version);
  const kept = keptFiles([...namesBelow(outdir), write('index.html', page)], names, version);
  for (const { entry, file } of packs) write(pageName(entry), pageWith(page, entry, file));
  const pages = Object.fromEntries(packs.map(({ entry }) => [pageName(entry), entry.key]));
  await bundleServiceWorker(outdir, { ...kept, pages });
  await Promise.all(namesBelow(outdir).map(async (name) => write(`${name}.br`, await promisify(brotliCompress)(readFileSync(join(outdir, name))))));
}

async function minified(css) {
  const { transform } = await import('esbuild');
  return (await transform(css, { loader: 'css', minify: true, charset: 'utf8' })).code;
}

/** The colours of dark.css where the system or the reader wants them (applyPreferences in src/preferences.ts). */
function inTheDark(css) {
  return `@media (prefers-color-scheme: dark) { ${css.replace(':root', ':root:not(.light)')} } ${css.replace(':root', ':root.dark')}`;
}

async function shippedPacks() {
  const samples = new Map(readCaseFiles().map(({ pack, cases }) => [pack, cases.filter((entry) => entry.sample).map(sampleOf)]));
  const [entries, readable] = [await packEntries(), await readablePacks()];
  return (await compiledPacks()).map(({ pack, compiled }, index) => {
    const entry = entries[index];
    return { entry, readable: readable[index], drawn: pack, compiled, samples: samples.get(entry.key) ?? [] };
  });
}

function shippedDirectory() {
  return JSON.parse(read('web/examples/directory.json').toString());
}

/** Gives what the index says of a pack (IndexEntry in src/library.ts), and what its file holds. Both its files have one hash, so that the index needs no more to name them. */
function writePack({ entry, readable, drawn, compiled, samples }, write) {
  const file = { pack: drawnOf(drawn), samples, compiled };
  const parts = { '': JSON.stringify(file), '.rest': JSON.stringify(restOf(readable, file.pack)) };
  const hash = hashOf(Object.values(parts).join());
  for (const [part, contents] of Object.entries(parts)) write(`packs/${entry.id}/${entry.edition}${part}-${hash}.json`, contents);
  return { entry: { ...entry, hash }, file };
}

/** What a form and its report are drawn from (Pack in view-model/pack.ts). Rules are in the compiled pack. */
function drawnOf({ format, id, edition, revision, title, jurisdiction, effective, time_zone, facts, requirements, resolved }) {
  const titles = requirements && requirements.map(({ id: name, title: words }) => ({ id: name, title: words }));
  return { format, id, edition, revision, title, jurisdiction, effective, time_zone, facts, requirements: titles, resolved };
}

/** What a reader of the rules wants besides. */
function restOf(readable, drawn) {
  return Object.fromEntries(Object.entries(readable).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(drawn[name])));
}

/** `sample` may name the case in the languages of those who fill in forms; the title stands for those it leaves out. */
function sampleOf({ id, title, sample, as_of, form, params }) {
  return { id, title: { 'zh-CN': title, en: title, ...(sample === true ? {} : sample) }, as_of, form, params };
}

/**
 * app.js, which holds the index of packs, the chunks that it loads when it needs them, and `files`, whose addresses it has. Gives the names written, by those
 * without a hash, and what app.js imports.
 */
async function bundleApp(outdir, index, files) {
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
    plugins: [indexOfPacks(index), addresses(files), terse(COMPILED_AT_ONCE)],
  });
  const written = Object.keys(metafile.outputs).map((path) => basename(path));
  const [, app] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'web/src/main.ts');
  const imported = app.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path));
  return { imported, names: Object.fromEntries(written.map((name) => [name.replace(/-[0-9A-Z]{8}(?=\.)/, ''), name])) };
}

/** `import index from 'index-of-packs'` */
const indexOfPacks = (index) => ({
  name: 'index-of-packs',
  setup(build) {
    build.onResolve({ filter: /^index-of-packs$/ }, ({ path }) => ({ path, namespace: 'index' }));
    build.onLoad({ filter: /.*/, namespace: 'index' }, () => ({ contents: JSON.stringify(index), loader: 'json' }));
  },
});

/** `import address from 'address:directory.json'`: the file is written under a hashed name, and its address is the value. */
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
    .replace(/(href|src)="([^":#?]+)"/g, (_, attribute, name) => `${attribute}="${nameIn(names, name)}"`)
    .replace('    <script type="module"', `${preloads}    <script type="module"`)
    .replace('name="version" content=""', `name="version" content="${version}"`);
}

/** A pack's own page: what others link to. It lies beside index.html, so the addresses in it mean the same. */
function pageName({ id, edition }) {
  return `${id.replace(/\//g, '-')}@${edition}.html`;
}

/** The page with one pack in it (load/carried.ts), which then comes while the program is being asked for. */
function pageWith(page, { key, title }, file) {
  const words = escaped(title['zh-CN']);
  const carried = JSON.stringify({ key, file }).replace(/</g, '\\u003c'); // nothing in it ends the element
  return page
    .replace('<title>', () => `<title>${words} · `)
    .replace('<div id="app">', (start) => `${start}\n      <h1>${words}</h1>`)
    .replace('  </body>', () => `    <script type="application/json" id="carried">${carried}</script>\n  </body>`);
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function nameIn(names, name) {
  if (!names[name]) throw new Error(`web/index.html names ${name}, which the build does not write`);
  return names[name];
}

/** What the service worker keeps (Kept in src/service-worker.ts). Packs' pages are not among it: index.html does what they do. */
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
