// npm run size: what a page downloads, raw and compressed (bytes).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from './build.mjs';
import { root } from './root.mjs';
import { main } from './run.mjs';

const FILES = [
  'dist/precheck.wasm', 'build/wasm/precheck.js', 'dist/index.js', 'dist/node.js', 'dist/node.cjs', 'dist/cel.js', 'dist/cli.js',
  'dist/rules.js', 'dist/web/app.js', 'dist/web/rules.json', 'dist/web/style.css',
];

await main(async () => {
  await build();
  const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : String(cell).padStart(10))).join(''));
  row('file', 'raw', 'gzip', 'brotli');
  for (const name of FILES.filter((file) => existsSync(join(root, file)))) {
    const bytes = readFileSync(join(root, name));
    row(name, bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length);
  }
});
