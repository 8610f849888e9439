// A text that `precheck new` wrote and nobody has replaced: an applicant would read it.
import { MARK } from '../../scaffold.js';
import type { Check, Finding } from '../check.js';
import type { LintDocument } from '../documents.js';
import type { LintPack } from '../packs.js';
import { textsBelow } from '../texts.js';

export const placeholder: Check = {
  id: 'lint.placeholder',
  level: 'warning',
  what: 'a text of `precheck new` that still has to be replaced',
  find: ({ packs, sources }) => [...packs.map(({ chain }) => chain[0] as LintPack['chain'][0]), ...sources].flatMap(leftIn),
};

function leftIn(document: LintDocument): Finding[] {
  return textsBelow(document.value).flatMap(({ pointer, text }) => {
    const left = (['zh-CN', 'en'] as const).find((locale) => text[locale]?.includes(MARK[locale]));
    return left ? [{ at: { document, pointer: `${pointer}/${left}` }, message: 'this text is a placeholder still', help: 'Write what it has to say, in both languages.' }] : [];
  });
}
