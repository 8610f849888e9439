// The wasm package evaluates expressions only, and reads each text anew; the form is handed over once.
import { readFile } from 'node:fs/promises';
import start, { Variable } from '@gorules/zen-engine-wasm';
import { verdictOf } from './verdict.mjs';
import { ZEN_RULES } from './zen-rules.mjs';

export const engine = {
  title: 'zen, wasm',
  packages: ['@gorules/zen-engine-wasm'],
  files: ['../node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm'],
};

export async function create({ today }) {
  await start({ module_or_path: await readFile(new URL('./zen_engine_wasm_bg.wasm', import.meta.url)) });
  return {
    object: (form) => {
      const facts = new Variable({ ...form, today });
      const failing = [];
      for (const [id, expression] of ZEN_RULES) if (facts.evaluateExpression(expression) !== true) failing.push(id);
      facts.free();
      return verdictOf(failing);
    },
  };
}
