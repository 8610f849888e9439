// Runs other programs, and tells what is going on meanwhile.
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** A program answered with another status than 0; `output` holds what it said. */
export class ProgramError extends Error {
  constructor(command, status, output) {
    super(`${command} ended with ${status}`);
    this.output = output;
  }
}

/** Runs a program in the root folder and gives its output (both streams, as they came). Throws ProgramError. */
export function run(command, args, { env = {}, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32', // npm is a script there
    });
    let output = '';
    for (const [stream, sink] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (show) sink.write(text);
      });
    }
    const words = [command, ...args].join(' ');
    const line = words.length > 120 ? `${words.slice(0, 120)}...` : words; // of hundreds of files, a few tell enough
    child.on('error', (error) => reject(new ProgramError(line, error.message, output)));
    child.on('close', (status, signal) => (status === 0 ? resolve(output) : reject(new ProgramError(line, signal ?? status, output))));
  });
}

const TICK_SECONDS = 15;

/** Does `work`, says what and how long it takes, and shows a sign of life now and then. */
export async function step(title, expected, work) {
  const since = Date.now();
  const seconds = () => ((Date.now() - since) / 1000).toFixed(1);
  console.log(expected ? `${title} (${expected}) ...` : `${title} ...`);
  const ticker = setInterval(() => console.log(`  ... still at it after ${Math.round(seconds())} s`), TICK_SECONDS * 1000);
  try {
    const result = await work();
    console.log(`  done in ${seconds()} s`);
    return result;
  } catch (error) {
    if (error instanceof ProgramError && error.output) process.stderr.write(lastLines(error.output, 60));
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/** The main function of a script: an error becomes one readable line and status 2. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof ProgramError || error.expected ? error.message : error);
    process.exitCode = 2;
  }
}

/** An error whose message is all that the reader needs. */
export function expected(message) {
  return Object.assign(new Error(message), { expected: true });
}

function lastLines(text, count) {
  return `${text.trimEnd().split('\n').slice(-count).join('\n')}\n`;
}
