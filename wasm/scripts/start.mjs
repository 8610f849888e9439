// npm start: from a fresh clone to checked forms. Sets up, builds, checks every pack's sample cases and prints the reports.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requestOf } from '../src/tools/cases.js';
import { build } from './build.mjs';
import { readCaseFiles } from './cases.mjs';
import { root } from './root.mjs';
import { expected, main } from './run.mjs';

await main(async () => {
  await build();
  const samples = readCaseFiles().flatMap(({ pack, cases }) => cases.filter((entry) => entry.sample).map((entry) => ({ pack, entry })));
  if (samples.length === 0) throw expected('no case below rules/ is marked "sample"');
  console.log(`\nChecking ${samples.length} sample forms, as \`precheck check --jsonl\` does:\n`);
  await check(samples.map(({ pack, entry }) => requestOf(pack, { ...entry, id: `${entry.id}: ${entry.title}` })));
  console.log('Next: npm run serve, and open the address that it prints.');
});

async function check(lines) {
  const cli = spawn(process.execPath, ['dist/cli.js', 'check', '--jsonl', '--format', 'text', '-'], {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  cli.stdin.end(`${lines.join('\n')}\n`);
  const [status] = await once(cli, 'close');
  // 1 says that some sample is not a pass, as some are meant not to be.
  if (status !== 0 && status !== 1) throw expected(`the samples could not be checked (status ${status})`);
}
