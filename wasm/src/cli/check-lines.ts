// check --jsonl: one request a line in, one report a line out, in the same order and in constant memory.
import type { ErrorPlace } from '../errors.js';
import type { LineDefaults, Precheck } from '../precheck.js';
import type { Report } from '../report.js';
import type { Format } from './arguments.js';
import type { ExitStatus } from './exit-status.js';
import { decodeUtf8, linesOf, wasCut } from './input.js';
import type { Write } from './output.js';
import { renderError, renderReport } from './render.js';

type Answer = Report | { id?: string; error: ErrorPlace & { code: string; message: string } };

export async function checkLines(
  engine: Precheck,
  chunks: AsyncIterable<Buffer>,
  defaults: LineDefaults,
  format: Format,
  write: Write,
  status: ExitStatus,
): Promise<void> {
  for await (const lines of linesOf(chunks)) {
    let out = '';
    for (const line of lines) {
      if (isBlank(line)) continue;
      const text = checkOne(engine, line, defaults);
      const answer = JSON.parse(text) as Answer;
      if ('error' in answer) status.addFailure();
      else status.addVerdict(answer.verdict);
      out += format === 'jsonl' ? `${text}\n` : format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : renderAnswer(answer);
    }
    if (out) await write(out);
  }
}

function checkOne(engine: Precheck, line: Buffer, defaults: LineDefaults): string {
  // A cut line may end inside a character; it is refused for its length, whatever stands there.
  const text = wasCut(line) ? line.toString('utf8') : decodeUtf8(line);
  if (text !== undefined) return engine.checkLine(text, defaults);
  return JSON.stringify({ error: { code: 'line.malformed_json', message: 'the line is not UTF-8' } });
}

function renderAnswer(answer: Answer): string {
  return 'error' in answer ? renderError(answer.error, answer.id) : renderReport(answer, answer.id);
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 32 || byte === 9 || byte === 13);
}
