// npm run golden: writes tests/golden anew from what the engine says now. Read the difference before you commit it: a golden
// file is never renewed merely to silence a failure.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../wasm/scripts/build.mjs';
import { readCaseFiles } from '../../../wasm/scripts/cases.mjs';
import { expected, main } from '../../../wasm/scripts/run.mjs';
import { goldenFolder, goldenName, goldenText } from './golden.mjs';

await main(async () => {
  if (process.env.CI) throw expected('golden files are not written in CI: there they are what is checked');
  await build();
  const { createShippedEngine } = await import('./engine.mjs'); // only now is there a package to import
  const engine = await createShippedEngine();
  mkdirSync(goldenFolder, { recursive: true });
  for (const name of readdirSync(goldenFolder)) rmSync(join(goldenFolder, name));
  for (const file of readCaseFiles()) {
    writeFileSync(join(goldenFolder, goldenName(file.pack)), goldenText(engine, file));
    console.log(`${goldenName(file.pack)}: ${file.cases.length} reports`);
  }
});
