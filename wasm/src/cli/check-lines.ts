// check --jsonl: one request a line in, one report a line out, in the same order and in constant memory.
import type { ErrorPlace } from '../errors.js';
import type { LineDefaults, Precheck } from '../precheck.js';
import type { Report, Verdict } from '../report.js';
import type { Format } from './options.js';
import type { ExitStatus } from './exit-status.js';
import { linesOf } from './input.js';
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
    const answers = engine.checkMany(withLineFeeds(lines), defaults);
    if (answers.length === 0) continue;
    if (format === 'jsonl') {
      for (const verdict of verdictsOf(answers)) {
        if (verdict === undefined) status.addFailure();
        else status.addVerdict(verdict);
      }
      await write(answers);
    } else {
      await write(decoder.decode(answers).split('\n').slice(0, -1).map((text) => rendered(text, format, status)).join(''));
    }
  }
}

const decoder = new TextDecoder();
const LINE_FEED = Buffer.from('\n');

function withLineFeeds(lines: Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, LINE_FEED]));
}

/** Of each answer, without reading all of it: no text within JSON has a quote that is not escaped. undefined: an error. */
function verdictsOf(answers: Uint8Array): (Verdict | undefined)[] {
  const lines = Buffer.from(answers.buffer, answers.byteOffset, answers.length).toString('latin1').split('\n').slice(0, -1);
  return lines.map((line) => /"verdict":"([a-z_]+)"/.exec(line)?.[1] as Verdict | undefined);
}

function rendered(text: string, format: Format, status: ExitStatus): string {
  const answer = JSON.parse(text) as Answer;
  if ('error' in answer) status.addFailure();
  else status.addVerdict(answer.verdict);
  return format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : renderAnswer(answer);
}

function renderAnswer(answer: Answer): string {
  return 'error' in answer ? renderError(answer.error, answer.id) : renderReport(answer, answer.id);
}
