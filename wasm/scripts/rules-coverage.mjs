// npm run rules:coverage: `precheck packs --coverage` of what is built by now.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './root.mjs';
import { main } from './run.mjs';

await main(async () => {
  await build();
  return spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'packs', '--coverage', '--rules', join(root, 'rules')], { stdio: 'inherit' }).status;
});
