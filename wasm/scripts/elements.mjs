// `yibao-precheck/element`: the custom elements, one file beside run.js, which it loads when it needs an engine, and their stylesheet.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { terse } from './terse.mjs';

/** Options of esbuild for a file of these elements; `format` is what it is made as. */
export function elementOptions(format) {
  return {
    platform: 'browser',
    target: 'es2018',
    format,
    supported: { 'import-meta': true, 'dynamic-import': true }, // as old as modules themselves
    // CommonJS does not know where it lies: the package's files are then named by `base`, or provided.
    ...(format === 'cjs' ? { define: { 'import.meta.url': 'document.baseURI' } } : {}),
    plugins: [elementParts(format), ...(format === 'esm' ? [terse()] : [])], // in CommonJS it would take away the line that tells Node the exports' names
    metafile: true,
  };
}

const elementParts = (format) => ({
  name: 'element-parts',
  setup(build) {
    const beside = (name) => ({ path: `./${name}`, external: true });
    build.onResolve({ filter: /^precheck-run$/ }, () => beside('run.js'));
    build.onResolve({ filter: /^precheck-fallback$/ }, () => beside('fallback.js'));
    build.onResolve({ filter: /^\.\/index\.js$/ }, ({ importer }) => (importer.endsWith('define-now.ts') ? beside(format === 'cjs' ? 'element.cjs' : 'element.js') : undefined));
    // Evaluated once it is asked for: the file can be imported where there is no document.
    build.onResolve({ filter: /^precheck-elements$/ }, () => ({ path: join(root, 'web/element/define.ts') }));
    build.onResolve({ filter: /^shipped-editions$/ }, ({ path }) => ({ path, namespace: 'editions' }));
    build.onLoad({ filter: /.*/, namespace: 'editions' }, async () => ({ contents: `export const editions = ${JSON.stringify(await shippedEditions())};` }));
  },
});

async function shippedEditions() {
  const { packEntries } = await import('./shipped-documents.mjs');
  const editions = {};
  for (const { id, edition } of await packEntries()) editions[id] = [...(editions[id] ?? []), edition];
  return editions;
}

/** An address that is known only in the page: bundlers are to leave it, and esbuild drops what tells them so. */
export function leaveAddresses(product) {
  const path = join(root, product);
  const code = readFileSync(path, 'utf8');
  const marked = code.replace(/\bimport\((?=[\w$]+\))/g, 'import(/* webpackIgnore: true *//* @vite-ignore */');
  if (marked === code) throw new Error(`${product}: no import() of an address was found`);
  writeFileSync(path, marked);
}

/** dist/element.css: web/style.css for a shadow tree. */
export async function writeElementStyle() {
  const { transform } = await import('esbuild');
  const read = (name) => readFileSync(join(root, 'web', name), 'utf8');
  const dark = read('dark.css');
  const css = [
    read('element/element.css'),
    read('style.css').replace(/:root\b/g, ':host').replace(/\bhtml\.elder\b/g, ':host([elder])'),
    `@media screen {\n${dark.replace(/:root\b/g, ':host([theme="dark"])')}}`,
    `@media screen and (prefers-color-scheme: dark) {\n${dark.replace(/:root\b/g, ':host([theme="auto"])')}}`,
  ].join('\n');
  const { code } = await transform(inOwnLength(css), { loader: 'css', minify: true, charset: 'utf8', target: ['chrome66', 'safari12'] });
  writeFileSync(join(root, 'dist/element.css'), code);
}

/** rem as --rem, except in the conditions of media queries, where it is no element's size. */
function inOwnLength(css) {
  return css.split('\n').map((line) => (line.startsWith('@media') ? line : line.replace(/(-?[\d.]+)rem\b/g, 'calc($1 * var(--rem))'))).join('\n');
}
