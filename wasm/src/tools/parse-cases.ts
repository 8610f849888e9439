// A file of golden cases as somebody has just written it.
import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { lineAndColumn } from '../form-text.js';
import { type CaseFile, casesOf } from './cases.js';

/** @throws Error where it is no file of cases: it names the file, and the line or the case at fault. */
export function parseCases(name: string, text: string): CaseFile {
  return casesOf(name, () => parsedJson(text));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    // The engine's own words differ between versions of Node, and most of them name no line.
    const errors: ParseError[] = [];
    parse(text, errors, { disallowComments: true });
    const [first] = errors;
    if (!first) throw reason;
    const found = Array.from(text.slice(first.offset))[0];
    const expected = printParseErrorCode(first.error).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
    throw new Error(`line ${lineAndColumn(text, first.offset).line}: not JSON: ${expected}, found ${found === undefined ? 'the end of the text' : JSON.stringify(found)}`);
  }
}
