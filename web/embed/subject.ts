// What a form is held against, as the embedded pieces take it, and how it comes out.
import type { FactSchema } from '../../wasm/src/documents.js';
import type { CheckOptions, PrecheckRun } from '../../wasm/src/precheck.js';
import type { Path, Report } from '../../wasm/src/report.js';
import { type Obstacle, obstaclesOf } from './obstacles.js';
import { wordsFor } from './words.js';

export interface Subject extends Omit<CheckOptions, 'asOf'> {
  /** An engine with the pack: of `yibao-precheck` or `yibao-precheck/run`. */
  precheck: PrecheckRun;
  /** `id` (the edition is chosen by the form or the date) or `id@edition`. */
  pack: string;
  /** The day to check for, or what gives it at the time of a check. There is no default: no clock is read. */
  asOf: string | (() => string);
  /**
   * The pack's schema: `facts` of a resolved pack (`yibao-precheck/rules/…`). With it text means what the schema says ("true" is a yes, "3" a number),
   * and whatever is no fact is passed over.
   */
  facts?: FactSchema;
}

export interface Judgement {
  /** Absent where no engine could read the form. */
  report?: Report;
  obstacles: Obstacle[];
}

/**
 * What an applicant gave and no engine can read is an obstacle of his form as well.
 * @throws PrecheckError where the pack, the date or another option is wrong.
 */
export function judge({ precheck, pack, asOf, locale, params, directory }: Subject, form: unknown): Judgement {
  try {
    const report = precheck.check(pack, form as object, { asOf: typeof asOf === 'function' ? asOf() : asOf, locale, params, directory });
    return { report, obstacles: obstaclesOf(report) };
  } catch (reason) {
    const { code, pointer } = reason as { code?: unknown; pointer?: Path }; // by its code: the engine's classes are in its own bundle
    if (typeof code !== 'string' || !code.startsWith('form.')) throw reason;
    return { obstacles: [{ path: pointer ?? '', message: wordsFor(locale).unreadable, kind: 'wrong', cites: [] }] };
  }
}
