// What differs between two sets of source documents: clauses by id.
import type { SourceDocument } from '../documents.js';
import { sortedKeys } from './pack-changes.js';

export interface SourceChange {
  /** The document's id. */
  source: string;
  /** Ids of clauses that only one has, and of those that are worded or marked differently. A document that came or went has all of its clauses here. */
  added: string[];
  removed: string[];
  changed: string[];
}

/** Documents in the order of their ids, those that differ alone. */
export function sourceChanges(a: readonly SourceDocument[], b: readonly SourceDocument[]): SourceChange[] {
  const ids = [...new Set([...a, ...b].map(({ id }) => id))].sort();
  return ids.flatMap((source) => {
    const [before, after] = [clausesOf(a, source), clausesOf(b, source)];
    const added = [...after.keys()].filter((id) => !before.has(id));
    const removed = [...before.keys()].filter((id) => !after.has(id));
    const changed = [...after.keys()].filter((id) => before.has(id) && before.get(id) !== after.get(id));
    return added.length + removed.length + changed.length > 0 ? [{ source, added, removed, changed }] : [];
  });
}

function clausesOf(sources: readonly SourceDocument[], wanted: string): Map<string, string> {
  const clauses = sources.find(({ id }) => id === wanted)?.clauses ?? [];
  return new Map(clauses.map((clause) => [clause.id, JSON.stringify(sortedKeys(clause))]));
}
