// explain FILE: one form, the rules that did not pass or the one asked for.
import type { ExplainOptions, Precheck } from '../precheck.js';
import type { Explanation, RuleStatus } from '../explanation.js';
import type { Format } from './arguments.js';
import { describeFailure } from './check-files.js';
import type { ExitStatus } from './exit-status.js';
import { readText } from './input.js';
import type { Write } from './output.js';
import { renderExplanation } from './render-explanation.js';

const OPEN: readonly RuleStatus[] = ['failed', 'pending', 'unverified', 'error'];

export async function explainFile(
  engine: Precheck,
  file: string,
  pack: string,
  options: ExplainOptions,
  format: Format,
  write: Write,
  status: ExitStatus,
): Promise<void> {
  let explanation: Explanation;
  try {
    explanation = engine.explain(pack, await readText(file), options);
  } catch (reason) {
    status.addFailure();
    process.stderr.write(`${describeFailure(file, reason)}\n`);
    return;
  }
  if (options.rule === undefined) explanation.rules = explanation.rules.filter((rule) => OPEN.includes(rule.status));
  if (format === 'text') await write(renderExplanation(explanation, file));
  else await write(`${JSON.stringify(explanation, null, format === 'json' ? 2 : 0)}\n`);
}
