// cases: the forms at which a pack's answer turns, as golden cases to be confirmed.
import { writeFile } from 'node:fs/promises';
import { createCel } from '../../cel/node.js';
import { sideOf } from '../../tools/diff-rules.js';
import { type CasesDocument, generateCases, MAX_CASES } from '../../tools/generate-cases.js';
import type { Colours } from '../colours.js';
import { type Context, UsageError } from '../context.js';
import * as options from '../options.js';
import { operandOf } from '../rule-sets.js';
import type { SubCommand } from '../sub-command.js';

const FORMATS = ['json', 'text'] as const;

interface Options {
  max: number;
  out?: string;
  rules?: string;
  format: (typeof FORMATS)[number];
}

export function addCases(program: SubCommand, { write, complain, colours }: Context): void {
  (program.command('cases') as SubCommand)
    .description('Write boundary cases of a pack: every threshold just below, at and above it, every value of an enum, the edges of dates, what is optional left out.')
    .argument('<pack>', '`id`, where it has one edition, `id@edition`, or a file')
    .option('--out <file>', 'where to write, a file that is not there yet (default: standard output)')
    .addOption(options.max('cases', 'so many at most; those where the verdict turns come first', MAX_CASES))
    .addOption(options.rules())
    .addOption(options.format(FORMATS).default('json'))
    .paragraph(
      'They begin from the pack\'s own cases that pass, each the first to pass in its way, or from a form made from the schema, and change one\nfact. Of values beside each other those stay between which something turns. What the engine says stands under `expected`: it is for a human\nto confirm against the source, not a proof that the pack is right.',
    )
    .paragraph('Exit status: 0, or 2 where the pack could not be read.')
    .example('precheck cases city/topic@2023 --format text', 'to read what turns where')
    .example('precheck cases city/topic@2023 --rules rules --out boundary.cases.json', 'to confirm and keep')
    .action(async (wanted: string, { max, out, rules, format }: Options) => {
      const operand = await operandOf(wanted, rules);
      if (operand.pack === undefined) throw new UsageError(`${wanted} is a folder; name one pack`);
      const { engine, pack, cases } = sideOf(operand.rules, operand.pack);
      const cel = await createCel();
      const { document, left } = generateCases(engine, pack, { cel, cases, max });
      cel.dispose();
      const text = format === 'text' ? renderCases(document, colours) : `${JSON.stringify(document, null, 2)}\n`;
      if (out === undefined) await write(text);
      else await writeFile(out, text, { flag: 'wx' }); // what is there may have been confirmed by somebody
      if (left > 0) complain(`${left} further cases are left out; --max takes more`);
    });
}

function renderCases({ pack, cases }: CasesDocument, colours: Colours): string {
  const lines = cases.map(({ title, as_of, expected: { verdict = '', findings = [] } }) => {
    const paint = verdict === 'pass' || verdict === 'not_needed' ? colours.green : colours.red;
    return `  ${paint(verdict.padEnd(10))}  ${title} (${as_of})${findings.length > 0 ? `: ${findings.join(', ')}` : ''}\n`;
  });
  return `${colours.bold(pack)}, ${cases.length} cases\n${lines.join('')}`;
}
