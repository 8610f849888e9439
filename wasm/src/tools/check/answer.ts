// A batch of forms, answered.
import { type ErrorPlace, PrecheckError } from '../../errors.js';
import type { CheckOptions, LineDefaults, Precheck } from '../../precheck.js';
import { asBuffer } from './as-buffer.js';
import { answeredLines, type Batch, bytesOfLine, type FormBatch, type GivenForm, type LineBatch, MAX_LINE_BYTES } from './batches.js';
import { addReport, addUnreadable, emptySummary, type Summary } from './summary.js';

/** Of a stream: what a line gets that does not name its own. Of forms: for all of them. */
export type Defaults = LineDefaults & { params?: CheckOptions['params'] };

export interface Failure extends ErrorPlace {
  /** Of the form, or the id that the line gave. */
  id?: string | number;
  code: string;
  message: string;
}

export interface Answers {
  /** UTF-8: a report a line, or `{"error": …}` where there can be none, in the order of what was asked. */
  lines: Uint8Array;
  /** Of each, the number of the stream's line; of forms none. */
  numbers: number[];
  failures: Failure[];
  summary: Summary;
}

export function answerBatch(engine: Precheck, batch: Batch, defaults: Defaults): Answers {
  return 'lines' in batch ? answerLines(engine, batch, defaults) : answerForms(engine, batch, defaults);
}

function answerLines(engine: Precheck, batch: LineBatch, defaults: Defaults): Answers {
  const numbers = answeredLines(batch);
  const lines = engine.checkMany(batch.lines, defaults);
  const answers: Answers = { lines, numbers, failures: [], summary: emptySummary() };
  // One byte a character: only ASCII is looked for, and places stay those of the bytes.
  const texts = asBuffer(lines).toString('latin1').split('\n');
  texts.pop();
  texts.forEach((text, index) => {
    if (addReport(answers.summary, text)) return;
    // The core saw a line; here it is one of many.
    const answer = JSON.parse(Buffer.from(text, 'latin1').toString()) as { id?: Failure['id']; error: Failure };
    const { code, pointer, column } = answer.error;
    const line = numbers[index] as number;
    const message = code === 'line.too_large' ? tooLarge(bytesOfLine(batch, line)) : answer.error.message;
    const error = { code, message, pointer, line, column };
    texts[index] = Buffer.from(JSON.stringify({ id: answer.id, error })).toString('latin1');
    addFailure(answers, { id: answer.id, ...error });
  });
  if (answers.failures.length > 0) answers.lines = Buffer.from(`${texts.join('\n')}\n`, 'latin1');
  return answers;
}

/** The core may have seen the beginning only. */
function tooLarge(bytes: number): string {
  return `the line has ${bytes} bytes, more than the limit of ${MAX_LINE_BYTES} (1 MiB); write one request on each line`;
}

function answerForms(engine: Precheck, { forms }: FormBatch, { pack, asOf, ...options }: Defaults): Answers {
  const answers: Answers = { lines: new Uint8Array(), numbers: [], failures: [], summary: emptySummary() };
  const answer = (form: GivenForm): string => {
    const id = JSON.stringify(form.name);
    try {
      if (form.error) throw new PrecheckError(form.error.code, form.error.message);
      const report = engine.checkText(pack as string, form.text as string, { asOf: asOf as string, ...options });
      addReport(answers.summary, report);
      return report.replace('{"format":1,', () => `{"format":1,"id":${id},`);
    } catch (reason) {
      if (!(reason instanceof PrecheckError)) throw reason;
      const { code, message, pointer, line, column } = reason;
      addFailure(answers, { id: form.name, code, message, pointer, line, column });
      return JSON.stringify({ id: form.name, error: { code, message, pointer, line, column } });
    }
  };
  answers.lines = Buffer.from(forms.map((form) => `${answer(form)}\n`).join(''));
  return answers;
}

function addFailure({ failures, summary }: Answers, failure: Failure): void {
  failures.push(failure);
  summary.forms++;
  addUnreadable(summary, failure.code, 1);
}
