// npm run fuzz -- TARGET [SECONDS]: libFuzzer from the corpus and the seeds, 600 s if not said otherwise, under the sanitizers.
// npm run fuzz -- TARGET renew: makes the smallest set of inputs found that covers what all of them cover the corpus.
// What it finds stays in build/fuzz/; a failing input is printed, and lies in build/fuzz/<target>-failures/.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPreset } from '../../wasm/scripts/native.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { expected, main, run } from '../../wasm/scripts/run.mjs';
import { setUp } from '../../wasm/scripts/setup.mjs';
import { corpus, emptyFolder, failures, inputsByAge, inputsIn, TARGETS, unpack, writeCorpus, writeFailures } from './corpus.mjs';
import { seeds } from './seeds.mjs';

const DEFAULT_SECONDS = 600;
// Nothing that a phone should wait for takes 10 s, even under the sanitizers.
const LIMITS = ['-timeout=10', '-rss_limit_mb=2048'];
// Of an input of a corpus, and of a corpus: they are kept small.
const MOST_INPUT_BYTES = 4000;
const MOST_CORPUS_BYTES = 100_000;

await main(async () => {
  const [target, what = String(DEFAULT_SECONDS)] = process.argv.slice(2);
  if (!(target in TARGETS)) throw expected(`npm run fuzz -- TARGET [SECONDS | renew]; targets are ${Object.keys(TARGETS).join(', ')}`);
  await setUp('tests');
  await buildPreset('asan', 'Build the fuzz targets, preset asan', 'some minutes the first time');
  const program = join(root, `build/asan/tests/${target}_fuzz`);
  const found = join(root, `build/fuzz/${target}`);
  const failed = join(root, `build/fuzz/${target}-failures`);
  for (const folder of [found, failed]) mkdirSync(folder, { recursive: true });
  const options = [...LIMITS, `-artifact_prefix=${failed}/`];
  if (what === 'renew') return renew(target, program, options, found, failed);
  if (!/^\d+$/.test(what)) throw expected(`a number of seconds or "renew", not ${what}`);
  unpack([...corpus(target), ...(await seeds(target))], found);
  const dictionary = join(root, 'tests/fuzz', TARGETS[target]);
  await run(program, [...options, `-max_total_time=${what}`, `-dict=${dictionary}`, '-print_final_stats=1', found], { show: true });
});

async function renew(target, program, options, found, failed) {
  const short = join(root, `build/fuzz/${target}-short`);
  const chosen = join(root, `build/fuzz/${target}-chosen`);
  emptyFolder(short);
  emptyFolder(chosen);
  unpack([...corpus(target), ...inputsIn(found)].filter(({ length }) => length <= MOST_INPUT_BYTES), short);
  // By edges, not by how often each is taken: a corpus a tenth as large, that reaches the same code.
  await run(program, [...options, '-set_cover_merge=1', '-use_counters=0', chosen, short], { show: true });
  // What covers most comes first.
  let bytes = 0;
  writeCorpus(target, inputsByAge(chosen).filter(({ length }) => (bytes += length) <= MOST_CORPUS_BYTES));
  writeFailures(target, [...failures(target), ...inputsIn(failed)]);
  console.log(`${target}: ${corpus(target).length} inputs`);
}
