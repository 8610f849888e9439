// Many forms, in constant memory: a stream of requests, one to a line, or forms by name.
import type { CheckOptions, LineDefaults, Precheck } from '../../precheck.js';
import { type Answers, type Defaults } from './answer.js';
import { type Batch, formBatches, type GivenForm, lineBatches } from './batches.js';
import { inOrder } from './in-order.js';
import { inThisThread, inWorkers } from './threads.js';

export type { Answers, Failure } from './answer.js';
export type { GivenForm } from './batches.js';
export { addSummary, emptySummary, type Summary } from './summary.js';

export interface ManyOptions {
  /** Worker threads. 1, the default: none, all is done in the caller's. */
  jobs?: number;
}

/**
 * Answers a stream of requests, one to a line, in its order. A line that cannot be read is answered by an error with its number, and the stream goes on.
 * No more is read while the answers are not taken.
 */
export function checkLines(engine: Precheck, chunks: AsyncIterable<Uint8Array>, options: LineDefaults & ManyOptions = {}): AsyncGenerator<Answers> {
  const { jobs, ...defaults } = options;
  return answered(engine, lineBatches(chunks), defaults, jobs);
}

/** Answers forms for one pack and day, in their order; `id` of an answer is the form's name. */
export function checkForms(engine: Precheck, pack: string, forms: AsyncIterable<GivenForm>, options: CheckOptions & ManyOptions): AsyncGenerator<Answers> {
  const { jobs, ...defaults } = options;
  return answered(engine, formBatches(forms), { pack, ...defaults }, jobs);
}

async function* answered(engine: Precheck, batches: AsyncIterable<Batch>, defaults: Defaults, jobs = 1): AsyncGenerator<Answers> {
  const answerer = jobs > 1 ? inWorkers(jobs, engine, defaults) : inThisThread(engine, defaults);
  try {
    // Two for each thread: one is at hand when the other is done.
    yield* inOrder(batches, (batch) => answerer.answer(batch), jobs > 1 ? 2 * jobs : 1);
  } finally {
    answerer.close();
  }
}
