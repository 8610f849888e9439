// `yibao-precheck/tools`, for Node: what the command line does with packs, as functions.
export { type ExpressionRole, expressionsOf, type PackExpression } from './expressions.js';
export { type Case, type CaseFile, parseCases, readCaseFilesBelow } from './cases.js';
export type { Difference, Expected } from './expected.js';
export { type CaseResult, testPacks, type TestOptions } from './test-packs.js';
export { updateCases } from './update-cases.js';
export { type Mutant, mutantsOf } from './mutate.js';
export { checkMutants, familyOf, type MutantResult, type PackFamily } from './mutation-check.js';
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
export { caseCoverage, type PackCoverage, type RuleCoverage, shareCovered, type UncoveredPart } from './case-coverage.js';
