// What went wrong, in a line or a few for standard error.
import { type ErrorPlace, PackError, PrecheckError } from '../errors.js';
import { UsageError } from './context.js';

export function describe(reason: unknown): string {
  if (reason instanceof UsageError) return `precheck: ${reason.message}\nTry precheck --help.`;
  if (reason instanceof PackError) return `the rules could not be loaded:\n${reason.message}`;
  return `precheck: ${(reason as Error).message}`;
}

/** `form.json:3:14: message [code]`, as editors and CI logs recognise it. */
export function describeFailure(file: string, reason: unknown): string {
  return reason instanceof PrecheckError ? describeError(file, reason) : `${file}: ${(reason as Error).message}`;
}

export function describeError(file: string, { code, message, pointer, line, column }: ErrorPlace & { code: string; message: string }): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${pointer ? `${pointer}: ` : ''}${message} [${code}]`;
}
