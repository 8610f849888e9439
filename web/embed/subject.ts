// What a form is held against, as the embedded pieces take it.
import type { CheckOptions, PrecheckRun } from '../../wasm/src/precheck.js';
import type { Report } from '../../wasm/src/report.js';
import { type Obstacle, obstaclesOf } from './obstacles.js';

export interface Subject extends Omit<CheckOptions, 'asOf'> {
  /** An engine with the pack: of `yibao-precheck` or `yibao-precheck/run`. */
  precheck: PrecheckRun;
  /** `id` (the edition is chosen by the form or the date) or `id@edition`. */
  pack: string;
  /** The day to check for, or what gives it at the time of a check. There is no default: no clock is read. */
  asOf: string | (() => string);
}

export function reportOf({ precheck, pack, asOf, locale, params, directory }: Subject, form: object): Report {
  return precheck.check(pack, form, { asOf: typeof asOf === 'function' ? asOf() : asOf, locale, params, directory });
}

export function obstaclesFor(subject: Subject, form: object): Obstacle[] {
  return obstaclesOf(reportOf(subject, form));
}
