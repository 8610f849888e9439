// The explanation of a pack's rules, format 1, field by field. The core writes it; precheck.hpp describes the same layout.
import type { ClauseId, PackReference, Path, Severity } from './report.js';

export interface Explanation {
  /** The version of this layout. */
  format: 1;
  /** The language of titles and messages. */
  locale: string;
  /** The edition that answered. */
  pack: PackReference;
  /** The instant that the form was judged for: RFC 3339 in the pack's time zone. */
  as_of: string;
  /** In the pack's order. A rule with `for_each` has an entry for each element of its list, and one where there are none. */
  rules: RuleExplanation[];
}

/**
 * - `passed`: it applies and holds.
 * - `not_applicable`: its `when` does not hold, or its list has no elements.
 * - `failed`: it applies and does not hold; a report has a finding.
 * - `pending`: it waits for facts.
 * - `unverified`: facts are missing, and a finding says so.
 * - `undecided`: facts are missing, which the rule takes for passing.
 * - `error`: it could not be evaluated.
 */
export type RuleStatus = 'passed' | 'not_applicable' | 'failed' | 'pending' | 'unverified' | 'undecided' | 'error';

export interface RuleExplanation {
  rule: string;
  /** Of the finding where the rule fails. */
  severity: Severity;
  /** The place of the element in the list. Absent: the rule has no `for_each`, or its list is not known, empty or left out. */
  index?: number;
  status: RuleStatus;
  /** The finding's message. Only where it failed. */
  message?: string;
  /** Why it could not be evaluated. Only where it could not. */
  error?: string;
  /** Absent where the rule has none, or its list has no known elements. */
  when?: ExpressionNode;
  /** Absent where the rule has none (then it fails whenever it applies), or its list has no known elements. */
  assert?: ExpressionNode;
  /** The facts that were read, in the schema's order. */
  facts: ReadFact[];
  /** The unknown facts that it waits for. */
  waits_for: Path[];
  /**
   * What would let it pass if nothing else changed, at most two values of a fact. Every one was tried; that there is none
   * does not mean that no single fact would do. Empty unless it failed, is pending or unverified. What picks the edition, and
   * where a directory is given its codes and what it says of them, is never changed.
   */
  changes: FactChange[];
  /** The search for changes met its limit. Absent: it did not. */
  search_cut?: true;
  /** Elements of the list that have no entry. Only on the rule's last one. */
  elements_left_out?: number;
  cites: ClauseId[];
}

/** A fact has exactly one of `value`, `unknown` and `absent`. */
export interface ReadFact {
  path: Path;
  title: string;
  /** As in the form. */
  value?: unknown;
  /** `value` is only the beginning. */
  value_cut?: true;
  /** Not filled in yet. */
  unknown?: true;
  /** Optional, and left out: an answer. */
  absent?: true;
}

/** It has `from` and `to`, or, of a list that gets or loses one element, `added`, or `removed` and `index`. */
export interface FactChange {
  path: Path;
  title: string;
  /** The value in the form; `null` where it has none. */
  from?: unknown;
  /** The value to put there; `null` to leave it out. */
  to?: unknown;
  /** The element to put at the end of the list; if there is no list, it is the only one. */
  added?: unknown;
  /** The element to take out of the list. */
  removed?: unknown;
  /** The place of `removed` in the list. */
  index?: number;
  /** `from` or `removed` is only the beginning; what to put there is whole. */
  value_cut?: true;
  /** `passed`: then the rule holds. `not_applicable`: it merely no longer applies. */
  status_after: 'passed' | 'not_applicable';
}

/**
 * A sub-expression. It has exactly one of `value` (with `type`), `unknown`, `error`, `absent` and `not_evaluated`. A path such as
 * `applicant.name` is one node, literals have none, chains of `&&` or `||` are flat.
 */
export interface ExpressionNode {
  /** As the pack's author wrote it. */
  text: string;
  /** The place of its first character in the expression: 1-based, in code points. */
  at: number;
  /** Of an expression inside a macro such as `exists`: the macro's variables for this element. */
  with?: Record<string, unknown>;
  /** As JSON; dates as `YYYY-MM-DD`, what JSON has no way to write as text. */
  value?: unknown;
  /** The CEL type of `value`, such as `int` or `google.protobuf.Timestamp`. */
  type?: string;
  /** `value` or `unknown` is only the beginning. */
  value_cut?: true;
  /** It waits for these facts. */
  unknown?: Path[];
  /** It failed to evaluate, which need not matter: `false && error` is false. */
  error?: string;
  /** An optional fact that has no value. */
  absent?: true;
  /** It did not matter: another part had decided. */
  not_evaluated?: true;
  /** Its parts. Of a macro: its target and, for each element, its arguments. Of a definition: the definition's own tree, once. */
  children?: ExpressionNode[];
  /** Elements of a macro's target that are not shown: all but the first ones and the last. */
  iterations_left_out?: number;
  /** There is more below, beyond a limit on how many sub-expressions are shown or how deep. */
  details_left_out?: true;
  /** Of a rule's `when` or `assert` and of a definition: its place in the pack. */
  pointer?: string;
}
