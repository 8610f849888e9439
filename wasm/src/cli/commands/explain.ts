// explain: one form, the rules that did not pass or the one asked for.
import type { Explanation, RuleStatus } from '../../explanation.js';
import { createPrecheck } from '../../node.js';
import type { Context } from '../context.js';
import { describeFailure } from '../failure.js';
import { readText } from '../input.js';
import * as options from '../options.js';
import { refuseOptions } from '../refuse-options.js';
import { renderExplanation } from '../render-explanation.js';
import { readDirectory, readDocuments, readParams } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';

const OPEN: readonly RuleStatus[] = ['failed', 'pending', 'unverified', 'error'];

interface Options {
  pack: string;
  asOf: string;
  /** Absent: the rules that did not pass. */
  rule?: string;
  params?: string;
  directory?: string;
  rules?: string;
  locale?: string;
  format: options.Format;
}

export function addExplain(program: SubCommand, context: Context): void {
  (program.command('explain') as SubCommand)
    .description('Explain how rules came out for a form: each sub-expression with its value, the facts read, and which single change would help.')
    .argument('<file>', 'a form (JSON); - is standard input')
    .addOption(options.pack().makeOptionMandatory())
    .addOption(options.asOf().makeOptionMandatory())
    .option('--rule <id>', 'this rule, however it came out (default: those that did not pass)')
    .addOption(options.params())
    .addOption(options.directory())
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format().default('text'))
    .paragraph('There is no verdict: the exit status is 0, or 2 where the form could not be read.')
    .example('precheck explain form.json --pack city/topic --as-of 2026-11-22', 'why it does not pass')
    .example('precheck explain form.json --pack city/topic --as-of 2026-11-22 --rule window-closed --locale en', 'one rule, in English')
    .action((file: string, given: Options) => explainFile(file, given, context));
}

async function explainFile(file: string, given: Options, { write, complain, status }: Context): Promise<void> {
  const { pack, asOf, rule, locale, format } = given;
  const engine = await createPrecheck(readDocuments(given.rules));
  const [params, directory] = [await readParams(given.params), await readDirectory(given.directory)];
  refuseOptions(engine, pack, { asOf, locale, params, directory });
  let explanation: Explanation;
  try {
    explanation = engine.explain(pack, await readText(file), { asOf, locale, params, directory, rule });
  } catch (reason) {
    status.addFailure();
    complain(describeFailure(file, reason));
    return;
  }
  if (rule === undefined) explanation.rules = explanation.rules.filter((one) => OPEN.includes(one.status));
  if (format === 'jsonl') await write(`${JSON.stringify(explanation)}\n`);
  else if (format === 'json') await write(`${JSON.stringify(explanation, null, 2)}\n`);
  else await write(renderExplanation(explanation, file));
}
