// Days between two editions of a topic on which neither is in force. Where the sources leave them too, that is as it should be.
import type { Effective } from '../../../documents.js';
import type { Check, Finding } from '../check.js';
import { type LintPack, writtenAt } from '../packs.js';

export const editionGap: Check = {
  id: 'lint.edition_gap',
  level: 'note',
  what: 'days between two editions on which none is in force',
  find: ({ packs }) => {
    const topics = [...new Set(packs.map(({ merged }) => merged.id))];
    return topics.flatMap((id) => gapsBetween(packs.filter(({ merged }) => merged.id === id)));
  },
};

function gapsBetween(editions: LintPack[]): Finding[] {
  // Editions that a value in the form picks may hold on any days.
  const dated = editions.filter(({ merged }) => merged.effective && merged.edition_value === undefined).sort((one, other) => (beginning(one) < beginning(other) ? -1 : 1));
  return dated.flatMap((edition, index) => {
    const until = (edition.merged.effective as Effective).until;
    const next = dated[index + 1];
    if (!next || until === null || until >= beginning(next)) return [];
    const message = `no edition of ${edition.merged.id} is in force from ${until} on, until ${next.merged.edition} begins on ${beginning(next)}`;
    return [{ at: writtenAt(edition, '/effective/until'), message, help: 'Let one end where the other begins, unless the sources leave these days out too.' }];
  });
}

function beginning({ merged }: LintPack): string {
  return (merged.effective as Effective).from ?? '';
}
