// `yibao-precheck/standard-schema`: a pack as a Standard Schema (standardschema.dev, version 1), which TanStack Form, react-hook-form's
// resolver and others take as it is.
import type { Path } from '../../wasm/src/report.js';
import { formOf } from './model.js';
import { judge, type Subject } from './subject.js';

export type { Subject } from './subject.js';

export interface PrecheckIssue {
  message: string;
  /** From the form's top down to the field; an element of a list by its number. Empty: the form as a whole. */
  path: (string | number)[];
}

/** The value itself, unchanged, where nothing keeps it from being submitted. */
export type PrecheckResult<Form> = { value: Form; issues?: undefined } | { issues: PrecheckIssue[] };

export interface PrecheckSchema<Form> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'yibao-precheck';
    readonly validate: (value: unknown) => PrecheckResult<Form>;
    /** Only for types: never there. */
    readonly types?: { readonly input: Form; readonly output: Form };
  };
}

/**
 * Issues are errors, what is still to be filled in, and materials that are owed. Warnings and advice are no issues: they are in the report of
 * `check()`. `''`, `null` and `NaN` are what is not filled in.
 * @throws PrecheckError from `validate`, where the pack, the date or another option is wrong.
 */
export function standardSchema<Form extends object = Record<string, unknown>>(subject: Subject): PrecheckSchema<Form> {
  return {
    '~standard': {
      version: 1,
      vendor: 'yibao-precheck',
      validate(value) {
        const { obstacles } = judge(subject, formOf(value, subject.facts));
        if (obstacles.length === 0) return { value: value as Form };
        return { issues: obstacles.map(({ path, message }) => ({ message, path: keysOf(path, value) })) };
      },
    },
  };
}

/** Form libraries tell elements of a list from properties by the type of the key. */
function keysOf(path: Path, form: unknown): (string | number)[] {
  let holder = form;
  return path.split('/').slice(1).map((step) => {
    const key = Array.isArray(holder) ? Number(step) : step;
    holder = (holder as Record<string, unknown> | null | undefined)?.[step];
    return key;
  });
}
