// What every entry exports besides createPrecheck.
export type { Instantiate } from './bindings.js';
export type {
  Effective, FactSchema, Jurisdiction, LocalizedText, Override, PackDocument, PackInfo, ResolvedPack, SourceDocument,
} from './documents.js';
export { type Diagnostic, type ErrorPlace, PackError, PrecheckError } from './errors.js';
export type {
  Explanation, ExpressionNode, FactChange, ReadFact, RuleExplanation, RuleStatus,
} from './explanation.js';
export type { WasmSource } from './load.js';
export type { CheckOptions, CreateOptions, Directory, ExplainOptions, LineDefaults, Precheck, PrecheckRun, VerdictOnly } from './precheck.js';
export type { Session, SessionOptions } from './session.js';
export type {
  ClauseId, EvaluationError, Finding, Guidance, Outcome, PackReference, Path, PendingRule, PlanStep, Report, Requirement,
  RequirementStatus, Severity, Verdict,
} from './report.js';
