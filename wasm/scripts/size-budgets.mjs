// What may be downloaded at most, in KiB after brotli, each file compressed by itself: `npm run size -- --check` holds dist/ against it.
// `aim`: where it has to come down to. `files`: together. `each`: every file below the folder that ends so. `folder`: all of it together.
export const budgets = [
  { name: 'API, glue and wasm', files: ['dist/index.js', 'dist/precheck.wasm'], most: 166, aim: 72 },
  { name: 'small engine: API, glue and wasm', files: ['dist/run.js', 'dist/precheck-run.wasm'], most: 90 },
  { name: 'compiled pack', each: { folder: 'dist/compiled', ending: '.js' }, most: 13 },
  { name: 'pack', each: { folder: 'dist/rules', ending: '.js' }, most: 12 },
  { name: 'all packs and sources', files: ['dist/rules.js'], most: 54 },
  { name: 'a form of the page\'s own', files: ['dist/form.js'], most: 4.5 },
  { name: 'Standard Schema', files: ['dist/standard-schema.js'], most: 2.2 },
  { name: 'rules for async-validator', files: ['dist/async-validator.js'], most: 2.2 },
  { name: 'page with all packs', folder: 'dist/web', most: 233, aim: 140 },
  { name: 'mini-program: API, glue and wasm', files: ['dist/miniprogram/index.js', 'dist/miniprogram/precheck.wasm'], most: 90 },
  { name: 'mini-program: fallback', files: ['dist/miniprogram/fallback.js'], most: 108 },
];
