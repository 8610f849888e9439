// A source that a pack lists without citing a clause of it, or that no pack lists.
import type { Check } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { citedClauses } from '../../../compile/carried-sources.js';
import { sourceByClause } from '../citations.js';
import { writtenAt } from '../packs.js';

export const unusedSource: Check = {
  id: 'lint.unused_source',
  level: 'warning',
  what: 'a source that a pack lists and does not cite, or that no pack lists',
  find: ({ packs, sources }) => {
    const listed = new Set(packs.flatMap(({ merged }) => merged.sources as string[]));
    const unlisted = sources.filter(({ value }) => !listed.has(value.id as string));
    return [
      ...wrongEverywhere(packs, (pack) => {
        const byClause = sourceByClause({ sources }, pack);
        const cited = new Set([...citedClauses(pack.merged)].map((clause) => byClause.get(clause)));
        return (pack.merged.sources as string[]).map((id, index) => ({
          at: writtenAt(pack, `/sources/${index}`),
          wrong: cited.has(id) ? undefined : { message: `the pack lists the source "${id}", and cites none of its clauses`, help: 'Cite the clause where it decides, or take the source out of the list.' },
        }));
      }),
      ...unlisted.map((document) => ({ at: { document, pointer: '/id' }, message: `no pack lists the source "${document.value.id}"`, help: 'Add it to the "sources" of the packs that rest on it, or delete the file.' })),
    ];
  },
};
