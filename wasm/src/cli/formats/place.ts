// A problem's place and words, for formats that have one line for them.
import type { Problem } from '../results.js';

/** `form.json:3:14: /days: `, as far as it is known. */
export function placeOf({ file, line, column, pointer }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return [place, pointer].filter(Boolean).map((part) => `${part}: `).join('');
}

/** The message with the way out below it. */
export function wordsOf({ message, help }: Problem): string {
  return help ? `${message}\n${help}` : message;
}
