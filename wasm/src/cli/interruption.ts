// Control-C, for commands that end what they have begun.

/** From here on the first SIGINT aborts the signal; the next one ends the process as it always would. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

/** Thrown by what was given an aborted signal. */
export function isInterruption(reason: unknown): boolean {
  return (reason as Error)?.name === 'AbortError';
}

/** As programs without a handler end: a shell then stops too (SIGINT), or knows that the reader wanted no more (SIGPIPE, 141). */
export function endBySignal(signal: 'SIGINT' | 'SIGPIPE'): void {
  process.once(signal, () => {}).removeAllListeners(signal); // Node ignores SIGPIPE until somebody has listened
  process.kill(process.pid, signal);
}
