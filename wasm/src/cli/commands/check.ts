// check: forms against packs, a file each or a stream of lines.
import { createPrecheck } from '../../node.js';
import { addSummary, emptySummary } from '../../tools/check/index.js';
import { checkedForms, checkedStreams, type Piece } from '../check-inputs.js';
import { type CheckFormat, checkOutput } from '../check-output.js';
import { type Context, UsageError } from '../context.js';
import { expandFiles } from '../expand-files.js';
import { describeError } from '../failure.js';
import { RESULT_FORMATS } from '../formats/index.js';
import { interruption, isInterruption } from '../interruption.js';
import * as options from '../options.js';
import { refuseOptions } from '../refuse-options.js';
import { renderSummary } from '../render-summary.js';
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
  format?: CheckFormat;
  jobs?: number;
  summary?: boolean;
}

export function addCheck(program: SubCommand, context: Context): void {
  (program.command('check') as SubCommand)
    .description('Check forms: one JSON file each, or a stream of requests, one to a line.')
    .argument('[files...]', 'forms, or with --jsonl streams: paths, patterns such as \'forms/**/*.json\', or - for standard input')
    .option('--jsonl', 'each line is a request: {"id": ..., "pack": "ID[@EDITION]", "as_of": "DATE", "form": {...}, "params": {...}, "locale": "en"}')
    .addOption(options.pack())
    .addOption(options.asOf())
    .addOption(options.params().conflicts('jsonl'))
    .addOption(options.directory())
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format([...options.FORMATS, ...RESULT_FORMATS]))
    .addOption(options.jobs())
    .option('--summary', 'count verdicts and rules: as a last object {"summary": ...} where the format is json or jsonl, else as text on standard error')
    .paragraph(
      'Answers come in the order of the forms, whatever the number of threads, and memory stays the same however many they are.\nWith --jsonl, --pack, --as-of and --locale are what a line gets that does not name its own, and jsonl is the default format.',
    )
    .paragraph(
      'A form or line that cannot be read is answered by {"error": ...} with its line, and named on standard error; the others are checked\nall the same. An interrupted run ends what it is writing, and then by the signal.',
    )
    .example('precheck check form.json --pack city/topic --as-of 2026-11-22', 'one form')
    .example('precheck check \'forms/**/*.json\' --pack city/topic --as-of 2026-11-22 --format junit > forms.xml', 'all forms of a folder, for CI')
    .example('precheck check --jsonl --jobs 4 --summary requests.jsonl > reports.jsonl', 'a batch, with its numbers in the last line')
    .action((files: string[], given: Options) => check(files, given, context));
}

async function check(files: string[], given: Options, context: Context): Promise<void> {
  const { jsonl, format = jsonl ? 'jsonl' : 'text' } = given;
  const pieces = jsonl ? await streams(files, given) : await forms(files, given);
  const output = checkOutput(format, context.version, context.colours, given.locale);
  const summary = emptySummary();
  await context.write(output.start());
  let interrupted: unknown;
  try {
    for await (const piece of pieces) {
      complain(piece, context);
      if ('answers' in piece) {
        addSummary(summary, piece.answers.summary);
        context.status.addSummary(piece.answers.summary);
      } else context.status.addFailure();
      await context.write(output.piece(piece));
      context.progress.update(() => `${summary.forms} checked`);
    }
  } catch (reason) {
    if (!isInterruption(reason)) throw reason;
    interrupted = reason;
  }
  await context.write(output.end());
  if (given.summary && format === 'jsonl') await context.write(`${JSON.stringify({ summary })}\n`);
  else if (given.summary && format === 'json') await context.write(`${JSON.stringify({ summary }, null, 2)}\n`);
  else if (given.summary) context.complain(renderSummary(summary));
  if (interrupted) throw interrupted;
}

async function forms(names: string[], given: Options): Promise<AsyncGenerator<Piece>> {
  const { pack, asOf, locale, jobs } = given;
  if (names.length === 0) throw new UsageError('name the files to check, or - for standard input');
  if (pack === undefined) throw new UsageError('--pack is missing; `precheck packs` lists the packs');
  if (asOf === undefined) throw new UsageError('--as-of is missing: the day to check for, such as 2026-11-22 (no clock is read)');
  const files = await expandFiles(names);
  const engine = await createPrecheck(readDocuments(given.rules));
  const options = { asOf, locale, params: await readParams(given.params), directory: await readDirectory(given.directory) };
  refuseOptions(engine, pack, options);
  return checkedForms(engine, files, pack, { ...options, jobs }, interruption());
}

async function streams(names: string[], given: Options): Promise<AsyncGenerator<Piece>> {
  const { pack, asOf, locale, jobs } = given;
  const files = await expandFiles(names.length > 0 ? names : ['-']);
  const engine = await createPrecheck(readDocuments(given.rules));
  const directory = await readDirectory(given.directory);
  return checkedStreams(engine, files, { pack, asOf, locale, directory, jobs }, interruption());
}

function complain(piece: Piece, { complain }: Context): void {
  if ('broken' in piece) return complain(describeError(piece.stream, piece.broken));
  for (const failure of piece.answers.failures) complain(describeError(piece.stream ?? (failure.id as string), failure));
}
