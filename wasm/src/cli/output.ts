// Standard output at the reader's pace.
import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes a text, or its bytes; resolves when more may be written. Rejects when the reader is gone (EPIPE). */
export type Write = (text: string | Uint8Array) => Promise<void>;

export function writerTo(stream: Writable): Write {
  let broken: Error | undefined;
  stream.on('error', (error) => (broken = error));
  return async (text) => {
    if (broken) throw broken;
    if (text.length === 0) return;
    if (!stream.write(text)) await once(stream, 'drain'); // rejects on 'error'
  };
}

/** The reader closed the pipe, as `head` does: it has seen enough. */
export function isBrokenPipe(reason: unknown): boolean {
  return (reason as NodeJS.ErrnoException)?.code === 'EPIPE';
}
