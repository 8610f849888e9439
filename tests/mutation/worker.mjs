// A share of the mutants of each pack, in a thread of its own: those whose place modulo `threads` is `index`.
import { parentPort, workerData } from 'node:worker_threads';
import { createPrecheck } from 'yibao-precheck';
import { checkMutants } from 'yibao-precheck/tools';
import { mutatedPacks } from './packs.mjs';

const { wanted, index, threads } = workerData;
const results = [];
for (const { file, mutants, family } of await mutatedPacks(wanted)) {
  const share = mutants.map((mutant, place) => ({ ...mutant, place })).filter(({ place }) => place % threads === index);
  const checked = [];
  for await (const { mutant: { place, name }, outcome, by } of checkMutants(createPrecheck, share, family, file)) checked.push({ place, name, outcome, by });
  results.push({ pack: file.pack, mutants: checked });
}
parentPort.postMessage(results);
