// npm run bench:stream: a million requests through `precheck check --jsonl`, with one thread and with two: time, and the most memory that was resident.
// `-- --forms 100000 --jobs 1,4 --pack ID@EDITION` chooses others.
import { parseArgs } from 'node:util';
import { main } from '../../wasm/scripts/run.mjs';
import { streamThrough } from '../js/support/stream.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { forms: { type: 'string', default: '1000000' }, jobs: { type: 'string', default: '1,2' }, pack: { type: 'string' } } });
  for (const jobs of values.jobs.split(',')) {
    const { seconds, megabytes, bytesIn, bytesOut, status } = await streamThrough({ forms: Number(values.forms), args: ['--jobs', jobs], pack: values.pack });
    const rate = Math.round(Number(values.forms) / seconds);
    console.log(`--jobs ${jobs}: ${values.forms} forms in ${seconds.toFixed(1)} s, ${rate} a second; ${megabytes.toFixed(0)} MB resident at most; ${mega(bytesIn)} MB in, ${mega(bytesOut)} MB out; status ${status}`);
  }
});

function mega(bytes) {
  return Math.round(bytes / 1e6);
}
