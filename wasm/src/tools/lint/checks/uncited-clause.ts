// A clause that nothing judges although a form can be held against it, or that is not even shown, and that nobody has excused.
import type { SourceDocument } from '../../../documents.js';
import { clauseCoverage } from '../../clause-coverage.js';
import type { Check } from '../check.js';

export const uncitedClause: Check = {
  id: 'lint.uncited_clause',
  level: 'note',
  what: 'a clause that no pack covers as its "check" asks, unless uncovered.json says why',
  find({ packs, sources, uncovered }) {
    const merged = packs.map((pack) => pack.merged);
    return sources.flatMap((document) =>
      clauseCoverage({ packs: merged, sources: [document.value as unknown as SourceDocument] }, uncovered).clauses.flatMap(({ id, by, state }, index) => {
        if (state !== 'open') return [];
        const at = { document, pointer: `/clauses/${index}/id` };
        const message = by.length === 0 ? `no pack cites the clause ${id}` : `only hints cite the clause ${id}, though a form can be held against it`;
        const where = by.length === 0 ? 'a rule, requirement, outcome or hint' : 'a rule, requirement or outcome';
        return [{ at, message, help: `Cite it in ${where}, or give the reason in uncovered.json: { "${id}": "why" }.` }];
      }),
    );
  },
};
