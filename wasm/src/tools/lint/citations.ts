// Which source a clause is of.
import type { SourceDocument } from '../../documents.js';
import type { LintContext } from './check.js';
import type { LintPack } from './packs.js';

/** From each clause to its source's id, of the sources given and of those that a pack carries. */
export function sourceByClause({ sources }: Pick<LintContext, 'sources'>, pack: LintPack): Map<string, string> {
  const carried = pack.merged.resolved?.sources ?? [];
  const all = [...sources.map(({ value }) => value as unknown as SourceDocument), ...carried];
  return new Map(all.flatMap((source) => source.clauses.map(({ id }): [string, string] => [id, source.id])));
}
