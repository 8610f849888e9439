// The command `precheck`.
import { fileURLToPath } from 'node:url';
import { PackError } from '../errors.js';
import { type CreateOptions, createPrecheck } from '../node.js';
import { type Arguments, HELP, readArguments, UsageError } from './arguments.js';
import { checkFiles } from './check-files.js';
import { checkLines } from './check-lines.js';
import { compilePack } from './compile-pack.js';
import { explainFile } from './explain-file.js';
import { ExitStatus } from './exit-status.js';
import { openBytes, readText } from './input.js';
import { listPacks } from './list-packs.js';
import { isBrokenPipe, type Write, writerTo } from './output.js';
import { readRuleFiles } from './rule-files.js';
import { versionText } from './version.js';

// From dist/cli.js.
const SHIPPED_RULES = fileURLToPath(new URL('../rules', import.meta.url));

const status = new ExitStatus();
try {
  await run(readArguments(process.argv.slice(2)), writerTo(process.stdout));
} catch (reason) {
  if (!isBrokenPipe(reason)) {
    status.addFailure();
    process.stderr.write(`${describe(reason)}\n`);
  }
}
process.exitCode = status.value;

async function run(args: Arguments, write: Write): Promise<void> {
  if (args.command === 'help') return write(HELP);
  if (args.command === 'version') return write(`${versionText()}\n`);
  const documents = readDocuments(args.rules ?? SHIPPED_RULES);
  if (args.command === 'compile') {
    const { pack, out, locales, form, run: small } = args;
    return compilePack({ ...documents, locales, form }, pack, small, out, write);
  }
  const engine = await createPrecheck(documents);
  const { format, locale } = args;
  if (args.command === 'packs') return write(listPacks(engine.packs(), format, locale));
  const directory = args.directory === undefined ? undefined : await readText(args.directory);
  if (args.command === 'explain') {
    const { file, pack, asOf, rule } = args;
    const options = { asOf, locale, params: await readParams(args.params), directory, rule };
    return explainFile(engine, file, pack, options, format, write, status);
  }
  const { files, jsonl, pack = '', asOf = '' } = args;
  if (!jsonl) {
    const options = { asOf, locale, params: await readParams(args.params), directory };
    return checkFiles(engine, files, pack, options, format, write, status);
  }
  for (const file of files) {
    try {
      await checkLines(engine, openBytes(file), { pack, asOf, locale, directory }, format, write, status);
    } catch (reason) {
      if (isBrokenPipe(reason)) throw reason;
      status.addFailure();
      process.stderr.write(`${file}: ${describe(reason)}\n`);
    }
  }
}

function readDocuments(folder: string): CreateOptions {
  const { packs, sources } = readRuleFiles(folder);
  return {
    packs: packs.map((file) => file.text),
    sources: sources.map((file) => file.text),
    names: { packs: packs.map((file) => file.name), sources: sources.map((file) => file.name) },
  };
}

async function readParams(params: string | undefined): Promise<string | undefined> {
  return params === undefined || params.trimStart().startsWith('{') ? params : readText(params);
}

function describe(reason: unknown): string {
  if (reason instanceof UsageError) return `precheck: ${reason.message}\nTry precheck --help.`;
  if (reason instanceof PackError) return `the rules could not be loaded:\n${reason.message}`;
  return `precheck: ${(reason as Error).message}`;
}
