// What `check` prints, by format.
import type { Report } from '../report.js';
import type { Answers, Failure } from '../tools/check/index.js';
import { placesIn } from '../tools/json-place.js';
import type { Piece } from './check-inputs.js';
import { type PlaceOf, resultOf, unreadableResult } from './check-results.js';
import type { Colours } from './colours.js';
import { resultFormat, type ResultFormatName } from './formats/index.js';
import type { Format } from './options.js';
import { renderError, renderReport } from './render.js';
import type { Result } from './results.js';
import { readUtf8 } from './utf8.js';

export type CheckFormat = Format | ResultFormatName;

type Answer = Report | { id?: Failure['id']; error: Failure };

export interface CheckOutput {
  start(): string;
  piece(piece: Piece): string | Uint8Array;
  end(): string;
}

/** `locale`: of what is said where there is no report. */
export function checkOutput(format: CheckFormat, version: string, colours: Colours, locale: string | undefined): CheckOutput {
  if (format === 'jsonl') return plain((answers) => answers.lines);
  if (format === 'json') return plain((answers) => parsed(answers).map((answer) => `${JSON.stringify(answer, null, 2)}\n`).join(''));
  if (format === 'text') return plain((answers) => parsed(answers).map((answer) => rendered(answer, colours, locale)).join(''));
  const { start, result, end } = resultFormat(format, { version });
  return { start, piece: (piece) => resultsOf(piece).map(result).join(''), end };
}

/** A stream that could not be read is told of on standard error only: nothing asked for an answer. */
function plain(print: (answers: Answers) => string | Uint8Array): CheckOutput {
  return { start: () => '', piece: (piece) => ('answers' in piece ? print(piece.answers) : ''), end: () => '' };
}

const decoder = new TextDecoder();

function parsed({ lines }: Answers): Answer[] {
  return decoder.decode(lines).split('\n').slice(0, -1).map((line) => JSON.parse(line) as Answer);
}

function rendered(answer: Answer, colours: Colours, locale: string | undefined): string {
  return 'error' in answer ? renderError(answer.error, answer.id, colours, locale) : renderReport(answer, answer.id, colours);
}

function resultsOf(piece: Piece): Result[] {
  const file = piece.stream === '-' ? undefined : piece.stream;
  if ('broken' in piece) return [unreadableResult(piece.broken, piece.stream, file)];
  return parsed(piece.answers).map((answer, index) => {
    if (piece.stream === undefined) return resultOfForm(answer);
    const line = piece.answers.numbers[index] as number;
    const name = String(answer.id ?? `line ${line}`);
    return 'error' in answer ? unreadableResult(answer.error, name, file) : resultOf(answer, name, () => (file === undefined ? {} : { file, line }));
  });
}

/** Of a form that is a file of its own. */
function resultOfForm(answer: Answer): Result {
  const name = answer.id as string;
  const file = name === '-' ? undefined : name;
  if ('error' in answer) return unreadableResult(answer.error, name, file);
  return resultOf(answer, name, file === undefined ? () => ({}) : placesInFile(file));
}

/** Read once more, and only where there is something to point at: no text is kept until its form is answered. */
function placesInFile(file: string): PlaceOf {
  let places: ReturnType<typeof placesIn> | undefined;
  return (pointer) => {
    places ??= placesIn(readUtf8(file));
    return { file, ...places(pointer) };
  };
}
