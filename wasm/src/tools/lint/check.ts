// What a check is: a function from the documents to what it finds in them.
import type { Problem } from '../../cli/results.js';
import type { Report } from '../../report.js';
import type { CaseFile } from '../cases.js';
import type { LintDocument, Part } from './documents.js';
import type { Judged } from './judging.js';
import type { LintPack } from './packs.js';
import type { Parse } from './syntax.js';
import type { Uses } from './uses.js';

export interface CheckDescription {
  /** Stable: `lint.unused_parameter`. */
  id: string;
  level: Problem['level'];
  /** What it finds. */
  what: string;
}

export interface Check extends CheckDescription {
  find(context: LintContext): Finding[];
}

export interface LintContext {
  packs: LintPack[];
  sources: LintDocument[];
  parse: Parse;
  usesOf(pack: LintPack): Uses;
  judged(pack: LintPack): Judged[];
  /** Absent: names are not those of files in a rules folder. */
  layout?: Layout;
  /** Absent: none were given, so nothing is said about them. */
  cases?: JudgedCases[];
  /** Clauses that deliberately no pack cites, each with the reason. */
  uncovered: Readonly<Record<string, unknown>>;
}

/** What lies in a rules folder; names are paths. */
export interface Layout {
  packs: LintDocument[];
  sources: LintDocument[];
  cases: readonly Pick<CaseFile, 'name' | 'pack'>[];
}

/** A file of cases with the report of each, without those that could not be checked. */
export interface JudgedCases extends Pick<CaseFile, 'name' | 'pack'> {
  reports: Report[];
}

export interface Finding {
  at: Part;
  message: string;
  /** The way out. */
  help: string;
}

/** A part of a pack, and what is wrong with it there. */
export interface JudgedPart {
  at: Part;
  /** What is judged, where its place does not tell. */
  key?: string;
  /** Absent: nothing. */
  wrong?: Omit<Finding, 'at'>;
}

/**
 * What is wrong with a part in every pack that has it, once, where it is written: an overlay may have use for what its base has not, and
 * inherits what is wrong in its base.
 */
export function wrongEverywhere(packs: readonly LintPack[], judge: (pack: LintPack) => Iterable<JudgedPart>): Finding[] {
  const found = new Map<string, JudgedPart>();
  for (const pack of packs) {
    for (const part of judge(pack)) {
      const key = part.key ?? [part.at.document.name, part.at.pointer, part.at.index].join('\n');
      if (!part.wrong || !found.has(key)) found.set(key, part);
    }
  }
  return [...found.values()].flatMap(({ at, wrong }) => (wrong ? [{ at, ...wrong }] : []));
}
