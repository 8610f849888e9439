// How long a form would be as JSON, without writing it: where that is near the core's limit for a text, the text has to decide.

/** At least as many bytes as JSON.stringify gives for values that consist of plain objects and lists. Texts without escapes are counted closely. */
export function mostJsonBytes(value: unknown): number {
  if (typeof value === 'string') return bytesOf(value);
  if (typeof value !== 'object' || value === null) return LONGEST_NUMBER;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) bytes += mostJsonBytes(value[i]) + 1;
  } else {
    for (const key in value) bytes += bytesOf(key) + mostJsonBytes((value as Record<string, unknown>)[key]) + 2;
  }
  return bytes;
}

/** -1.2345678901234567e-100 and one more; anything else that is no text, list or object is shorter. */
export const LONGEST_NUMBER = 25;

/** \u001f, for one unit of a text or one byte of its UTF-8; without escapes a unit has three bytes at most. */
export const LONGEST_ESCAPE = 6;
const ESCAPED = /[\0-\x1f"\\]/;

/** The same of a text. */
export function bytesOf(text: string): number {
  return 2 + text.length * (isPrintable(text) ? 1 : ESCAPED.test(text) ? LONGEST_ESCAPE : 3);
}

/** ASCII that JSON writes as it is. For short texts, which are what forms consist of, a loop was measured to be sooner done than a regular expression. */
export function isPrintable(text: string): boolean {
  let sign = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7e) return false;
    sign |= (code - 0x20) | ((code ^ 0x22) - 1) | ((code ^ 0x5c) - 1); // negative at a control character, at a quote and at a backslash
  }
  return sign >= 0;
}
