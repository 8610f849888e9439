// `yibao-precheck/tools`, for Node: what the command line does with packs, as functions.
export type { CheckDescription } from './lint/check.js';
export { lintChecks, lintPacks, type LintOptions } from './lint/lint-packs.js';
export type { Problem } from '../cli/results.js';
export { caseCoverage, type PackCoverage, type RuleCoverage, shareCovered, type UncoveredPart } from './case-coverage.js';
export { type Case, type CaseFile, readCaseFilesBelow } from './cases.js';
export { type Citation, clauseCoverage, type ClauseCoverage, type CoveredClause } from './clause-coverage.js';
export { conform, type Level, type Mismatch } from './conform.js';
export { editionsInForce } from './editions-in-force.js';
export type { Difference, Expected } from './expected.js';
export { type ExpressionRole, expressionsOf, type PackExpression } from './expressions.js';
export { type FactReader, factReaders } from './fact-readers.js';
export { formSchema, type FormSchemaOptions, type JsonSchema } from './form-schema.js';
export { formTypes, typeName } from './form-types.js';
export {
  addSummary,
  type Answers,
  checkForms,
  checkLines,
  emptySummary,
  type Failure,
  type GivenForm,
  type ManyOptions,
  type Summary,
} from './check/index.js';
export { type Mutant, mutantsOf } from './mutate.js';
export { checkMutants, familyOf, type MutantResult, type PackFamily } from './mutation-check.js';
export { parseCases } from './parse-cases.js';
export { nextSource, type RulesFolder, scaffold, type ScaffoldFile, type ScaffoldOptions } from './scaffold.js';
export { type CaseResult, testPacks, type TestOptions } from './test-packs.js';
export { updateCases } from './update-cases.js';
export { type CasesDocument, type GeneratedCases, generateCases, type GenerateOptions, MAX_CASES } from './generate-cases.js';
export { type Change, diffPacks, type DiffOptions, MAX_DIFF_FORMS, type PackDiff } from './diff-packs.js';
export { diffRules, type RulesDiff, type RuleSet } from './diff-rules.js';
export type { EntryChange, FieldChange, Part as PackPart } from './pack-changes.js';
export type { Judged, Side, Witness } from './compared.js';
export type { SourceChange } from './source-changes.js';
export type { Move } from './counterpart.js';
export type { Situation } from './boundaries.js';
