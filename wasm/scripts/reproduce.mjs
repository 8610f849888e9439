// npm run reproduce: builds both binaries once more, from a copy of the sources in another folder and without a compiler cache, and
// holds them to the byte against those of dist/. Minutes.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASM_BUILD_ENVIRONMENT } from './native.mjs';
import { root } from './root.mjs';
import { main, run, step } from './run.mjs';

const SOURCES = ['CMakeLists.txt', 'CMakePresets.json', 'core', 'wasm'];
const BINARIES = ['precheck.wasm', 'precheck-run.wasm'];
const NO_CACHE = { CCACHE_DISABLE: '1', CMAKE_CXX_COMPILER_LAUNCHER: '', EM_COMPILER_WRAPPER: '' };

await main(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-elsewhere-'));
  try {
    for (const name of SOURCES) cpSync(join(root, name), join(folder, name), { recursive: true });
    const env = { ...WASM_BUILD_ENVIRONMENT, ...NO_CACHE };
    await step(`Build once more in ${folder}`, 'some minutes', async () => {
      await run('cmake', ['-S', folder, '--preset', 'wasm'], { env });
      await run('cmake', ['--build', join(folder, 'build/wasm')], { env });
    });
    const differing = BINARIES.filter((name) => {
      const [built, again] = [join(root, 'dist', name), join(folder, 'build/wasm', name)].map((path) => sha256(readFileSync(path)));
      console.log(`${again}  ${name}${built === again ? '' : `\n${built}  dist/${name}  DIFFERS`}`);
      return built !== again;
    });
    return differing.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
