// What `check` is given, answered piece by piece.
import { addAbortSignal } from 'node:stream';
import type { CheckOptions, LineDefaults, Precheck } from '../precheck.js';
import { type Answers, checkForms, checkLines, type Failure, type GivenForm, type ManyOptions } from '../tools/check/index.js';
import { withoutByteOrderMark } from './byte-order-mark.js';
import { wordsOf } from './failure.js';
import { openBytes, readText } from './input.js';
import { isInterruption } from './interruption.js';

/** Answers of a stream or of forms by their names, or a stream that could not be read to its end. */
export type Piece = { answers: Answers; stream?: string } | { broken: Failure; stream: string };

export async function* checkedForms(engine: Precheck, files: string[], pack: string, options: CheckOptions & ManyOptions, stop: AbortSignal): AsyncGenerator<Piece> {
  for await (const answers of checkForms(engine, pack, readForms(files, stop), options)) yield { answers };
}

async function* readForms(files: string[], stop: AbortSignal): AsyncGenerator<GivenForm> {
  for (const name of files) {
    stop.throwIfAborted();
    try {
      yield { name, text: await readText(name) };
    } catch (reason) {
      yield { name, error: unreadable(reason) };
    }
  }
}

export async function* checkedStreams(engine: Precheck, files: string[], options: LineDefaults & ManyOptions, stop: AbortSignal): AsyncGenerator<Piece> {
  for (const stream of files) {
    const bytes = openBytes(stream);
    addAbortSignal(stop, bytes);
    let readFailure: Error | undefined;
    bytes.once('error', (error) => (readFailure = error));
    try {
      for await (const answers of checkLines(engine, withoutByteOrderMark(bytes), options)) yield { answers, stream };
    } catch (reason) {
      if (isInterruption(reason) || reason !== readFailure) throw reason;
      yield { broken: unreadable(reason), stream };
    } finally {
      bytes.destroy(); // whoever takes no more answers wants no more input
    }
  }
}

function unreadable(reason: unknown): Failure {
  const wayOut = (reason as NodeJS.ErrnoException).code === 'EISDIR' ? "; a pattern names those in it: 'folder/**/*.json'" : '';
  return { code: 'file.unreadable', message: wordsOf(reason) + wayOut };
}
