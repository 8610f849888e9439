// packs: what can be checked.
import type { PackInfo } from '../../documents.js';
import { createPrecheck } from '../../node.js';
import type { Context } from '../context.js';
import * as options from '../options.js';
import { readDocuments } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';
import { wordingFor } from '../wording.js';

interface Options {
  rules?: string;
  locale?: string;
  format: options.Format;
}

export function addPacks(program: SubCommand, { write }: Context): void {
  (program.command('packs') as SubCommand)
    .description('List the rule packs with their editions and the days on which each is in force.')
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format().default('text'))
    .example('precheck packs', 'the shipped packs')
    .example('precheck packs --rules rules --format json', 'those of a folder, as data')
    .action(async ({ rules, locale, format }: Options) => {
      const engine = await createPrecheck(readDocuments(rules));
      await write(listPacks(engine.packs(), format, locale));
    });
}

function listPacks(packs: PackInfo[], format: options.Format, locale: string | undefined): string {
  if (format === 'json') return `${JSON.stringify(packs, null, 2)}\n`;
  if (format === 'jsonl') return packs.map((pack) => `${JSON.stringify(pack)}\n`).join('');
  const names = packs.map((pack) => `${pack.id}@${pack.edition}`);
  const width = Math.max(0, ...names.map((name) => name.length));
  const words = wordingFor(locale);
  return packs
    .map((pack, index) => {
      const title = pack.title[locale ?? 'zh-CN'] ?? pack.title['zh-CN'];
      const overlay = pack.extends ? `  ${words.overlay(pack.extends, pack.overrides?.length ?? 0)}` : '';
      return `${(names[index] as string).padEnd(width)}  ${words.effective(pack.effective)}  ${title}${overlay}\n`;
    })
    .join('');
}
