// What is handed to a thread at once: whole lines of a stream, or some forms.

import { asBuffer } from './as-buffer.js';

/** Lines of a stream, each with its line feed; the last may lack it. */
export interface LineBatch {
  lines: Uint8Array;
  /** The number of the first, from 1. */
  first: number;
  /** The bytes of the first, where it was too long to be kept whole. */
  firstBytes?: number;
}

export interface FormBatch {
  forms: GivenForm[];
}

export type Batch = LineBatch | FormBatch;

/** One form by its name, which becomes the `id` of its answer: as JSON text, or why there is none. */
export interface GivenForm {
  name: string;
  text?: string;
  error?: { code: string; message: string };
}

const LINE_FEED = 10;

/** What the core takes in a line. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** Of a longer line only this much is kept, enough for the core to refuse it. */
const MAX_KEPT_BYTES = 2 * MAX_LINE_BYTES;

/** The lines of a stream as they come; memory stays within one chunk and one line. */
export async function* lineBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineBatch> {
  let first = 1;
  let begun: Uint8Array[] = []; // a line that has not ended yet
  let size = 0;
  const keep = (part: Uint8Array) => {
    const some = part.subarray(0, Math.max(0, MAX_KEPT_BYTES - size));
    if (some.length > 0) begun.push(some);
    size += part.length;
  };
  const firstBytes = () => (size > MAX_KEPT_BYTES ? size : undefined);
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const firstEnd = chunk.indexOf(LINE_FEED);
      keep(chunk.subarray(0, firstEnd));
      const lines = joined([...begun, chunk.subarray(firstEnd, end)]);
      const batch = { lines, first, firstBytes: firstBytes() };
      first += countLineFeeds(lines);
      begun = [];
      size = 0;
      yield batch; // whoever takes it may give the bytes away
    }
    keep(chunk.subarray(end));
  }
  if (size > 0) yield { lines: joined(begun), first, firstBytes: firstBytes() };
}

/** As many characters of forms as are worth handing over. */
const BATCH_CHARACTERS = 64 * 1024;

export async function* formBatches(forms: AsyncIterable<GivenForm>): AsyncGenerator<FormBatch> {
  let batch: GivenForm[] = [];
  let characters = 0;
  for await (const form of forms) {
    batch.push(form);
    characters += (form.text?.length ?? 0) + 100; // names count as well
    if (characters < BATCH_CHARACTERS) continue;
    yield { forms: batch };
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield { forms: batch };
}

/** A copy whose memory belongs to nobody else, so that it can be given away. */
function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function countLineFeeds(lines: Uint8Array): number {
  const bytes = asBuffer(lines);
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** The numbers of the lines that get an answer: blank ones get none. */
export function answeredLines({ lines, first }: LineBatch): number[] {
  const bytes = asBuffer(lines);
  const numbers: number[] = [];
  let number = first;
  for (let start = 0; start < bytes.length; number++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    if (!isBlank(bytes, start, end)) numbers.push(number);
    start = end + 1;
  }
  return numbers;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09 && bytes[at] !== 0x0d) return false;
  return true;
}

/** The bytes of a line, without its line feed. */
export function bytesOfLine({ lines, first, firstBytes }: LineBatch, number: number): number {
  if (number === first && firstBytes !== undefined) return firstBytes;
  const bytes = asBuffer(lines);
  let start = 0;
  for (let line = first; line < number; line++) start = bytes.indexOf(LINE_FEED, start) + 1;
  const feed = bytes.indexOf(LINE_FEED, start);
  return (feed < 0 ? bytes.length : feed) - start;
}
