// `yibao-precheck/tools`, for Node: what the command line does with packs, as functions.
export { type ExpressionRole, expressionsOf, type PackExpression } from './expressions.js';
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
