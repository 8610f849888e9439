// check: forms against packs, a file each or a stream of lines.
import { createPrecheck } from '../../node.js';
import { checkFiles } from '../check-files.js';
import { checkLines } from '../check-lines.js';
import { type Context, UsageError } from '../context.js';
import { describe } from '../failure.js';
import { openBytes } from '../input.js';
import * as options from '../options.js';
import { isBrokenPipe } from '../output.js';
import { readDirectory, readDocuments, readParams } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';

interface Options {
  jsonl?: boolean;
  pack?: string;
  asOf?: string;
  params?: string;
  directory?: string;
  rules?: string;
  locale?: string;
  format?: options.Format;
}

export function addCheck(program: SubCommand, context: Context): void {
  (program.command('check') as SubCommand)
    .description('Check forms: one JSON file each, or a stream of requests, one to a line.')
    .argument('[files...]', 'forms, or with --jsonl streams; - is standard input')
    .option('--jsonl', 'each line is a request: {"id": …, "pack": "ID[@EDITION]", "as_of": "DATE", "form": {…}, "params": {…}, "locale": "en"}')
    .addOption(options.pack())
    .addOption(options.asOf())
    .addOption(options.params().conflicts('jsonl'))
    .addOption(options.directory())
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format())
    .paragraph(
      'With --jsonl, --pack, --as-of and --locale are what a line gets that does not name its own. A line that cannot be read is\nanswered by a line {"error": …}, and the stream goes on.',
    )
    .example('precheck check form.json --pack city/topic --as-of 2026-11-22', 'one form')
    .example('precheck check --jsonl requests.jsonl > reports.jsonl', 'a batch')
    .action((files: string[], given: Options) => (given.jsonl ? checkStreams(files, given, context) : checkForms(files, given, context)));
}

async function checkForms(files: string[], given: Options, { write, status }: Context): Promise<void> {
  const { pack, asOf, locale, format = 'text' } = given;
  if (files.length === 0) throw new UsageError('name the files to check, or - for standard input');
  if (pack === undefined) throw new UsageError('--pack is missing; `precheck packs` lists the packs');
  if (asOf === undefined) throw new UsageError('--as-of is missing: the day to check for, such as 2026-11-22 (no clock is read)');
  const engine = await createPrecheck(readDocuments(given.rules));
  const [params, directory] = [await readParams(given.params), await readDirectory(given.directory)];
  return checkFiles(engine, files, pack, { asOf, locale, params, directory }, format, write, status);
}

async function checkStreams(files: string[], given: Options, { write, status }: Context): Promise<void> {
  const { pack, asOf, locale, format = 'jsonl' } = given;
  const engine = await createPrecheck(readDocuments(given.rules));
  const directory = await readDirectory(given.directory);
  for (const file of files.length > 0 ? files : ['-']) {
    try {
      await checkLines(engine, openBytes(file), { pack, asOf, locale, directory }, format, write, status);
    } catch (reason) {
      if (isBrokenPipe(reason)) throw reason;
      status.addFailure();
      process.stderr.write(`${file}: ${describe(reason)}\n`);
    }
  }
}
