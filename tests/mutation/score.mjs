// How many mutants of each shipped pack its golden cases kill, and what is wrong with that. Needs the built package.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const LEAST_KILLED = 0.95;
const MOST_EQUIVALENT = 0.03;

/** Of each pack, `id@edition`: mutants that no form can tell from it, each with the reason. */
export const equivalents = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));

/**
 * The mutants of the packs named (`id` or `id@edition`; none: of all), checked by as many threads as there are cores.
 * @returns {Promise<{ pack: string, mutants: { name: string, outcome: 'refused' | 'killed' | 'survived', by?: string }[] }[]>}
 */
export async function runMutants(wanted = [], threads = availableParallelism?.() ?? 2) {
  const parts = await Promise.all(Array.from({ length: threads }, (_, index) => part({ wanted, index, threads })));
  const [first] = parts;
  return first.map(({ pack }, place) => ({ pack, mutants: parts.flatMap((packs) => packs[place].mutants).sort((one, other) => one.place - other.place) }));
}

function part(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The figures of one pack, and its faults in words. */
export function scoreOf({ pack, mutants }, listed = equivalents[pack] ?? {}) {
  const count = (outcome) => mutants.filter((mutant) => mutant.outcome === outcome).length;
  const survivors = mutants.filter(({ outcome, name }) => outcome === 'survived' && !(name in listed));
  const equivalent = Object.keys(listed).length;
  const [refused, killed] = [count('refused'), count('killed')];
  const score = mutants.length === 0 ? 1 : (refused + killed) / (mutants.length - equivalent); // an edition may say nothing of its own
  const faults = Object.keys(listed).flatMap((name) => {
    const mutant = mutants.find((one) => one.name === name);
    if (!mutant) return [`there is no mutant "${name}" any more: take it out of equivalent.json`];
    return mutant.outcome === 'survived' ? [] : [`the mutant "${name}" is no equivalent: ${mutant.by ? `the case ${mutant.by} tells it` : 'it does not load'}`];
  });
  if (!(score >= LEAST_KILLED)) faults.push(`${percent(score)} of the mutants are killed, of ${percent(LEAST_KILLED)} that are wanted: cases are missing for`, ...survivors.map(({ name }) => `  ${name}`));
  if (equivalent > mutants.length * MOST_EQUIVALENT) faults.push(`${equivalent} of ${mutants.length} mutants are listed as equivalent, more than ${percent(MOST_EQUIVALENT)}`);
  return { pack, mutants: mutants.length, refused, killed, equivalent, survivors, score, faults };
}

export function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}
