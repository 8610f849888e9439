// clang-tidy over the core's sources, by the checks of .clang-tidy and the compile commands of the preset tidy. There CMake puts several sources into
// one: most of the work is about the headers that they include, and one reading is enough. wasm/bindings.cpp is not among them: it compiles with
// Emscripten's headers only, and is a list of names.
import { cpus } from 'node:os';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configurePreset } from './native.mjs';
import { root } from './root.mjs';
import { main, ProgramError, run } from './run.mjs';

// CMake's files include sources, which the check would complain of.
const OWN_CHECKS = '--checks=-bugprone-suspicious-include';

await main(async () => {
  await configurePreset('tidy');
  const sources = JSON.parse(readFileSync(join(root, 'build/tidy/compile_commands.json'), 'utf8')).map(({ file }) => relative(root, file));
  const waiting = [...sources];
  const failed = [];
  const worker = async () => {
    for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
      try {
        await run('clang-tidy', ['--quiet', '-p', 'build/tidy', OWN_CHECKS, source]);
      } catch (error) {
        if (!(error instanceof ProgramError)) throw error;
        failed.push(source);
        process.stdout.write(error.output);
        if (error.output.includes('clang-diagnostic-error')) console.log('If only together they do not compile: give one of the two names another, or list its source in core/CMakeLists.txt as read alone.');
      }
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, worker));
  console.log(`${sources.length - failed.length} of ${sources.length} files are clean`);
  return failed.length === 0 ? 0 : 1;
});
