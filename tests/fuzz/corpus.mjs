// tests/fuzz/corpus/<target>.jsonl: a target's inputs, one a line, since hundreds of tiny files are a burden to a repository.
// A text (UTF-8) stands as a JSON string, compact JSON as {"json": …}, other bytes as {"base64": …}. libFuzzer wants files: unpack() writes them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../wasm/scripts/root.mjs';
import { expected } from '../../wasm/scripts/run.mjs';

/** Each is tests/fuzz/<target>_fuzz.cpp, with the dictionary that helps it. */
export const TARGETS = { cel_check: 'cel.dict', cel_evaluate: 'cel.dict', json_reader: 'json.dict', pack: 'pack.dict' };

const corpusFile = (target) => join(root, `tests/fuzz/corpus/${target}.jsonl`);
const failuresFile = (target) => join(root, `tests/fuzz/corpus/${target}.failures.jsonl`);

/** The inputs of a target, as buffers, those that once failed among them. A corpus that is missing or empty is an error. */
export function corpus(target) {
  const inputs = read(corpusFile(target));
  if (inputs.length === 0) throw expected(`the corpus of ${target} is empty`);
  const all = [...inputs, ...failures(target)]; // one may be both
  return [...new Map(all.map((input) => [input.toString('base64'), input])).values()];
}

/** What once failed stays, even where other inputs reach the same code. */
export function failures(target) {
  return existsSync(failuresFile(target)) ? read(failuresFile(target)) : [];
}

function read(path) {
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const input = JSON.parse(line);
    if (typeof input === 'string') return Buffer.from(input);
    return 'json' in input ? Buffer.from(JSON.stringify(input.json)) : Buffer.from(input.base64, 'base64');
  });
}

/** Puts inputs into a folder, as files named by their content. */
export function unpack(inputs, folder) {
  mkdirSync(folder, { recursive: true });
  for (const input of inputs) writeFileSync(join(folder, createHash('sha1').update(input).digest('hex')), input);
}

/** The files of a folder, as buffers. */
export function inputsIn(folder) {
  return readdirSync(folder).map((name) => readFileSync(join(folder, name)));
}

/** The same in the order in which they were written. */
export function inputsByAge(folder) {
  const written = (name) => statSync(join(folder, name), { bigint: true }).mtimeNs;
  const names = readdirSync(folder).map((name) => ({ name, at: written(name) }));
  return names.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ name }) => readFileSync(join(folder, name)));
}

export const writeCorpus = (target, inputs) => write(corpusFile(target), inputs);
export const writeFailures = (target, inputs) => write(failuresFile(target), inputs);

function write(path, inputs) {
  const ordered = [...inputs].sort((a, b) => a.length - b.length || Buffer.compare(a, b));
  writeFileSync(path, [...new Set(ordered.map(line))].map((text) => `${text}\n`).join(''));
}

function line(input) {
  const text = input.toString('utf8');
  if (!Buffer.from(text).equals(input)) return JSON.stringify({ base64: input.toString('base64') });
  const json = parsed(text);
  return JSON.stringify(json !== undefined && JSON.stringify(json) === text ? { json } : text);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a text that is no JSON
  }
}

export function emptyFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
