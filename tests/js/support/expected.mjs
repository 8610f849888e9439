// Holds a report against the `expected` part of a golden case.
import { isDeepStrictEqual } from 'node:util';

/** What each key of `expected` is compared with. A key that is absent there is not compared. */
const VIEWS = {
  verdict: (report) => report.verdict,
  findings: (report) => report.findings.map((finding) => finding.rule),
  requirements: (report) => Object.fromEntries(report.requirements.map(({ id, status }) => [id, status])),
  pending: (report) => report.pending.map((pending) => pending.rule),
  missing: (report) => report.missing,
  outcomes: (report) => Object.fromEntries(Object.entries(report.outcomes).map(([name, { value }]) => [name, value])),
  plan: (report, wanted) => report.plan.map((step, index) => pick(step, wanted[index] ?? step)),
  guidance: (report) => report.guidance.map((guidance) => guidance.id),
};

/** One line for each key that differs; empty when the report is as expected. */
export function differences(expected, report) {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    if (!VIEWS[key]) return [`"${key}" is no key of expected`];
    const found = VIEWS[key](report, wanted);
    return isDeepStrictEqual(found, wanted) ? [] : [`${key}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
  });
}

function pick(object, keysOf) {
  return Object.fromEntries(Object.keys(keysOf).map((key) => [key, object[key]]));
}
