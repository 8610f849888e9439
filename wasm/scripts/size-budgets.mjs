// What may be downloaded at most, in KiB after brotli, each file compressed by itself: `npm run size -- --check` holds dist/ against it.
// `aim`: where it has to come down to. `files`: together. `each`: every file below the folder that ends so. `folder`: all of it together.
// `page`: names and files by what somebody does with the page (page-transfer.mjs).
export const budgets = [
  { name: 'API, glue and wasm', files: ['dist/index.js', 'dist/precheck.wasm'], most: 145.8, aim: 72 },
  { name: 'small engine: API, glue and wasm', files: ['dist/run.js', 'dist/precheck-run.wasm'], most: 72.2 },
  { name: 'compiled pack', each: { folder: 'dist/compiled', ending: '.js' }, most: 13 },
  { name: 'pack', each: { folder: 'dist/rules', ending: '.js' }, most: 12 },
  { name: 'all packs and sources', files: ['dist/rules.js'], most: 54 },
  { name: 'a form of the page\'s own', files: ['dist/form.js'], most: 5.2 },
  { name: 'Standard Schema', files: ['dist/standard-schema.js'], most: 2.2 },
  { name: 'rules for async-validator', files: ['dist/async-validator.js'], most: 2.2 },
  { name: 'custom elements', files: ['dist/element.js', 'dist/element.css'], most: 29.4 },
  { name: 'custom elements with the engine and one pack: ', page: ({ packs }) => packs.map(({ key }) => [key, elementFiles(key.replace('@', '/'))]), most: 125.5 },
  { name: 'fallback for pages', files: ['dist/fallback.js'], most: 87 },
  { name: 'page: home and engine', page: ({ home }) => [['', home]], most: 107 },
  { name: 'page with the engine and one pack: ', page: ({ home, packs }) => packs.map(({ key, files }) => [key, [...home, ...files]]), most: 125.6 },
  { name: 'page: all that is kept on the device', page: ({ kept }) => [['', kept]], most: 397 },
  { name: 'mini-program: API, glue and wasm', files: ['dist/miniprogram/index.js', 'dist/miniprogram/precheck.wasm'], most: 73.5 },
  { name: 'mini-program: fallback', files: ['dist/miniprogram/fallback.js'], most: 87 },
];

/** What a page with a `<precheck-form>` of that pack downloads. */
function elementFiles(pack) {
  return ['element.js', 'element.css', 'run.js', 'precheck-run.wasm', `rules/${pack}.js`, `compiled/${pack}.js`].map((name) => `dist/${name}`);
}
