// Files and standard input as text, byte by byte true: what is not UTF-8 is an error, never a replacement character.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** A path, or `-` for standard input. */
export async function readText(path: string): Promise<string> {
  const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path);
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Error('the file is not UTF-8');
  return text;
}

export function openBytes(path: string): Readable {
  return path === '-' ? process.stdin : createReadStream(path);
}

/** undefined where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
