// What the built page transfers, by what somebody does with it: files below the root, for `npm run size` and for whoever measures loading.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesBelow } from '../src/cli/rule-files.js';
import { root } from './root.mjs';

const FOLDER = 'dist/web';

/**
 * `home`: until it is drawn, with the engine, which is fetched meanwhile. `packs`: what each adds until its first verdict, and its own page, which has the
 * pack in it. `kept`: all that comes to lie on the device where WebAssembly runs.
 */
export function pageTransfer(base = root) {
  const path = (name) => `${FOLDER}/${name}`;
  const names = namesBelow(join(base, FOLDER)).filter((name) => !name.endsWith('.br'));
  const pages = names.filter((name) => name.endsWith('.html') && name !== 'index.html');
  const named = (pattern) => names.filter((name) => pattern.test(name)).map(path);
  const read = (name) => readFileSync(join(base, name), 'utf8');

  const linked = [...read(path('index.html')).matchAll(/(?:href|src)="([^"#:?]+)"/g)].map(([, name]) => path(name));
  const directory = named(/^directory-\w+\.json$/);
  return {
    home: [path('index.html'), ...linked],
    packs: pages.map((page) => {
      const [, carried] = /id="carried">(.*)<\/script>/.exec(read(path(page)));
      const { key } = JSON.parse(carried);
      // Institutions are looked up by the forms that have codes of theirs.
      const lookedUp = carried.includes('"x-directory"') ? directory : [];
      const [id, edition] = key.split('@');
      const [file] = names.filter((name) => name.startsWith(`packs/${id}/${edition}-`));
      return { key, page: path(page), files: [path(file), ...lookedUp] };
    }),
    kept: names.filter((name) => !/^fallback-\w+\.js$/.test(name) && !pages.includes(name)).map(path),
  };
}
