// Numbers that would not come out of JavaScript as they went in: 1.0, which becomes the int 1, and whole numbers beyond 2^53.
import type { Diagnostic } from '../errors.js';
import { lineAndColumn } from '../form-text.js';

/** `text` is JSON that can be read. */
export function inexactNumbers(document: string, text: string): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    const value = Number(token);
    if (token.startsWith('"') || !Number.isInteger(value)) continue;
    if (/^-?\d+$/.test(token) && Number.isSafeInteger(value)) continue;
    const message = `JavaScript does not keep the number ${token} as it is written: write a whole number below 2^53, and "type": "double" where a parameter needs it`;
    faults.push({ code: 'pack.number', document, pointer: '', ...lineAndColumn(text, match.index), message });
  }
  return faults;
}
