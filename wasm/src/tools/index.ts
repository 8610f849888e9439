// `yibao-precheck/tools`, for Node: what the command line does with packs, as functions.
export { type ExpressionRole, expressionsOf, type PackExpression } from './expressions.js';
export { type Case, type CaseFile, parseCases, readCaseFilesBelow } from './cases.js';
export type { Difference, Expected } from './expected.js';
export { type CaseResult, testPacks, type TestOptions } from './test-packs.js';
export { updateCases } from './update-cases.js';
export { type Change, diffPacks, type DiffOptions, MAX_DIFF_FORMS, type PackDiff } from './diff-packs.js';
export type { EntryChange, FieldChange, Part } from './pack-changes.js';
export type { Situation } from './boundaries.js';
export type { Move } from './counterpart.js';
export type { Judged, Side, Witness } from './compared.js';
export { formSchema, type FormSchemaOptions, type JsonSchema } from './form-schema.js';
export { formTypes, typeName } from './form-types.js';
export { diffRules, type RulesDiff, type RuleSet } from './diff-rules.js';
export { type CasesDocument, type GeneratedCases, generateCases, type GenerateOptions, MAX_CASES } from './generate-cases.js';
