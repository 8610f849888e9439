// What keeps a form from being submitted, place by place: what every form library is told, each in its own way.
import type { ClauseId, Path, Report } from '../../wasm/src/report.js';
import { wordsFor } from './words.js';

export interface Obstacle {
  /** The field; `""` where it is the form as a whole. */
  path: Path;
  /** One short sentence for the applicant; what to do about it is part of it. */
  message: string;
  /** `wrong`: what is given has to change. `open`: something is still to be given. */
  kind: 'wrong' | 'open';
  /** The rule's or requirement's id. Absent: the field is merely not filled in. */
  rule?: string;
  cites: readonly ClauseId[];
}

/** Empty unless the verdict is `fail` or `incomplete`: a plan can be followed, and where nothing has to be submitted nothing is in the way. */
export function obstaclesOf(report: Report): Obstacle[] {
  if (report.verdict !== 'fail' && report.verdict !== 'incomplete') return [];
  const words = wordsFor(report.locale);
  const wrong = report.findings.filter(({ severity, resolved_by_plan }) => severity === 'error' && !resolved_by_plan);
  const owed = report.requirements.filter(({ status }) => status === 'missing');
  const obstacles: Obstacle[] = [
    ...wrong.map(({ rule, path, message, remedy, cites }): Obstacle => ({ path, message: remedy ? `${message}${words.gap}${remedy}` : message, kind: 'wrong', rule, cites })),
    ...report.missing.map((path): Obstacle => ({ path, message: words.fillIn, kind: 'open', cites: [] })),
    ...owed.map(({ id, title, cites }): Obstacle => ({ path: '', message: words.owed(title), kind: 'open', rule: id, cites })),
    ...report.errors.map(({ rule }): Obstacle => ({ path: '', message: words.notChecked, kind: 'open', rule, cites: [] })),
  ];
  // A requirement or rule may wait for facts that nobody has to give: then the whole is open, and nothing else says so.
  return obstacles.length > 0 ? obstacles : [{ path: '', message: words.undecided, kind: 'open', cites: [] }];
}
