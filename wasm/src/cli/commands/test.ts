// test: the golden cases of packs.
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { createPrecheck } from '../../node.js';
import { type CaseResult, testPacks } from '../../tools/test-packs.js';
import { linesOfCases, updateCases } from '../../tools/update-cases.js';
import { type NamedText, parsed, readCases } from '../case-files.js';
import { type Context, UsageError } from '../context.js';
import * as options from '../options.js';
import { renderCase, renderCounts } from '../render-cases.js';
import { readDocuments } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';
import { watchCases } from '../watch-cases.js';

interface Options {
  filter?: RegExp;
  update?: boolean;
  watch?: boolean;
  rules?: string;
  locale?: string;
  format: (typeof FORMATS)[number];
}

const FORMATS = ['text', 'json', 'jsonl'] as const;

export function addTest(program: SubCommand, context: Context): void {
  (program.command('test') as SubCommand)
    .description('Run the golden cases (*.cases.json) of packs: what differs from what they expect is shown key by key.')
    .argument('[cases...]', 'files of cases, folders, or packs (`id` or `id@edition`); none: all of the rules folder')
    .option('--filter <pattern>', 'only cases whose `id: title` matches this regular expression', pattern)
    .option('--update', 'write what came into the files, in the place of what was expected; read the difference before you commit it')
    .addOption(new Option('--watch', 'go on, and after each change run the cases that it concerns').conflicts('update'))
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format(FORMATS).default('text'))
    .paragraph('Exit status: 0 when every case is as expected; 1 when one is not; 2 when one could not be checked. --update is refused where CI is set.')
    .example('precheck test --rules rules', 'every case of a folder')
    .example('precheck test city/topic@2023 --filter boundary', 'some cases of one pack')
    .example('precheck test city/topic --rules rules --update', 'after a change of policy')
    .action((wanted: string[], given: Options) => runTest(wanted, given, context));
}

async function runTest(wanted: string[], given: Options, context: Context): Promise<void> {
  if (given.update && process.env.CI) throw new UsageError('--update is refused where CI is set: there the cases are what is checked');
  if (given.watch) return watchCases(wanted, given.rules, (files) => runCases(files, given, context));
  return runCases(readCases(wanted, given.rules), given, context);
}

async function runCases(files: NamedText[], given: Options, { write, status }: Context): Promise<void> {
  const engine = await createPrecheck(readDocuments(given.rules));
  const results = [...testPacks(engine, files.map(parsed), given)];
  engine.dispose();
  if (results.length === 0) throw new UsageError('no case matches --filter');
  const wrong = results.filter((result) => result.status !== 'passed');
  if (wrong.some((result) => result.status === 'unreadable')) status.addFailure();
  else if (wrong.length > 0 && !given.update) status.addFinding();
  if (given.format === 'json') await write(`${JSON.stringify(results, null, 2)}\n`);
  else if (given.format === 'jsonl') await write(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  else await writeText(files, results, write);
  if (given.update) update(files, wrong);
}

async function writeText(files: NamedText[], results: CaseResult[], write: Context['write']): Promise<void> {
  const lines = new Map(files.map(({ path, text }) => [path, linesOfCases(text)]));
  for (const result of results) {
    if (result.status !== 'passed') await write(renderCase(result, `${result.file}:${lines.get(result.file)?.get(result.id) ?? 1}`));
  }
  await write(renderCounts(results));
}

function update(files: NamedText[], wrong: CaseResult[]): void {
  for (const { path, text } of files) {
    const failed = wrong.filter((result) => result.file === path && result.status === 'failed');
    if (failed.length === 0) continue;
    writeFileSync(path, updateCases(text, failed));
    process.stderr.write(`${path}: ${failed.length} updated\n`);
  }
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (reason) {
    throw new InvalidArgumentError((reason as Error).message);
  }
}
