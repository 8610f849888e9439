// packs: what can be checked.
import type { PackInfo } from '../documents.js';
import type { Format } from './arguments.js';
import { wordingFor } from './wording.js';

export function listPacks(packs: PackInfo[], format: Format, locale: string | undefined): string {
  if (format === 'json') return `${JSON.stringify(packs, null, 2)}\n`;
  if (format === 'jsonl') return packs.map((pack) => `${JSON.stringify(pack)}\n`).join('');
  const names = packs.map((pack) => `${pack.id}@${pack.edition}`);
  const width = Math.max(0, ...names.map((name) => name.length));
  return packs
    .map((pack, index) => {
      const title = pack.title[locale ?? 'zh-CN'] ?? pack.title['zh-CN'];
      const words = wordingFor(locale);
      const overlay = pack.extends ? `  ${words.overlay(pack.extends, pack.overrides?.length ?? 0)}` : '';
      return `${(names[index] as string).padEnd(width)}  ${words.effective(pack.effective)}  ${title}${overlay}\n`;
    })
    .join('');
}
