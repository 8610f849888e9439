// What every entry exports besides createPrecheck, for mini-programs too: nothing here, or in what it imports, names a type of the DOM.
export type { Coverage, CoveredExpression, CoveredOutcome, CoveredPart } from './coverage.js';
export type {
  Effective, FactSchema, Jurisdiction, LocalizedText, Override, PackDocument, PackInfo, ResolvedPack, SourceDocument,
} from './documents.js';
export { type Diagnostic, type ErrorPlace, PackError, PrecheckError } from './errors.js';
export type {
  Explanation, ExpressionNode, FactChange, ReadFact, RuleExplanation, RuleStatus,
} from './explanation.js';
export type { CheckOptions, Directory, ExplainOptions, LineDefaults, PackOptions, Precheck, PrecheckRun, VerdictOnly } from './precheck.js';
export type { Session, SessionOptions } from './session.js';
export type {
  ClauseId, EvaluationError, Finding, Guidance, Outcome, PackReference, Path, PendingRule, PlanStep, Report, Requirement,
  RequirementStatus, Severity, Verdict,
} from './report.js';
