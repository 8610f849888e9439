// clang-tidy over the core's sources, by the checks of .clang-tidy and with the flags of the preset dev. wasm/bindings.cpp is not
// among them: it compiles with Emscripten's headers only, and is a list of names.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { namesBelow } from '../src/cli/rule-files.js';
import { configurePreset } from './native.mjs';
import { root } from './root.mjs';
import { main, ProgramError, run } from './run.mjs';

await main(async () => {
  await configurePreset('dev'); // for its compile commands; nothing needs to be built
  const sources = namesBelow(join(root, 'core')).filter((name) => name.endsWith('.cpp')).map((name) => `core/${name}`);
  const waiting = [...sources];
  const failed = [];
  const worker = async () => {
    for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
      try {
        await run('clang-tidy', ['--quiet', '-p', 'build/dev', source]);
      } catch (error) {
        if (!(error instanceof ProgramError)) throw error;
        failed.push(source);
        process.stdout.write(error.output);
      }
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, worker));
  console.log(`${sources.length - failed.length} of ${sources.length} sources are clean`);
  return failed.length === 0 ? 0 : 1;
});
