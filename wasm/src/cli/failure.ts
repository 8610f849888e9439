// What went wrong, in a line or a few for standard error.
import { PackError } from '../errors.js';
import { UsageError } from './context.js';

export function describe(reason: unknown): string {
  if (reason instanceof UsageError) return `precheck: ${reason.message}\nTry precheck --help.`;
  if (reason instanceof PackError) return `the rules could not be loaded:\n${reason.message}`;
  return `precheck: ${(reason as Error).message}`;
}
