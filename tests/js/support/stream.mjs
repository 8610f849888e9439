// A stream of requests through `precheck check`, with what it took.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCaseFiles } from '../../../wasm/scripts/cases.mjs';
import { cli } from './command.mjs';

const BATCH = 1000;

/**
 * `forms` requests, made of the golden cases of every shipped pack in turn or of `pack`, through the command. Every answer is looked at: there has to be
 * one for each, in the order of the requests.
 * @returns {Promise<{ seconds: number, megabytes: number, bytesIn: number, bytesOut: number, status: number }>} `megabytes`: the most that was resident.
 */
export async function streamThrough({ forms, args = [], pack }) {
  const requests = golden(pack);
  const folder = mkdtempSync(join(tmpdir(), 'precheck-stream-'));
  const peak = join(folder, 'peak');
  const hook = join(folder, 'hook.cjs');
  writeFileSync(hook, `if (require('node:worker_threads').isMainThread) process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`);
  const since = performance.now();
  const child = spawn(process.execPath, ['--require', hook, cli, 'check', '--jsonl', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const closed = new Promise((resolve) => child.on('close', resolve));
    const [bytesIn, bytesOut] = await Promise.all([give(child.stdin, requests, forms), take(child.stdout, forms)]);
    const status = await closed;
    return { seconds: (performance.now() - since) / 1000, megabytes: Number(readFileSync(peak, 'utf8')) / 1024, bytesIn, bytesOut, status };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

/** What follows a request's id. */
function golden(pack) {
  const cases = readCaseFiles().filter((file) => pack === undefined || file.pack === pack);
  return cases.flatMap((file) => file.cases.map(({ as_of, form, params }) => JSON.stringify({ pack: file.pack, as_of, form, params }).slice(1)));
}

async function give(stream, requests, forms) {
  let bytes = 0;
  for (let first = 0; first < forms; first += BATCH) {
    let text = '';
    for (let i = first; i < Math.min(forms, first + BATCH); i++) text += `{"id":"${i}",${requests[i % requests.length]}\n`;
    const data = Buffer.from(text);
    bytes += data.length;
    if (!stream.write(data)) await new Promise((resolve) => stream.once('drain', resolve));
  }
  stream.end();
  return bytes;
}

async function take(stream, forms) {
  let [bytes, next, rest] = [0, 0, Buffer.alloc(0)];
  for await (const chunk of stream) {
    bytes += chunk.length;
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
      const head = data.toString('latin1', start, Math.min(end, start + 40));
      if (!head.startsWith(`{"format":1,"id":"${next}",`)) throw new Error(`answer ${next} begins with ${head}`);
      next++;
      start = end + 1;
    }
    rest = data.subarray(start);
  }
  if (next !== forms || rest.length > 0) throw new Error(`${next} answers to ${forms} requests`);
  return bytes;
}
