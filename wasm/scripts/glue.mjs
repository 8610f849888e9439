// What stands for `precheck-glue` and `emscripten-glue` in a bundle, for esbuild's `alias`.
import { join } from 'node:path';
import { root } from './root.mjs';

export const wholeGlue = { 'precheck-glue': join(root, 'wasm/src/glue/whole.ts'), 'emscripten-glue': join(root, 'build/wasm/precheck.js') };
export const smallGlue = { 'precheck-glue': join(root, 'wasm/src/glue/small.ts') };
