// test: the golden cases of packs.
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { createPrecheck } from '../../node.js';
import { describeDifference } from '../../tools/expected.js';
import { placesIn } from '../../tools/json-place.js';
import { type CaseResult, testPacks } from '../../tools/test-packs.js';
import { updateCases } from '../../tools/update-cases.js';
import { type NamedText, parsed, readCases } from '../case-files.js';
import { type Context, UsageError } from '../context.js';
import { resultFormat } from '../formats/index.js';
import * as options from '../options.js';
import { renderCase, renderCounts } from '../render-cases.js';
import type { Result } from '../results.js';
import { readDocuments } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';
import { coverageOf, showCoverage } from '../test-coverage.js';
import { watchCases } from '../watch-cases.js';

interface Options {
  filter?: RegExp;
  update?: boolean;
  watch?: boolean;
  coverage?: boolean;
  coverageMin?: number;
  rules?: string;
  locale?: string;
  format: TestFormat;
}

const FORMATS = [...options.FORMATS, 'junit', 'tap', 'github'] as const;
type TestFormat = (typeof FORMATS)[number];

export function addTest(program: SubCommand, context: Context): void {
  (program.command('test') as SubCommand)
    .description('Run the golden cases (*.cases.json) of packs: what differs from what they expect is shown key by key.')
    .argument('[cases...]', 'files of cases, folders, or packs (`id` or `id@edition`); none: all of the rules folder')
    .option('--filter <pattern>', 'only cases whose `id: title` matches this regular expression', pattern)
    .option('--update', 'write what came into the files, in the place of what was expected; read the difference before you commit it')
    .addOption(new Option('--watch', 'go on, and after each change run the cases that it concerns').conflicts('update'))
    .option('--coverage', 'say which rules never failed, passed or stopped applying, and which parts of conditions were never true, false or evaluated')
    .option('--coverage-min <percent>', 'as --coverage, and a finding where a pack has less', percentage)
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format(FORMATS).default('text'))
    .paragraph(
      'Coverage is text on standard error where the format is junit, tap or github, and a last object {"coverage": [...]} where it is json or\njsonl.',
    )
    .paragraph('Exit status: 0 when every case is as expected; 1 when one is not, or coverage is too low; 2 when one could not be checked. --update is refused where CI is set.')
    .example('precheck test --rules rules', 'every case of a folder')
    .example('precheck test city/topic@2023 --filter boundary', 'some cases of one pack')
    .example('precheck test city/topic --rules rules --coverage', 'what the cases do not reach')
    .example('precheck test city/topic --rules rules --update', 'after a change of policy')
    .action((wanted: string[], given: Options) => runTest(wanted, given, context));
}

async function runTest(wanted: string[], given: Options, context: Context): Promise<void> {
  if (given.update && process.env.CI) throw new UsageError('--update is refused where CI is set: there the cases are what is checked');
  if (given.watch) return watchCases(wanted, given.rules, (files) => runCases(files, given, context), context);
  return runCases(readCases(wanted, given.rules), given, context);
}

async function runCases(files: NamedText[], given: Options, context: Context): Promise<void> {
  const engine = await createPrecheck(readDocuments(given.rules));
  const wanted = files.map(parsed);
  const results: CaseResult[] = [];
  for (const result of testPacks(engine, wanted, given)) {
    results.push(result);
    context.progress.update(() => `${results.length} cases run`);
  }
  const coverage = given.coverage || given.coverageMin !== undefined ? await coverageOf(engine, wanted, given) : undefined;
  engine.dispose();
  if (results.length === 0) throw new UsageError('no case matches --filter');
  const wrong = results.filter(({ status }) => status !== 'passed');
  if (wrong.some(({ status }) => status === 'unreadable')) context.status.addFailure();
  else if (wrong.length > 0 && !given.update) context.status.addFinding();
  await context.write(written(files, results, given.format, context));
  if (coverage) await showCoverage(coverage, given.format, given.coverageMin ?? 0, context);
  if (given.update) update(files, wrong, context);
}

function written(files: NamedText[], results: CaseResult[], format: TestFormat, { version, colours }: Context): string {
  if (format === 'json') return `${JSON.stringify(results, null, 2)}\n`;
  if (format === 'jsonl') return results.map((result) => `${JSON.stringify(result)}\n`).join('');
  const places = new Map(files.map(({ path, text }) => [path, placesIn(text)]));
  const placeOf = (file: string, pointer: string) => places.get(file)?.(pointer) ?? { line: 1, column: 1 };
  if (format === 'text') {
    const wrong = results.filter(({ status }) => status !== 'passed');
    return [...wrong.map((result) => renderCase(result, `${result.file}:${placeOf(result.file, `/cases/${result.index}/id`).line}`, colours)), renderCounts(results, colours)].join('');
  }
  const machine = resultFormat(format, { version });
  return [machine.start(), ...results.map((result) => machine.result(resultOf(result, placeOf))), machine.end()].join('');
}

function resultOf({ file, index, pack, id, title, status, differences, error }: CaseResult, placeOf: (file: string, pointer: string) => { line: number; column: number }): Result {
  const here = (pointer: string) => ({ level: 'error' as const, file, ...placeOf(file, pointer), pointer });
  const unread = error ? [{ rule: error.code, message: error.message, ...here(`/cases/${index}/id`) }] : [];
  const problems = differences.map((difference) => ({ rule: difference.key, message: `${title}: ${describeDifference(difference)}`, ...here(`/cases/${index}/expected/${difference.key}`) }));
  return { name: `${id}: ${title}`, group: pack, status, problems: [...unread, ...problems] };
}

function update(files: NamedText[], wrong: CaseResult[], { complain }: Context): void {
  for (const { path, text } of files) {
    const failed = wrong.filter((result) => result.file === path && result.status === 'failed');
    if (failed.length === 0) continue;
    writeFileSync(path, updateCases(text, failed));
    complain(`${path}: ${failed.length} updated`);
  }
}

function percentage(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 100)) throw new InvalidArgumentError('It is a number from 0 to 100.');
  return value;
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (reason) {
    throw new InvalidArgumentError((reason as Error).message);
  }
}
