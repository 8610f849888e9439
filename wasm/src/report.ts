// The report, format 1, field by field. The core writes it; keys always come in this order and lists are always there,
// even if empty. Texts are in the report's locale; ids, paths and codes never change with it.

/** A JSON Pointer (RFC 6901) into the form, such as `/requests/0/to`; `""` is the form itself. */
export type Path = string;

/** The id of a clause of a source document, such as `S9-01`. */
export type ClauseId = string;

/**
 * - `pass`: nothing found. Never an approval: the bureau decides.
 * - `incomplete`: something is missing (`missing`, `requirements`, `pending`) or a rule could not be evaluated (`errors`).
 * - `fail`: at least one finding of severity `error`.
 * - `plan`: right together but wrong in the order given; `plan` says the order that works.
 * - `not_needed`: nothing has to be submitted.
 */
export type Verdict = 'pass' | 'incomplete' | 'fail' | 'plan' | 'not_needed';

/** Only `error` and `not_needed` decide the verdict. */
export type Severity = 'error' | 'warning' | 'info' | 'not_needed';

export interface Report {
  /** The version of this layout. */
  format: 1;
  /** The request's own id, echoed. Only in answers to JSONL lines. */
  id?: string | number;
  /** The language of the texts: `zh-CN` or `en`. A text that lacks a translation is in `zh-CN`. */
  locale: string;
  /** The edition that answered. */
  pack: PackReference;
  /** The instant that the check was made for: RFC 3339 in the pack's time zone. */
  as_of: string;
  verdict: Verdict;
  /** What is wrong or worth knowing, in the pack's order, structural faults (`schema....`) first. */
  findings: Finding[];
  /** Materials, authentications, signatures and steps that apply. Empty when nothing has to be submitted. */
  requirements: Requirement[];
  /** Rules that cannot be decided yet. */
  pending: PendingRule[];
  /** Facts still to be filled in before the verdict is certain, in the schema's order. */
  missing: Path[];
  /** Consequences by name, such as the day from which a change holds. One that cannot be known yet is left out. */
  outcomes: Record<string, Outcome>;
  /** The steps in the order that works; empty unless the verdict is `plan`. */
  plan: PlanStep[];
  /** Advice that applies to this form. */
  guidance: Guidance[];
  /** Rules that could not be evaluated: the pack's or the library's fault, not the applicant's. Makes `pass` impossible. */
  errors: EvaluationError[];
}

export interface PackReference {
  id: string;
  edition: string;
  /** Counts corrections of the same edition, from 1. */
  revision: number;
}

export interface Finding {
  /** The rule's id in the pack; `schema....` where the form's structure is at fault. */
  rule: string;
  severity: Severity;
  /** The field that the message belongs to. */
  path: Path;
  message: string;
  /** What the applicant does next. Absent where there is nothing to do. */
  remedy?: string;
  /** The clauses that the rule follows; empty for structural faults that no clause judges. */
  cites: ClauseId[];
  /** The rule could not be decided for want of these facts, and says so. Absent: it was decided. */
  unverified?: Path[];
  /** True: following `plan` removes this finding. Absent: it stays. */
  resolved_by_plan?: boolean;
}

/**
 * - `satisfied`: given, itself or by an alternative (`satisfied_by`).
 * - `missing`: owed and not given.
 * - `pending`: cannot be known yet.
 * - `alternative`: not owed by itself; would satisfy another one.
 * - `advisory`: worth bringing, never owed.
 */
export type RequirementStatus = 'satisfied' | 'missing' | 'pending' | 'alternative' | 'advisory';

export interface Requirement {
  id: string;
  kind: 'material' | 'authentication' | 'signature' | 'step';
  title: string;
  status: RequirementStatus;
  /** Ids of requirements any of which would do instead. */
  alternatives: string[];
  /** The alternative that satisfied it. Absent where it was given itself, or is not satisfied. */
  satisfied_by?: string;
  cites: ClauseId[];
}

export interface PendingRule {
  rule: string;
  /** The unknown facts that it waits for. */
  waits_for: Path[];
  cites: ClauseId[];
}

export interface Outcome {
  /** A code, number or boolean, or a date (`YYYY-MM-DD`) or instant (RFC 3339) in the pack's zone. Not translated. */
  value: string | number | boolean | null | unknown[];
  /** The same in words. Absent where the pack gives none. */
  text?: string;
  cites: ClauseId[];
}

export interface PlanStep {
  /** Counts from 1. */
  step: number;
  /** The action's name in the pack, such as `change`. */
  action: string;
  /** What the step starts from. Absent where the action has no such thing. */
  from?: string;
  /** What the step leads to. Absent where the action has no such thing. */
  to?: string;
  /** Why the step stands here. Absent where the pack gives no reason. */
  why?: string;
  cites: ClauseId[];
}

export interface Guidance {
  id: string;
  text: string;
  cites: ClauseId[];
}

export interface EvaluationError {
  rule: string;
  message: string;
  /** The part of the rule, such as `assert`, with its place. */
  at: string;
}
