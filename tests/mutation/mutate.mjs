// npm run mutate [-- PACK…]: changes each threshold, operator and enum value of the packs by one step, and runs the packs' cases over each such
// mutant. A mutant that survives is a place where the pack could be wrong and no case would tell.
import { build } from '../../wasm/scripts/build.mjs';
import { expected, main } from '../../wasm/scripts/run.mjs';
import { equivalents, percent, runMutants, scoreOf } from './score.mjs';

await main(async () => {
  const wanted = process.argv.slice(2);
  await build();
  const since = Date.now();
  const scores = (await runMutants(wanted)).map((result) => scoreOf(result));
  if (scores.length === 0) throw expected(`no pack has cases by the name of ${wanted.join(', ')}`);
  const unknown = wanted.length > 0 ? [] : Object.keys(equivalents).filter((pack) => !scores.some((score) => score.pack === pack));
  for (const { pack, survivors } of scores) for (const { name } of survivors) console.log(`${pack}: survived: ${name}`);
  console.log(`\n${'pack'.padEnd(44)} mutants refused  killed equivalent survived   score`);
  for (const { pack, mutants, refused, killed, equivalent, survivors, score } of scores) {
    console.log(pack.padEnd(44), ...[[mutants, 7], [refused, 7], [killed, 7], [equivalent, 10], [survivors.length, 8]].map(([count, width]) => String(count).padStart(width)), percent(score).padStart(7));
  }
  console.log(`${scores.reduce((sum, { mutants }) => sum + mutants, 0)} mutants in ${((Date.now() - since) / 1000).toFixed(0)} s`);
  const faults = [...scores.flatMap(({ pack, faults }) => faults.map((fault) => `${pack}: ${fault}`)), ...unknown.map((pack) => `equivalent.json names ${pack}, which has no cases`)];
  if (faults.length > 0) throw expected(`\n${faults.join('\n')}`);
});
