// CMake builds, by preset of CMakePresets.json.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run, step } from './run.mjs';
import { makeFrom } from './stamp.mjs';

// Debian's emcc finds its optimiser's parser (its package node-acorn) only this way. Harmless elsewhere.
export const WASM_BUILD_ENVIRONMENT = { NODE_PATH: '/usr/share/nodejs' };

/** Configures once per content of the presets (Ninja itself notices a changed CMakeLists.txt), then builds what changed. */
export async function buildPreset(preset, title, expectedTime) {
  const folder = `build/${preset}`;
  const fresh = !existsSync(join(root, folder, 'build.ninja'));
  const build = async () => {
    await makeFrom(['CMakePresets.json'], `${folder}/build.ninja`, `${folder}/.presets-stamp`, () => configurePreset(preset));
    await run('cmake', ['--build', '--preset', preset], { env: WASM_BUILD_ENVIRONMENT });
  };
  if (fresh || (await wouldBuild(folder))) await step(title, fresh ? expectedTime : 'what changed', build);
  else await build();
}

/** Writes the build files, and with them the compile commands, as CMakeLists.txt says now. */
export const configurePreset = (preset) => run('cmake', ['--preset', preset], { env: WASM_BUILD_ENVIRONMENT });

/** Whether Ninja has work to do, so that an up-to-date build stays silent. */
async function wouldBuild(folder) {
  return !(await run('ninja', ['-C', folder, '-n'])).includes('no work to do');
}

export const buildWasm = () => buildPreset('wasm', 'Build precheck.wasm', 'one to three minutes the first time');
