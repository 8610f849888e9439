// Files and standard input as text.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { decodeUtf8, NOT_UTF8 } from './utf8.js';

/** A path, or `-` for standard input. */
export async function readText(path: string): Promise<string> {
  const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path).catch((reason) => Promise.reject(Object.assign(reason, { path })));
  const text = decodeUtf8(bytes);
  if (text === undefined) throw Object.assign(new Error(NOT_UTF8), { path });
  return text;
}

export function openBytes(path: string): Readable {
  return path === '-' ? process.stdin : createReadStream(path);
}
