// The source documents that a resolved pack carries: those that it lists, each with only the clauses that it cites.
import type { PackDocument, SourceDocument } from '../documents.js';

/** What the pack carries already, from a resolved base, goes before what is given. */
export function carriedSources(pack: PackDocument, given: readonly SourceDocument[]): SourceDocument[] {
  const cited = citedClauses(pack);
  const carried = pack.resolved ? pack.resolved.sources : [];
  return (pack.sources as string[]).map((id) => {
    const versions = [...carried, ...given].filter((source) => source.id === id);
    const clauses: SourceDocument['clauses'] = [];
    for (const clause of versions.flatMap((source) => source.clauses)) {
      if (cited.has(clause.id) && !clauses.some((other) => other.id === clause.id)) clauses.push(clause);
    }
    return { ...(versions[0] as SourceDocument), clauses };
  });
}

/** Wherever the pack cites: rules, parameters, facts, … */
export function citedClauses(pack: PackDocument): Set<string> {
  const cited = new Set<string>();
  addCitations(pack, cited);
  return cited;
}

function addCitations(value: unknown, cited: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if ((key === 'cites' || key === 'x-cites') && Array.isArray(member)) {
      for (const clause of member) if (typeof clause === 'string') cited.add(clause);
    }
    addCitations(member, cited);
  }
}
