// What the built page transfers, by what somebody does with it: files below the root, for `npm run size` and for whoever measures loading.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesBelow } from '../src/cli/rule-files.js';
import { root } from './root.mjs';

const FOLDER = 'dist/web';

/**
 * `home`: until it is drawn, with the engine, which is fetched meanwhile. `packs`: what each adds until its first verdict. `kept`: all that comes to lie
 * on the device where WebAssembly runs.
 */
export function pageTransfer(base = root) {
  const path = (name) => `${FOLDER}/${name}`;
  const names = namesBelow(join(base, FOLDER));
  const named = (pattern) => names.filter((name) => pattern.test(name)).map(path);
  const read = (name) => readFileSync(join(base, name), 'utf8');

  const linked = [...read(path('index.html')).matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, name]) => path(name));
  const directory = named(/^directory-\w+\.json$/);
  const [index] = named(/^packs-\w+\.json$/);
  return {
    home: [path('index.html'), ...linked],
    packs: JSON.parse(read(index)).map(({ key, file, compiled }) => {
      // Institutions are looked up by the forms that have codes of theirs.
      const lookedUp = read(path(file)).includes('"x-directory"') ? directory : [];
      return { key, files: [path(file), path(compiled), ...lookedUp] };
    }),
    kept: names.map(path).filter((name) => !/\/fallback-\w+\.js$/.test(name)),
  };
}
