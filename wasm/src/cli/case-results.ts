// What a case came to, for the machine formats.
import { describeDifference } from '../tools/expected.js';
import type { CaseResult } from '../tools/test-packs.js';
import type { Problem, Result } from './results.js';

/** `line`: of the case in its file, 1-based. */
export function caseResult({ file, pack, id, title, status, differences, error }: CaseResult, line: number): Result {
  const problem = (rule: string, message: string): Problem => ({ rule, level: 'error', message: `${id}: ${title}: ${message}`, file, line });
  const problems = error ? [problem(error.code, error.message)] : differences.map((difference) => problem(`case.${difference.key}`, describeDifference(difference)));
  return { name: `${id}: ${title}`, group: pack, status, problems };
}
