// schema: what a form of a pack looks like, for validators and compilers.
import { compilePacks } from '../../node.js';
import { formSchema } from '../../tools/form-schema.js';
import { formTypes } from '../../tools/form-types.js';
import type { Context } from '../context.js';
import * as options from '../options.js';
import { pickPack } from '../pick-pack.js';
import { readDocuments } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';

interface Options {
  types?: boolean;
  rules?: string;
  locale?: string;
}

export function addSchema(program: SubCommand, { write }: Context): void {
  (program.command('schema') as SubCommand)
    .description('Print the JSON Schema (2020-12) of the form that a pack checks, or TypeScript types of it.')
    .argument('<pack>', '`id`, where it has one edition, or `id@edition`')
    .option('--types', 'TypeScript instead of JSON Schema')
    .addOption(options.rules())
    .addOption(options.locale())
    .paragraph(
      'The schema refuses what a check calls an error of structure, and a form that lacks what is required. What a check only remarks upon,\nsuch as a property that the pack does not know, it lets pass. null is taken for an absent value, as a check does.',
    )
    .example('precheck schema city/topic@2023 --locale en > form.schema.json', 'for a validator of a backend')
    .example('precheck schema city/topic@2023 --types > form.ts', 'for a page in TypeScript')
    .action(async (wanted: string, { types, rules, locale }: Options) => {
      const pack = pickPack(await compilePacks({ ...readDocuments(rules), form: true }), wanted);
      await write(types ? formTypes(pack, { locale }) : `${JSON.stringify(formSchema(pack, { locale }), null, 2)}\n`);
    });
}
