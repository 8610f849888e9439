// npm run docs: writes the command line's pages.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER, pages } from './docs-pages.mjs';
import { root } from './root.mjs';
import { main } from './run.mjs';

await main(async () => {
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true }); // pages of commands that are gone
  mkdirSync(folder);
  for (const [name, text] of await pages()) writeFileSync(join(folder, name), text);
});
