// lint: packs and sources, before anybody relies on them.
import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { lintChecks, lintPacks } from '../../tools/lint/lint-packs.js';
import { parseCases } from '../../tools/parse-cases.js';
import { casesBelow } from '../case-files.js';
import { type Context, UsageError } from '../context.js';
import { isResultFormat, RESULT_FORMATS, resultFormat, type ResultFormatName } from '../formats/index.js';
import { parseNamed } from '../named-json.js';
import * as options from '../options.js';
import { renderLint } from '../render-lint.js';
import type { Problem, Result } from '../results.js';
import { type RuleFile, readRuleFiles } from '../rule-files.js';
import { rulesFolder } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';
import { readUtf8 } from '../utf8.js';

interface Options {
  rules?: string;
  maxWarnings?: number;
  format: options.Format | ResultFormatName;
}

export function addLint(program: SubCommand, context: Context): void {
  (program.command('lint') as SubCommand)
    .description('Look for mistakes in packs and sources: what the engine refuses to load, and what it does not mind.')
    .argument('[files or packs...]', 'tell only what is in these files or folders of the rules, or in these packs (`id` or `id@edition`); none: all')
    .addOption(options.rules())
    .option('--max-warnings <count>', 'more warnings than this are a failure; 0: any is (default: however many)', count)
    .addOption(options.format([...options.FORMATS, ...RESULT_FORMATS]).default('text'))
    .paragraph(
      'Schema, ids, types and cost of expressions, citations and editions that overlap are what the engine looks at when it loads packs. Only\nwhen it refuses nothing the following is looked at, save lint.misplaced. What is said to be impossible is proven; where that takes too long nothing is said.',
    )
    .paragraph('Exit status: 0 when there is no error, and no more warnings than --max-warnings; 1 otherwise; 2 when the rules could not be read.')
    .table('check', lintChecks().map(({ id, level, what }) => [id, `${level}: ${what}`]))
    .example('precheck lint --rules rules --max-warnings 0', 'a folder of rules, in CI')
    .example('precheck lint --rules rules rules/city/topic/2024.json', 'one edition; its base and sources are those of the folder')
    .example('precheck lint --rules rules --format sarif > lint.sarif', 'for code scanning')
    .action((wanted: string[], given: Options) => lint(wanted, given, context));
}

async function lint(wanted: string[], { rules, maxWarnings = Infinity, format }: Options, { write, status, colours, progress, version }: Context): Promise<void> {
  const folder = rulesFolder(rules);
  const { packs, sources } = readRuleFiles(folder);
  const pathOf = ({ name }: RuleFile) => join(folder, name);
  const chosen = wanted.length === 0 ? [...packs, ...sources] : wanted.flatMap((one) => filesOf(one, folder, packs, sources));
  const files = new Set(chosen.map(pathOf));
  const cases = casesBelow(folder).map((path) => parseCases(path, readUtf8(path)));
  const found = await lintPacks({
    packs: packs.map(({ text }) => text),
    sources: sources.map(({ text }) => text),
    names: { packs: packs.map(pathOf), sources: sources.map(pathOf) },
    layout: true,
    cases: cases.length > 0 ? cases : undefined, // the published package has none
    uncovered: readUncovered(folder),
    onCheck: (id) => progress.update(() => id),
  });
  // What is refused is told wherever it is: nothing else was looked at then. Cases are the pack's beside them.
  const problems = found.filter(({ rule, file = '' }) => files.has(file.replace(/\.cases\.json$/, '.json')) || !rule.startsWith('lint.'));
  for (const { file } of problems) files.add(file as string);
  if (problems.some(({ level }) => level === 'error') || problems.filter(({ level }) => level === 'warning').length > maxWarnings) status.addFinding();
  if (format === 'json') await write(`${JSON.stringify(problems, null, 2)}\n`);
  else if (format === 'jsonl') await write(problems.map((problem) => `${JSON.stringify(problem)}\n`).join(''));
  else if (isResultFormat(format)) await write(inFormat(format, [...files].map((file) => resultOf(file, folder, problems)), version));
  else await write(renderLint(problems, files.size, colours));
}

/** Those below a path, those of a pack, or of a file of cases the pack beside it. */
function filesOf(wanted: string, folder: string, packs: RuleFile[], sources: RuleFile[]): RuleFile[] {
  const found = existsSync(wanted)
    ? [...packs, ...sources].filter(({ name }) => isWithin(join(folder, name), wanted.replace(/\.cases\.json$/, '.json')))
    : packs.filter(({ text }) => isPack(text, wanted));
  if (found.length === 0) throw new UsageError(`${wanted} is neither a pack of ${folder} nor a file or folder in it; --rules names the folder of the rules`);
  return found;
}

function isWithin(path: string, outer: string): boolean {
  return resolve(path) === resolve(outer) || resolve(path).startsWith(resolve(outer) + sep);
}

function isPack(text: string, wanted: string): boolean {
  try {
    const { id, edition } = JSON.parse(text) as { id?: unknown; edition?: unknown };
    return wanted === id || wanted === `${id}@${edition}`;
  } catch {
    return false; // told if it is asked for by its path
  }
}

function readUncovered(folder: string): Record<string, unknown> | undefined {
  const path = join(folder, 'uncovered.json');
  return existsSync(path) ? (parseNamed(readUtf8(path), path) as Record<string, unknown>) : undefined;
}

function resultOf(file: string, folder: string, found: Problem[]): Result {
  const problems = found.filter((problem) => problem.file === file);
  return { name: file, group: folder, status: problems.some(({ level }) => level === 'error') ? 'failed' : 'passed', problems };
}

function inFormat(name: ResultFormatName, results: Result[], version: string): string {
  const { start, result, end } = resultFormat(name, { version, describe: (rule) => lintChecks().find(({ id }) => id === rule)?.what });
  return start() + results.map(result).join('') + end();
}

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a number, 0 or more.');
  return Number(text);
}
