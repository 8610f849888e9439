// A plugin of esbuild: what it has bundled for pages goes through terser too, which inlines and folds where esbuild leaves things as they are. After brotli
// that is a tenth of the whole engine's API, a twentieth of the page's program.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.mjs';

const OPTIONS = { module: true, ecma: 2018, compress: { passes: 2 } };
/** What wasm2js made has nothing left for terser, and takes it long. */
const FALLBACK = /fallback/;

/** @param preamble a comment at the top of each file */
export const terse = (preamble = '') => ({
  name: 'terse',
  setup(build) {
    const options = { ...OPTIONS, format: { preamble } };
    // The hash in a file's name is of what esbuild writes: with this it changes with terser as well.
    const { version } = createRequire(import.meta.url)('terser/package.json');
    build.initialOptions.banner = { js: `/* terser ${version} ${JSON.stringify(options)} */` };
    build.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0) return;
      const { minify } = await import('terser'); // not before npm has installed it
      for (const path of Object.keys(metafile.outputs).filter((name) => name.endsWith('.js') && !FALLBACK.test(name))) {
        const { code } = await minify(await readFile(join(root, path), 'utf8'), options);
        await writeFile(join(root, path), code);
      }
    });
  },
});
