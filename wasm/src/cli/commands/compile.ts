// compile: one pack, resolved or compiled, as a file to ship.
import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import type { PackDocument } from '../../documents.js';
import { compilePacks, createPrecheck } from '../../node.js';
import type { Context } from '../context.js';
import * as options from '../options.js';
import { pickPack } from '../pick-pack.js';
import { readDocuments } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';

interface Options {
  out?: string;
  locale?: string[];
  form?: boolean;
  run?: boolean;
  rules?: string;
}

export function addCompile(program: SubCommand, { write }: Context): void {
  (program.command('compile') as SubCommand)
    .description('Write a pack that stands alone, ready to ship: bases merged in, cited clauses beside it, without what only its author reads.')
    .argument('<pack>', '`id`, where it has one edition, or `id@edition`')
    .option('--out <file>', 'where to write (default: standard output)')
    .addOption(options.locales('the languages to keep, by commas (default: all; zh-CN always stays)'))
    .option('--form', 'keep what a form is drawn with (help, labels of values)')
    .addOption(new Option('--run', 'as a compiled pack, for yibao-precheck/run of this version').conflicts('form'))
    .addOption(options.rules())
    .example('precheck compile city/topic@2023 --locale zh-CN,en --form --out pack.json', 'for a page that draws the form')
    .example('precheck compile city/topic@2023 --run --out pack.txt', 'for the small engine')
    .action(async (wanted: string, { out, locale, form = false, run = false, rules }: Options) => {
      const resolved = pickPack(await compilePacks({ ...readDocuments(rules), locales: locale, form }), wanted);
      const text = `${run ? await compiled(resolved) : JSON.stringify(resolved)}\n`;
      if (out === undefined) await write(text);
      else await writeFile(out, text);
    });
}

async function compiled(pack: PackDocument): Promise<string> {
  const engine = await createPrecheck({ packs: [pack] });
  return engine.compiled(`${pack.id}@${pack.edition}`);
}
