// The files of a folder as they are at a git revision. Git is asked without a shell, and only to read.
import { spawnSync } from 'node:child_process';

/** Far more than any rules folder. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Texts by name below the folder, in code-unit order. */
export function filesAt(revision: string, folder: string): Map<string, string> {
  const commit = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], `there is no git revision ${revision}`).trim();
  const names = git(folder, ['ls-tree', '-r', '-z', '--name-only', commit, '.'], `${folder} cannot be listed at ${revision}`).split('\0').filter(Boolean).sort();
  if (names.length === 0) throw new Error(`${folder} has no files at ${revision}`);
  const wanted = names.map((name) => `${commit}:./${name}\n`).join('');
  return contents(names, gitBytes(folder, ['cat-file', '--batch'], `${folder} cannot be read at ${revision}`, wanted));
}

/** What `cat-file --batch` answers: for each name `<object> blob <size>`, a line feed, the bytes, a line feed. */
function contents(names: string[], answer: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = 0;
  for (const name of names) {
    const end = answer.indexOf('\n', at);
    const [, type, size] = answer.toString('utf8', at, end).split(' ');
    if (type !== 'blob') throw new Error(`${name} is no file there (${answer.toString('utf8', at, end)})`);
    files.set(name, new TextDecoder('utf-8', { fatal: true }).decode(answer.subarray(end + 1, end + 1 + Number(size))));
    at = end + 1 + Number(size) + 1;
  }
  return files;
}

function git(folder: string, command: string[], problem: string): string {
  return gitBytes(folder, command, problem).toString('utf8');
}

function gitBytes(folder: string, command: string[], problem: string, input = ''): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...command], { input, maxBuffer: MAX_BYTES });
  if (error) throw new Error(`${problem}: ${error.message}`);
  if (status !== 0) throw new Error([problem, stderr.toString('utf8').trim()].filter(Boolean).join(': '));
  return stdout;
}
