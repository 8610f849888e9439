// npm run bench: nanoseconds for one check of each pack's sample forms, in Node over wasm and natively.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../wasm/scripts/build.mjs';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { buildPreset } from '../../wasm/scripts/native.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { main, run } from '../../wasm/scripts/run.mjs';

const SAMPLE_MILLISECONDS = 100;
const SAMPLES = 7;

await main(async () => {
  await build('native');
  const { createShippedEngine } = await import('../js/support/engine.mjs'); // only now is there a package to import
  console.log(`\nNode ${process.version} over wasm, median of ${SAMPLES} samples`);
  const since = process.hrtime.bigint();
  const engine = await createShippedEngine();
  console.log(`${String(elapsed(since)).padStart(12)} ns  load every pack, once`);
  for (const { pack, cases } of readCaseFiles()) {
    const forms = cases.filter((entry) => entry.sample).map(({ form, as_of, params }) => ({ text: JSON.stringify(form), form, options: { asOf: as_of, params } }));
    if (forms.length === 0) continue;
    const checks = (check) => median(() => forms.forEach(check)) / forms.length;
    print(checks(({ text, options }) => engine.checkText(pack, text, options)), `${pack}: JSON text to report text`);
    print(checks(({ form, options }) => engine.check(pack, form, options)), `${pack}: object to report`);
  }

  await buildPreset('release', 'Build the native library and its benches, preset release', 'some minutes the first time');
  const native = join(root, 'build/release/tests/bench/native_bench');
  if (!existsSync(native)) return;
  console.log('\nNative');
  await run(native, [join(root, 'rules')], { show: true });
});

/** Median nanoseconds of one call, over samples of many calls each. */
function median(work) {
  let rounds = 1;
  for (;;) {
    const since = process.hrtime.bigint();
    for (let i = 0; i < rounds; i++) work();
    if (elapsed(since) > SAMPLE_MILLISECONDS * 1e6) break;
    rounds *= 2;
  }
  const samples = Array.from({ length: SAMPLES }, () => {
    const since = process.hrtime.bigint();
    for (let i = 0; i < rounds; i++) work();
    return elapsed(since) / rounds;
  });
  return samples.sort((a, b) => a - b)[(SAMPLES - 1) / 2];
}

function elapsed(since) {
  return Number(process.hrtime.bigint() - since);
}

function print(nanoseconds, title) {
  console.log(`${nanoseconds.toFixed(0).padStart(12)} ns  ${title}`);
}
