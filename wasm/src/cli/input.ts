// Files and standard input as text, byte by byte true: what is not UTF-8 is an error, never a replacement character.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

/** A path, or `-` for standard input. */
export async function readText(path: string): Promise<string> {
  const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path);
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Error('the file is not UTF-8');
  return text;
}

export function openBytes(path: string): AsyncIterable<Buffer> {
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

/** More than the core takes in a line (1 MiB); of a longer one only this much is kept, enough for the core to refuse it. */
const MAX_LINE_BYTES = 2 * 1024 * 1024;

const LINE_FEED = 10;

/** The lines of a stream, without their line feeds; memory stays within one chunk and one line. Each array is one chunk's. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let parts: Buffer[] = [];
  let kept = 0;
  const keep = (part: Buffer) => {
    const some = part.subarray(0, MAX_LINE_BYTES - kept);
    if (some.length > 0) parts.push(some);
    kept += some.length;
  };
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      lines.push(Buffer.concat(parts));
      parts = [];
      kept = 0;
      start = end + 1;
    }
    keep(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (kept > 0) yield [Buffer.concat(parts)];
}
