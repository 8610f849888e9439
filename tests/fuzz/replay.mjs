// node tests/fuzz/replay.mjs TARGET PROGRAM: the target over its corpus, once. A test of ctest, see tests/CMakeLists.txt.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expected, main, run } from '../../wasm/scripts/run.mjs';
import { corpus, unpack } from './corpus.mjs';

await main(async () => {
  const [target, program] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), `precheck-${target}-`));
  try {
    const inputs = corpus(target);
    unpack(inputs, folder);
    // No more than these inputs; where one fails, its bytes are printed.
    const output = await run(program, [folder, '-runs=0', '-timeout=10', '-rss_limit_mb=2048', `-artifact_prefix=${folder}/`], { show: true });
    const read = Number(/^INFO: seed corpus: files: (\d+)/m.exec(output)?.[1]);
    if (read !== inputs.length) throw expected(`${target} read ${read} of the ${inputs.length} inputs of its corpus`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
