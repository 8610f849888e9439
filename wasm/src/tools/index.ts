// `yibao-precheck/tools`, for Node: what the command line does with packs, as functions.
export { type ExpressionRole, expressionsOf, type PackExpression } from './expressions.js';
