// Runs golden cases: each form is checked, and the report held against what the case expects.
import type { ErrorPlace } from '../errors.js';
import type { PrecheckRun } from '../precheck.js';
import type { Report } from '../report.js';
import { type CaseFile, requestOf } from './cases.js';
import { type Difference, differences } from './expected.js';

export interface CaseResult {
  /** The file of cases, by the name that it was given. */
  file: string;
  /** The case's place among those of its file, from 0. */
  index: number;
  /** `id@edition` */
  pack: string;
  id: string;
  /** A sentence in the words of the policy. */
  title: string;
  /** `unreadable`: there is no report, and `error` says why. */
  status: 'passed' | 'failed' | 'unreadable';
  /** What differs, key by key; empty when the report is as expected. */
  differences: Difference[];
  report?: Report;
  error?: ErrorPlace & { code: string; message: string };
}

export interface TestOptions {
  /** Only the cases whose `id: title` has a match. Absent: all. */
  filter?: RegExp;
  /** The language of the reports. Absent: `zh-CN`. */
  locale?: string;
}

/** The cases one after the other; `engine` has their packs. */
export function* testPacks(engine: Pick<PrecheckRun, 'checkLine'>, files: readonly CaseFile[], { filter, locale }: TestOptions = {}): Generator<CaseResult> {
  for (const { name: file, pack, cases } of files) {
    for (const [index, entry] of cases.entries()) {
      const { id, title, expected } = entry;
      if (!isMeant(entry, filter)) continue;
      const report = JSON.parse(engine.checkLine(requestOf(pack, entry), { locale })) as Report | { error: CaseResult['error'] };
      if ('error' in report) {
        yield { file, index, pack, id, title, status: 'unreadable', differences: [], error: report.error };
      } else {
        const found = differences(expected, report);
        yield { file, index, pack, id, title, status: found.length > 0 ? 'failed' : 'passed', differences: found, report };
      }
    }
  }
}

export function isMeant({ id, title }: { id: string; title: string }, filter: RegExp | undefined): boolean {
  return !filter || filter.test(`${id}: ${title}`);
}
