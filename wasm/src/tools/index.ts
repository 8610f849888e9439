// `yibao-precheck/tools`, for Node: what the command line does with packs, as functions.
export { type ExpressionRole, expressionsOf, type PackExpression } from './expressions.js';
export { formSchema, type FormSchemaOptions, type JsonSchema } from './form-schema.js';
export { formTypes, typeName } from './form-types.js';
