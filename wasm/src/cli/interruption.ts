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

/** So that a shell, too, stops what it was doing. */
export function endByInterruption(): void {
  process.kill(process.pid, 'SIGINT');
}
