// A worker thread: answers batches in the order in which they come. dist/check-worker.js.
import { parentPort, workerData } from 'node:worker_threads';
import { createPrecheck } from '../../node.js';
import { answerBatch } from './answer.js';
import type { Batch } from './batches.js';
import type { WorkerData } from './threads.js';

const { packs, defaults } = workerData as WorkerData;
const engine = createPrecheck({ packs });

parentPort?.on('message', async (batch: Batch) => {
  const answers = answerBatch(await engine, batch, defaults);
  parentPort?.postMessage(answers, [answers.lines.buffer as ArrayBuffer]);
});
