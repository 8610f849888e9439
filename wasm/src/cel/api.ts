// What both entries of yibao-precheck/cel export besides createCel.
export type { Instantiate } from '../bindings.js';
export { PrecheckError } from '../errors.js';
export type { WasmSource } from '../load.js';
export type {
  Cel, CelBindings, CelError, CelFailure, CelOptions, CelProgram, CelResult, CreateCelOptions,
} from './cel.js';
export {
  type CelCall, type CelComprehension, type CelIdent, type CelList, type CelLiteral, type CelMap, type CelMapEntry, celParts,
  type CelPlace, type CelSelect, type CelSyntax,
} from './syntax.js';
export {
  CEL_UNKNOWN, CelDuration, type CelInput, CelOptional, CelTimestamp, CelType, CelUint, type CelValue,
} from './values.js';
