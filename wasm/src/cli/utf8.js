// Files as text, byte by byte true: what is not UTF-8 is an error, never a replacement character. A byte order mark, which some editors write, is
// left out. Plain JavaScript, as rule-files.js.
import { readFileSync } from 'node:fs';

// Old editors save in GBK where they are not told.
export const NOT_UTF8 = 'the file is not UTF-8 (but GBK or UTF-16, perhaps); save it as UTF-8';

/**
 * undefined where the bytes are not UTF-8.
 * @param {Uint8Array} bytes
 * @returns {string | undefined}
 */
export function decodeUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @returns {string}
 */
export function readUtf8(path) {
  const text = decodeUtf8(readFileSync(path));
  if (text === undefined) throw new Error(`${path}: ${NOT_UTF8}`);
  return text;
}
