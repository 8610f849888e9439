// npm run format: puts the C++ sources into the shape that .clang-format describes; --check only says which are not.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { namesBelow } from '../src/cli/rule-files.js';
import { root } from './root.mjs';
import { main, run } from './run.mjs';

await main(async () => {
  const sources = ['core', 'wasm', 'tests']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => namesBelow(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => /\.(h|hpp|cpp)$/.test(name) && !name.includes('/node_modules/')); // tests/miniprogram/ci/
  const mode = process.argv.includes('--check') ? ['--dry-run', '-Werror'] : ['-i'];
  await run('clang-format', [...mode, ...sources], { show: true });
  console.log(`${sources.length} C++ files ${mode.length > 1 ? 'are' : 'were put'} in shape`);
});
