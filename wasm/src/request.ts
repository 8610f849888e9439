// What the caller asks, as the core takes it, and what the core answers.
import { type ErrorPlace, PrecheckError } from './errors.js';
import { cutOversized, formText, loneSurrogateAt, paramsText } from './form-text.js';
import type { CheckOptions } from './precheck.js';

/** What `check`, `explain`, `coverage` and `open` hand to the core. */
export function request(pack: string, form: object | string, options: CheckOptions): [string, string, string, string, string] {
  const { asOf, locale, params } = options || ({} as CheckOptions);
  return [
    argument(pack, 'pack.unknown', 'the pack'),
    cutOversized(formText(form)),
    argument(asOf, 'as_of.malformed', 'asOf'),
    argument(locale, 'locale.unknown', 'the locale'),
    cutOversized(paramsText(params)),
  ];
}

/** The answer, unless it is `{"error": ...}`. */
export function answered(answer: string): string {
  if (!answer.startsWith('{"error":')) return answer;
  const { error } = JSON.parse(answer) as { error: ErrorPlace & { code: string; message: string } };
  throw new PrecheckError(error.code, error.message, error);
}

/** A text argument as the core takes it: `""` for one not given. */
export function argument(value: unknown, code: string, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' && loneSurrogateAt(value) < 0) return value;
  const found = typeof value === 'string' ? 'one with half of a surrogate pair' : `a value of type ${typeof value}`;
  throw new PrecheckError(code, `${name} must be a well-formed string, not ${found}`);
}
