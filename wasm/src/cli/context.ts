// What every command works with.
import type { ExitStatus } from './exit-status.js';
import type { Write } from './output.js';

export interface Context {
  /** Standard output. */
  write: Write;
  /** The worst that happened so far. */
  status: ExitStatus;
}

/** The command line is wrong in a way that no single option shows; the message says how. */
export class UsageError extends Error {}
