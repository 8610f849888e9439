// Cold start, and whether an engine does without eval, each in fresh processes.
import { fileURLToPath } from 'node:url';
import { ProgramError, run } from '../../../../wasm/scripts/run.mjs';
import { bundleOf, folder } from './bundle.mjs';
import { summary } from './statistics.mjs';

const SCRIPT = fileURLToPath(new URL('first-verdict.mjs', import.meta.url));
const FORMS = `${folder}/build/first-forms.json`;

/** Milliseconds by engine: { median, low, high }. In turn, as the rounds are. */
export async function coldStarts(engines, rounds) {
  const samples = Object.fromEntries(engines.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of engines) samples[name].push(Number(await run(process.execPath, [SCRIPT, bundleOf(name), FORMS])));
  }
  return Object.fromEntries(engines.map((name) => [name, summary(samples[name])]));
}

/** Whether an engine still agrees where strings cannot become code, as under a strict CSP or in a mini-program. */
export async function worksWithoutEval(name) {
  try {
    await run(process.execPath, ['--disallow-code-generation-from-strings', SCRIPT, bundleOf(name), FORMS]);
    return true;
  } catch (error) {
    if (error instanceof ProgramError && /EvalError|Code generation from strings/.test(error.output)) return false;
    throw error; // another fault is not about eval
  }
}
