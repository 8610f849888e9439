// diffRules: what differs between two whole sets of packs, such as a folder as it was and as it is.
import type { PackDocument, SourceDocument } from '../documents.js';
import type { PrecheckRun } from '../precheck.js';
import type { CaseFile } from './cases.js';
import type { Side } from './compared.js';
import { diffPacks, type DiffOptions, type PackDiff } from './diff-packs.js';
import { type SourceChange, sourceChanges } from './source-changes.js';

/** Packs, an engine that has them, and their golden cases. */
export interface RuleSet {
  engine: Pick<PrecheckRun, 'check'>;
  /** Resolved. */
  packs: readonly PackDocument[];
  cases: readonly CaseFile[];
  sources: readonly SourceDocument[];
}

export interface RulesDiff {
  /** `id@edition` of packs that only `b` has. */
  added: string[];
  /** Of those that only `a` has. */
  removed: string[];
  /** Of those that differ. */
  changed: PackDiff[];
  /** Clauses that differ; what decides is not in them. */
  sources: SourceChange[];
}

/** In the order of the packs' names. */
export function diffRules(a: RuleSet, b: RuleSet, options: DiffOptions): RulesDiff {
  const [before, after] = [new Set(a.packs.map(packName)), new Set(b.packs.map(packName))];
  return {
    added: [...after].filter((name) => !before.has(name)).sort(),
    removed: [...before].filter((name) => !after.has(name)).sort(),
    changed: [...before]
      .filter((name) => after.has(name))
      .sort()
      .map((name) => diffPacks(sideOf(a, name), sideOf(b, name), options))
      .filter(({ changes }) => changes.length > 0),
    sources: sourceChanges(a.sources, b.sources),
  };
}

/** One pack of a set, `id@edition`. */
export function sideOf({ engine, packs, cases }: RuleSet, name: string): Side {
  const pack = packs.find((one) => packName(one) === name);
  if (!pack) throw new Error(`there is no pack ${name}`);
  return { engine, pack, cases: cases.filter((file) => file.pack === name).flatMap((file) => file.cases) };
}

export function packName({ id, edition }: PackDocument): string {
  return `${id}@${edition}`;
}
