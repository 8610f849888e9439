// new: the files of a pack to begin from.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { LocalizedText, PackDocument, SourceDocument } from '../../documents.js';
import { MARK, nextSource, type RulesFolder, scaffold } from '../../tools/scaffold.js';
import { type Context, UsageError } from '../context.js';
import { jsonText } from '../json-text.js';
import { parseNamed } from '../named-json.js';
import { readRuleFiles } from '../rule-files.js';
import type { SubCommand } from '../sub-command.js';

interface Options {
  rules: string;
  extends?: string;
  title?: string;
  titleEn?: string;
  area?: string;
  areaEn?: string;
  code?: string;
  from?: string;
  editionValue?: string;
  source?: string;
}

const NAME = '[a-z0-9]+(?:[-_][a-z0-9]+)*';
const PACK = new RegExp(`^(${NAME}/${NAME})@(${NAME})$`);

export function addNew(program: SubCommand, context: Context): void {
  (program.command('new') as SubCommand)
    .description('Write a pack to begin from, with a source and cases: it loads, its cases pass, and what has to be replaced says so. Nothing is overwritten.')
    .argument('<pack>', 'jurisdiction/topic@edition, in lower case', named)
    .option('--rules <dir>', 'the folder to write into; what is there already is loaded beside it', 'rules')
    .option('--extends <id@edition>', 'the base: an overlay, which says only what differs', named)
    .option('--title <text>', 'name of the service, in Chinese')
    .option('--title-en <text>', 'the same in English')
    .option('--code <code>', "the area's code: six digits of GB/T 2260 or a token such as XPCC (default: as other packs of the jurisdiction)", areaCode)
    .option('--area <text>', 'name of the area, in Chinese (default: as other packs of the jurisdiction)')
    .option('--area-en <text>', 'the same in English')
    .option('--from <date>', 'first day in force (default: undated)')
    .option('--edition-value <value>', "where the base's form picks the edition: the value that picks this one")
    .option('--source <id>', 'id of the new source document (default: the next S1, S2, ... that is free)')
    .example('precheck new exampletown/outpatient-change@2030 --code 999900 --from 2030-01-01', 'a new topic')
    .example('precheck new exampletown/outpatient-change@2031 --extends exampletown/outpatient-change@2030 --from 2031-01-01', 'a later edition')
    .action((pack: string, options: Options) => writeNew(pack, options, context));
}

async function writeNew(name: string, options: Options, { write }: Context): Promise<void> {
  const { rules, title, titleEn, area, areaEn, code, from, editionValue } = options;
  const folder = readFolder(rules);
  const [, id = '', edition = ''] = PACK.exec(name) ?? [];
  const source = options.source ?? nextSource(folder.sources);
  const places = [`${id}/${edition}.json`, `${id}/${edition}.cases.json`, `sources/${source}.json`].map((place) => join(rules, place));
  for (const path of places) if (existsSync(path)) throw new UsageError(`${path} is there already, and nothing is overwritten`);
  const files = await scaffold(
    {
      id,
      edition,
      source,
      schemas: existsSync(join(rules, 'schema/pack.schema.json')),
      effective: from === undefined ? null : { from, until: null },
      ...(options.extends && { extends: options.extends }),
      ...(title && { title: text(title, titleEn) }),
      ...((code || area) && { jurisdiction: { ...(code && { code }), ...(area && { name: text(area, areaEn) }) } }),
      ...(editionValue !== undefined && { editionValue: /^[0-9]+$/.test(editionValue) ? Number(editionValue) : editionValue }),
    },
    folder,
  );
  for (const { name: below, content } of files) {
    const path = join(rules, below);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, jsonText(content), { flag: 'wx' });
    await write(`${path}\n`);
  }
  await write(nextSteps(rules, places, name));
}

/** Both languages, as packs are shipped. */
function text(chinese: string, english: string | undefined): LocalizedText {
  return { 'zh-CN': chinese, en: english ?? '(placeholder, replace) English' };
}

function readFolder(rules: string): RulesFolder {
  if (!existsSync(rules)) return { packs: [], sources: [] };
  const { packs, sources } = readRuleFiles(rules);
  const parse = ({ name, text: json }: { name: string; text: string }): unknown => parseNamed(json, join(rules, name));
  return { packs: packs.map(parse) as PackDocument[], sources: sources.map(parse) as SourceDocument[] };
}

function nextSteps(rules: string, [pack, cases, source]: string[], name: string): string {
  return `
Next, wherever a file says ${MARK['zh-CN']}:
  1. ${source}: the document, clause by clause, in your own words.
  2. ${pack}: the facts that the clauses need, and the rules. rules/README.md of the package leads through it.
  3. ${cases}: a form that passes and one that does not for each rule.
Then: precheck lint --rules ${rules}
      precheck test --rules ${rules}
      precheck explain FORM --rules ${rules} --pack ${name} --as-of DATE
`;
}

function named(value: string): string {
  if (!PACK.test(value)) throw new InvalidArgumentError('Write jurisdiction/topic@edition in lower case, such as exampletown/outpatient-change@2030.');
  return value;
}

function areaCode(value: string): string {
  if (!/^([1-9][0-9]{5}|[A-Z]{2,8})$/.test(value)) throw new InvalidArgumentError('Write six digits of GB/T 2260, or a token of capitals such as XPCC.');
  return value;
}
