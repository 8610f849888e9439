// check FILE...: one form a file, all for the same pack and day.
import { PrecheckError } from '../errors.js';
import type { CheckOptions, Precheck } from '../precheck.js';
import type { Report } from '../report.js';
import type { Format } from './options.js';
import type { ExitStatus } from './exit-status.js';
import { readText } from './input.js';
import type { Write } from './output.js';
import { renderReport } from './render.js';

export async function checkFiles(
  engine: Precheck,
  files: string[],
  pack: string,
  options: CheckOptions,
  format: Format,
  write: Write,
  status: ExitStatus,
): Promise<void> {
  for (const file of files) {
    let text: string;
    try {
      text = engine.checkText(pack, await readText(file), options);
    } catch (reason) {
      status.addFailure();
      process.stderr.write(`${describeFailure(file, reason)}\n`);
      continue;
    }
    const report = JSON.parse(text) as Report;
    status.addVerdict(report.verdict);
    if (format === 'jsonl') await write(`${text}\n`);
    else if (format === 'json') await write(`${JSON.stringify(report, null, 2)}\n`);
    else await write(renderReport(report, file));
  }
}

/** `form.json:3:14: message [code]`, as editors and CI logs recognise it. */
export function describeFailure(file: string, reason: unknown): string {
  if (!(reason instanceof PrecheckError)) return `${file}: ${(reason as Error).message}`;
  const place = [file, reason.line, reason.column].filter((part) => part !== undefined).join(':');
  return `${place}: ${reason.pointer ? `${reason.pointer}: ` : ''}${reason.message} [${reason.code}]`;
}
