// npm run size: what a page downloads, raw and compressed (bytes), and the budgets. With --check it fails where one is exceeded.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { namesBelow } from '../src/cli/rule-files.js';
import { build } from './build.mjs';
import { pageTransfer } from './page-transfer.mjs';
import { root } from './root.mjs';
import { main } from './run.mjs';
import { budgets } from './size-budgets.mjs';

const FILES = [
  'dist/precheck.wasm', 'build/wasm/precheck.js', 'dist/index.js', 'dist/node.js', 'dist/node.cjs', 'dist/cel.js', 'dist/cli.js',
  'dist/run.js', 'dist/precheck-run.wasm', 'dist/fallback.js', 'dist/rules.js',
];

/** The files of each budget; one of `each` becomes a budget for every file. */
export function filesOf({ name, files, each, folder, page, most, aim }, base = root) {
  if (page) return page(pageTransfer(base)).map(([of, ofPage]) => ({ name: `${name}${of}`, files: ofPage, most }));
  const below = (path, ending = '') => namesBelow(join(base, path)).filter((file) => file.endsWith(ending)).map((file) => `${path}/${file}`);
  if (each) return below(each.folder, each.ending).map((file) => ({ name: `${name} ${file}`, files: [file], most }));
  return [{ name, files: files ?? below(folder), most, ...(aim ? { aim } : {}) }];
}

/** What files come to after brotli, in KiB. */
export function weigh(files, base = root) {
  return files.reduce((sum, name) => sum + brotliBytes(join(base, name)), 0) / 1024;
}

const known = new Map(); // by content: compressing is slow, and the same wasm lies in two folders

function brotliBytes(path) {
  const bytes = readFileSync(path);
  const key = createHash('sha256').update(bytes).digest('hex');
  if (!known.has(key)) known.set(key, brotliCompressSync(bytes).length);
  return known.get(key);
}

function printSizes() {
  const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : String(cell).padStart(10))).join(''));
  row('file', 'raw', 'gzip', 'brotli');
  for (const name of FILES.filter((file) => existsSync(join(root, file)))) {
    const bytes = readFileSync(join(root, name));
    row(name, bytes.length, gzipSync(bytes, { level: 9 }).length, brotliBytes(join(root, name)));
  }
}

// Tests import from here.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await build();
    printSizes();
    console.log('\nbudgets, KiB after brotli');
    const rows = budgets.flatMap((budget) => filesOf(budget)).map(({ name, files, most, aim }) => ({ name, most, aim, used: weigh(files) }));
    for (const { name, used, most, aim } of rows) {
      console.log(`${name.padEnd(60)}${used.toFixed(1).padStart(7)} of ${most}${aim ? `, to come down to ${aim}` : ''}${used > most ? '  OVER' : ''}`);
    }
    return process.argv.includes('--check') && rows.some(({ used, most }) => used > most) ? 1 : 0;
  });
}
