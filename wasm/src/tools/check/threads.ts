// Where batches are answered: in this thread, or in others.
import { Worker } from 'node:worker_threads';
import type { Precheck } from '../../precheck.js';
import { type Answers, answerBatch, type Defaults } from './answer.js';
import type { Batch } from './batches.js';

export interface Answerer {
  answer(batch: Batch): Promise<Answers>;
  close(): void;
}

/** What a worker starts with. */
export interface WorkerData {
  /** Compiled packs: they load faster than documents, and are known to be right. */
  packs: string[];
  defaults: Defaults;
}

export function inThisThread(engine: Precheck, defaults: Defaults): Answerer {
  return { answer: async (batch) => answerBatch(engine, batch, defaults), close: () => {} };
}

export function inWorkers(count: number, engine: Precheck, defaults: Defaults): Answerer {
  const packs = engine.packs().map(({ id, edition }) => engine.compiled(`${id}@${edition}`));
  const workers = Array.from({ length: count }, () => startWorker({ packs, defaults }));
  return {
    answer: (batch) => workers.reduce((one, other) => (other.waiting() < one.waiting() ? other : one)).answer(batch),
    close: () => workers.forEach((worker) => worker.close()),
  };
}

function startWorker(workerData: WorkerData) {
  // Beside dist/cli.js and dist/tools.js.
  const worker = new Worker(new URL('./check-worker.js', import.meta.url), { workerData });
  const waiting: { resolve: (answers: Answers) => void; reject: (reason: unknown) => void }[] = [];
  let failure: unknown;
  const fail = (reason: unknown) => {
    failure ??= reason;
    for (const one of waiting.splice(0)) one.reject(failure);
  };
  worker.on('message', (answers: Answers) => waiting.shift()?.resolve(answers));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a worker thread ended')));
  return {
    waiting: () => waiting.length,
    answer: (batch: Batch) =>
      new Promise<Answers>((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ resolve, reject });
        worker.postMessage(batch, 'lines' in batch ? [batch.lines.buffer as ArrayBuffer] : []);
      }),
    close: () => void worker.terminate(),
  };
}
