// The pages about the rules in a folder of their own, with every shipped pack.
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packEntries, readablePacks } from '../../../../wasm/scripts/shipped-documents.mjs';
import { root } from '../../../../wasm/scripts/root.mjs';

const here = join(root, 'tests/browser/support/rules-page');

export async function buildRulesPage() {
  const folder = mkdtempSync(join(tmpdir(), 'rules-page-'));
  await build({ entryPoints: [join(here, 'app.js')], outfile: join(folder, 'app.js'), bundle: true, minify: true, charset: 'utf8', logLevel: 'warning', format: 'esm', target: 'es2022', absWorkingDir: root });
  for (const path of ['web/style.css', 'web/rules.css', 'web/dark.css', 'web/icon.svg']) copyFileSync(join(root, path), join(folder, path.split('/').pop()));
  copyFileSync(join(here, 'index.html'), join(folder, 'index.html'));
  writeFileSync(join(folder, 'packs.json'), JSON.stringify({ entries: await packEntries(), packs: await readablePacks() }));
  return folder;
}
