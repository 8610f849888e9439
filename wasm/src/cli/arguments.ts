// The command line, read and checked. Nothing here touches files or the engine.
import { parseArgs } from 'node:util';

export const HELP = `precheck: checks medical-insurance forms before they are submitted

  precheck check FILE... --pack ID[@EDITION] --as-of DATE   check forms, one JSON file each (- is standard input)
  precheck check --jsonl [FILE...]                          check a stream, one request a line:
                     {"id": ..., "pack": "ID[@EDITION]", "as_of": "DATE", "form": {...}, "params": {...}, "locale": "en"}
  precheck explain FILE --pack ID[@EDITION] --as-of DATE    explain the rules that did not pass, or one (--rule)
  precheck packs                                            list the rule packs
  precheck compile PACK [--out FILE]                        write a pack that stands alone, ready to ship:
                     precheck compile city/topic@2023 --locale zh-CN,en --form --out pack.json

  --pack ID[@EDITION]   the rule pack; without @EDITION the form or the date picks the edition
  --as-of DATE          the day (2026-11-22, from 00:00 in the pack's zone) or instant (RFC 3339) to check for
  --rule ID             explain: this rule, however it came out
  --params FILE|JSON    values for the parameters that a pack leaves to its host
  --directory FILE      institutions by code (JSON): forms may then hold codes only
  --rules DIR           rule packs and sources to use (default: the shipped ones)
  --locale LOCALE       zh-CN (default) or en; compile: the languages to keep, by commas (default: all; zh-CN always stays)
  --out FILE            compile: where to write (default: standard output)
  --form                compile: keep what a form is drawn with (help, labels of values)
  --run                 compile: as a compiled pack, for yibao-precheck/run of this version
  --format FORMAT       text, json (indented) or jsonl (one line a report); default: text, with --jsonl: jsonl
  --help, --version

With --jsonl, --pack, --as-of and --locale are what a line gets that does not name its own. A line that cannot be read is
answered by a line {"error": ...}, and the stream goes on.

Exit status: 0 when every verdict is pass or not_needed; 1 otherwise; 2 when anything could not be read or run. explain gives
no verdict: 0, or 2.
`;

const FORMATS = ['text', 'json', 'jsonl'] as const;
const LOCALES = ['zh-CN', 'en'];

export type Format = (typeof FORMATS)[number];

export interface CheckArguments {
  command: 'check';
  /** Paths; `-` is standard input. Never empty. */
  files: string[];
  jsonl: boolean;
  pack: string | undefined;
  asOf: string | undefined;
  /** A path, or JSON text if it begins with `{`. */
  params: string | undefined;
  /** A path. */
  directory: string | undefined;
  rules: string | undefined;
  locale: string | undefined;
  format: Format;
}

export interface ExplainArguments {
  command: 'explain';
  /** A path; `-` is standard input. */
  file: string;
  pack: string;
  asOf: string;
  /** As in CheckArguments. */
  params: string | undefined;
  directory: string | undefined;
  /** Absent: the rules that did not pass. */
  rule: string | undefined;
  rules: string | undefined;
  locale: string | undefined;
  format: Format;
}

export interface PacksArguments {
  command: 'packs';
  rules: string | undefined;
  locale: string | undefined;
  format: Format;
}

export interface CompileArguments {
  command: 'compile';
  /** `id` or `id@edition`. */
  pack: string;
  /** A path; absent: standard output. */
  out: string | undefined;
  /** Absent: all. */
  locales: string[] | undefined;
  form: boolean;
  /** For the small engine. */
  run: boolean;
  rules: string | undefined;
}

export type Arguments = CheckArguments | ExplainArguments | PacksArguments | CompileArguments | { command: 'help' } | { command: 'version' };

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...files] = positionals;
  if (command === 'compile') return compileArguments(files, values);
  for (const option of ['out', 'form', 'run'] as const) {
    if (values[option] !== undefined) throw new UsageError(`--${option} goes with compile only`);
  }
  const jsonl = values.jsonl === true;
  const format = oneOf(FORMATS, values.format ?? (jsonl ? 'jsonl' : 'text'), '--format');
  const locale = values.locale === undefined ? undefined : oneOf(LOCALES, values.locale, '--locale');
  const { rules, pack, params, directory, rule } = values;
  const asOf = values['as-of'];
  if (command === 'packs') {
    if (files.length > 0) throw new UsageError('packs takes no files');
    return { command, rules, locale, format };
  }
  if (command !== 'check' && command !== 'explain') {
    throw new UsageError(command ? `there is no command ${command}` : 'name a command: check, explain, packs or compile');
  }
  if (rule !== undefined && command !== 'explain') throw new UsageError('--rule goes with explain only');
  if (jsonl && command === 'explain') throw new UsageError('--jsonl goes with check only');
  if (command === 'explain') {
    if (files.length > 1) throw new UsageError('explain takes one file');
    return { command, file: oneAtLeast(files)[0], ...subject(pack, asOf), params, directory, rule, rules, locale, format };
  }
  if (!jsonl) return { command, files: oneAtLeast(files), jsonl, ...subject(pack, asOf), params, directory, rules, locale, format };
  if (params !== undefined) throw new UsageError('--params does not go with --jsonl: give "params" in each line');
  if (files.length === 0) files.push('-');
  return { command, files, jsonl, pack, asOf, params, directory, rules, locale, format };
}

function compileArguments([pack, ...others]: string[], values: Options): CompileArguments {
  if (pack === undefined) throw new UsageError('name the pack to compile; `precheck packs` lists the packs');
  if (others.length > 0) throw new UsageError('compile takes one pack');
  const { rules, out, form = false, run = false, locale, ...rest } = values;
  const [foreign] = Object.keys(rest);
  if (foreign !== undefined) throw new UsageError(`--${foreign} does not go with compile`);
  if (run && form) throw new UsageError('--form does not go with --run: a compiled pack draws no form');
  const locales = locale?.split(',').map((name) => oneOf(LOCALES, name.trim(), '--locale'));
  return { command: 'compile', pack, out, locales, form, run, rules };
}

function oneAtLeast(files: string[]): [string, ...string[]] {
  const [first, ...others] = files;
  if (first === undefined) throw new UsageError('name the files to check, or - for standard input');
  return [first, ...others];
}

function subject(pack: string | undefined, asOf: string | undefined): { pack: string; asOf: string } {
  if (pack === undefined) throw new UsageError('--pack is missing; `precheck packs` lists the packs');
  if (asOf === undefined) throw new UsageError('--as-of is missing: the day to check for, such as 2026-11-22 (no clock is read)');
  return { pack, asOf };
}

type Options = ReturnType<typeof parse>['values'];

function parse(argv: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        pack: text, 'as-of': text, params: text, directory: text, rule: text, rules: text, locale: text, format: text, out: text,
        jsonl: flag, form: flag, run: flag, help: { ...flag, short: 'h' }, version: flag,
      },
    });
  } catch (reason) {
    throw new UsageError((reason as Error).message);
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  if (!allowed.includes(value as T)) throw new UsageError(`${option} is one of ${allowed.join(', ')}, not ${value}`);
  return value as T;
}
