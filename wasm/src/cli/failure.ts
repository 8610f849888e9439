// What went wrong, in a line or a few for standard error.
import { type Diagnostic, type ErrorPlace, PackError, PrecheckError } from '../errors.js';
import { adviceOn } from '../tools/lint/advice.js';
import { UsageError } from './context.js';

/** `command`: the one that was asked for. */
export function describe(reason: unknown, command?: string): string {
  if (reason instanceof UsageError) return `precheck: ${reason.message}\nTry precheck ${command ? `${command} ` : ''}--help.`;
  if (reason instanceof PackError) return ['the rules could not be loaded:', reason.message, ...adviceOnAll(reason.diagnostics)].join('\n');
  const { path } = reason as NodeJS.ErrnoException;
  return `precheck: ${path === undefined ? '' : `${path}: `}${wordsOf(reason)}`;
}

/** Each once. */
function adviceOnAll(diagnostics: Diagnostic[]): string[] {
  const advice = diagnostics.flatMap(({ code, message }) => adviceOn(code, message) ?? []);
  return [...new Set(advice)].map((line) => `    ${line}`);
}

// What Node says of files is for programmers.
const OF_FILES: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'this is a file, not a folder',
  EACCES: 'it may not be opened',
  EEXIST: 'it is there already, and nothing is overwritten',
};

/** Without the path, which the caller has. */
export function wordsOf(reason: unknown): string {
  const { code, message } = reason as NodeJS.ErrnoException;
  return OF_FILES[code ?? ''] ?? message;
}

/** `form.json:3:14: message [code]`, as editors and CI logs recognise it. */
export function describeFailure(file: string, reason: unknown): string {
  return reason instanceof PrecheckError ? describeError(file, reason) : `${file}: ${wordsOf(reason)}`;
}

export function describeError(file: string, { code, message, pointer, line, column }: ErrorPlace & { code: string; message: string }): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${pointer ? `${pointer}: ` : ''}${message} [${code}]`;
}
