// Holds a report against the `expected` part of a golden case. Plain JavaScript, as cases.js.
import { isDeepStrictEqual } from 'node:util';

/**
 * What a case states; a key that is absent is not compared.
 * @typedef {{ verdict?: string, findings?: string[], requirements?: Record<string, string>, pending?: string[], missing?: string[], outcomes?: Record<string, unknown>, plan?: Record<string, string>[], guidance?: string[] }} Expected
 * @typedef {{ key: string, expected: unknown, found: unknown }} Difference
 * @typedef {import('../report.js').Report} Report
 */

/** What a case may state of a step. */
const STEP_KEYS = ['action', 'from', 'to'];

/**
 * What each key of `expected` is compared with.
 * @type {Record<string, (report: Report, wanted: any) => unknown>}
 */
const VIEWS = {
  verdict: (report) => report.verdict,
  findings: (report) => report.findings.map((finding) => finding.rule),
  requirements: (report) => Object.fromEntries(report.requirements.map(({ id, status }) => [id, status])),
  pending: (report) => report.pending.map((pending) => pending.rule),
  missing: (report) => report.missing,
  outcomes: (report) => Object.fromEntries(Object.entries(report.outcomes).map(([name, { value }]) => [name, value])),
  plan: (report, wanted) => report.plan.map((step, index) => pick(step, wanted[index] ? Object.keys(wanted[index]) : STEP_KEYS)),
  guidance: (report) => report.guidance.map((guidance) => guidance.id),
};

export const EXPECTED_KEYS = Object.keys(VIEWS);

/**
 * The keys that differ; empty when the report is as expected.
 * @param {Expected} expected
 * @param {Report} report
 * @returns {Difference[]}
 */
export function differences(expected, report) {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const view = VIEWS[key];
    if (!view) throw new Error(`"${key}" is no key of expected; those are ${Object.keys(VIEWS).join(', ')}`);
    const found = view(report, wanted);
    return isDeepStrictEqual(found, wanted) ? [] : [{ key, expected: wanted, found }];
  });
}

/**
 * All that a case may state of a report.
 * @param {Report} report
 * @returns {Required<Expected>}
 */
export function everythingExpected(report) {
  return /** @type {Required<Expected>} */ (Object.fromEntries(Object.entries(VIEWS).map(([key, view]) => [key, view(report, [])])));
}

/** @param {Difference} difference In one line. */
export function describeDifference({ key, expected, found }) {
  return `${key}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
}

/**
 * Of a step, what the case states of it, where there is such a thing.
 * @param {any} object
 * @param {string[]} keys
 */
function pick(object, keys) {
  return Object.fromEntries(keys.filter((key) => key in object).map((key) => [key, object[key]]));
}
