// What every command works with.
import type { Colours } from './colours.js';
import type { ExitStatus } from './exit-status.js';
import type { Write } from './output.js';
import type { Progress } from './progress.js';

export interface Context {
  /** Of the package. */
  version: string;
  /** Standard output. */
  write: Write;
  /** Those of standard output. */
  colours: Colours;
  /** Whole lines on standard error. */
  complain(text: string): void;
  /** On standard error. */
  progress: Progress;
  /** The worst that happened so far. */
  status: ExitStatus;
}

/** The command line is wrong in a way that no single option shows; the message says how. */
export class UsageError extends Error {}
