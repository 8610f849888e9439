// A clause that no pack cites, and that nobody has excused.
import type { Check } from '../check.js';
import { citedClauses } from '../../../compile/carried-sources.js';

export const uncitedClause: Check = {
  id: 'lint.uncited_clause',
  level: 'note',
  what: 'a clause that no pack cites, unless uncovered.json says why',
  find: ({ packs, sources, uncovered }) => {
    const cited = new Set(packs.flatMap(({ merged }) => [...citedClauses(merged)]));
    return sources.flatMap((document) =>
      (document.value.clauses as { id: string }[]).flatMap(({ id }, index) => {
        if (cited.has(id) || typeof uncovered[id] === 'string') return [];
        const help = `Cite it in a rule, requirement, outcome or hint, or give the reason in uncovered.json: { "${id}": "why" }.`;
        return [{ at: { document, pointer: `/clauses/${index}/id` }, message: `no pack cites the clause ${id}`, help }];
      }),
    );
  },
};
