// Structure only: types, lists and codes, no rules. The validator is made at build time (measure/bundle.mjs).
import { validate } from '../build/ajv-standalone.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'ajv standalone', packages: ['ajv'], structure: true, rules: false, note: 'structure only' };

export function create() {
  return { object: (form) => verdictOf(validate(form) ? [] : ['structure']) };
}
