// conform: the schema of a page's or backend's form against the facts of a pack.
import { compilePacks } from '../../node.js';
import { conform, type Mismatch } from '../../tools/conform.js';
import { placesIn } from '../../tools/json-place.js';
import type { Colours } from '../colours.js';
import type { Context } from '../context.js';
import { isResultFormat, RESULT_FORMATS, resultFormat } from '../formats/index.js';
import { readText } from '../input.js';
import * as options from '../options.js';
import { pickPack } from '../pick-pack.js';
import type { Result } from '../results.js';
import { readDocuments } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';

const FORMATS = ['text', 'json', ...RESULT_FORMATS] as const;

interface Options {
  rules?: string;
  format: (typeof FORMATS)[number];
}

export function addConform(program: SubCommand, context: Context): void {
  (program.command('conform') as SubCommand)
    .description("Hold a page's or backend's form, described by a JSON Schema, against the facts of the pack that checks it: what is missing, extra or different.")
    .argument('<pack>', '`id`, where it has one edition, or `id@edition`')
    .argument('<schema>', 'JSON Schema of the form (draft-07 or later); with #/a/b the schema at that place in the file, such as openapi.json#/components/schemas/Form; - is standard input')
    .addOption(options.rules())
    .addOption(options.format(FORMATS).default('text'))
    .paragraph(
      'An error: some form can never pass, or is refused for its structure; the exit status is then 1. A warning: some of what the pack takes\ncannot be given, or what it does not take can. A note: worth knowing. References are followed within the file; patterns are not compared.',
    )
    .example('precheck conform city/topic@2023 page.schema.json', "a page's form")
    .example('precheck conform city/topic@2023 openapi.json#/components/schemas/Form --format json', "a backend's, as data")
    .action((wanted: string, file: string, given: Options) => conformFile(wanted, file, given, context));
}

async function conformFile(wanted: string, from: string, { rules, format }: Options, { write, status, version, colours }: Context): Promise<void> {
  const pack = pickPack(await compilePacks({ ...readDocuments(rules), form: true }), wanted);
  const [file = '', pointer = ''] = from.split(/#(.*)/s);
  const text = await readText(file);
  const found = await named(file, () => conform(pack, JSON.parse(text), decodeURIComponent(pointer)));
  if (found.some(({ level }) => level === 'error')) status.addFinding();
  const name = `${pack.id}@${pack.edition}`;
  if (isResultFormat(format)) {
    const result = resultFormat(format, { version, describe: (code) => ABOUT[code as Mismatch['code']] });
    await write(result.start() + result.result(resultOf(found, text, from, file, name)) + result.end());
  } else if (format === 'json') await write(`${JSON.stringify(found, null, 2)}\n`);
  else await write(render(found, from, name, colours));
}

const ABOUT: Record<Mismatch['code'], string> = {
  'conform.missing': 'The pack reads a fact that the form never has.',
  'conform.extra': 'The form has a field that the pack does not know.',
  'conform.type': 'A field is of another type than the fact.',
  'conform.enum': "A field's values are not the fact's.",
  'conform.format': "A field's format is not the fact's.",
  'conform.required': 'A field may be left out though required, or must be given though optional.',
  'conform.bounds': 'A field takes more than the fact.',
};

function resultOf(found: Mismatch[], text: string, name: string, file: string, pack: string): Result {
  const placeOf = placesIn(text);
  const problems = found.map(({ code, level, message, help, pointer }) => ({ rule: code, level, message, pointer, ...(help && { help }), ...(file !== '-' && { file }), ...placeOf(pointer) }));
  return { name, group: pack, status: problems.some(({ level }) => level === 'error') ? 'failed' : 'passed', problems };
}

/** What goes wrong, with the name of the file. */
async function named<Made>(file: string, make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (reason) {
    throw new Error(`${file}: ${(reason as Error).message}`);
  }
}

function render(found: Mismatch[], file: string, pack: string, colours: Colours): string {
  const colour = { error: colours.red, warning: colours.yellow, note: colours.dim };
  const entries = found.map(({ level, message, pointer, help }) => `  [${colour[level](level)}] ${message} (#${pointer})\n${help ? `      ${help}\n` : ''}`);
  const count = (level: Mismatch['level']) => found.filter((mismatch) => mismatch.level === level).length;
  return `== ${file} (${pack})\n${entries.join('')}errors: ${count('error')}, warnings: ${count('warning')}, notes: ${count('note')}\n`;
}
