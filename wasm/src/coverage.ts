// What one check came to in the expressions of its pack, format 1, for tools that ask which of them no form has reached. The core writes it;
// precheck.hpp describes the same layout.
import type { PackReference } from './report.js';
import { unitsOf } from './utf16.js';

export interface Coverage {
  /** The version of this layout. */
  format: 1;
  /** The language of the texts whose expressions are here. */
  locale: string;
  /** The edition that answered. */
  pack: PackReference;
  /** The instant that the form was judged for: RFC 3339 in the pack's time zone. */
  as_of: string;
  /** All of the pack, in the same order for every form. */
  expressions: CoveredExpression[];
}

export interface CoveredExpression {
  /** JSON Pointer (RFC 6901) into the pack with its bases merged in, as `resolvePacks` gives it. Of a text with several `${...}` each has the same. */
  pointer: string;
  /** As the pack's author wrote it. */
  text: string;
  /**
   * Its sub-expressions, the whole first and each before its own parts; the same for every form. A path such as `applicant.name` or
   * `has(applicant.name)` is one, literals and the names that a macro binds are none, of `dyn(x)` there is `x`.
   */
  parts: CoveredPart[];
}

/** Its place is that of a node of `cel.parse(text)`, without parentheses around it. */
export interface CoveredPart {
  /** Its first character, in UTF-16 units: `text.slice(start, end)` is its text. */
  start: number;
  /** Behind its last character. */
  end: number;
  /**
   * What it came to, over all its evaluations in the check: elements of a `for_each`, iterations of a macro, steps of a plan. Empty: it was not
   * evaluated.
   */
  outcomes: CoveredOutcome[];
}

/** `value`: of another kind than true and false. `unknown`: it waits for facts. */
export type CoveredOutcome = 'true' | 'false' | 'value' | 'unknown' | 'error';

/** The core's coverage, with places in UTF-16 units instead of bytes of UTF-8. */
export function coverageOf(json: string): Coverage {
  const coverage = JSON.parse(json) as Coverage;
  for (const { text, parts } of coverage.expressions) {
    const units = unitsOf(text);
    for (const part of parts) {
      part.start = units(part.start);
      part.end = units(part.end);
    }
  }
  return coverage;
}
