// The command `precheck`.
import { CommanderError } from 'commander';
import { coloursFor } from './colours.js';
import type { Context } from './context.js';
import { ExitStatus } from './exit-status.js';
import { describe } from './failure.js';
import { endBySignal, isInterruption } from './interruption.js';
import { isBrokenPipe, writerTo } from './output.js';
import { programFor } from './program.js';
import { progressOn } from './progress.js';
import { packageVersion, versionText } from './version.js';

const status = new ExitStatus();
const progress = progressOn(process.stderr);
const write = writerTo(process.stdout);
const context: Context = {
  version: packageVersion(),
  write(text) {
    progress.clear(); // both may be the same terminal
    return write(text);
  },
  colours: coloursFor(process.stdout),
  complain(text) {
    progress.clear();
    process.stderr.write(`${text}\n`);
  },
  progress,
  status,
};

process.stderr.on('error', () => {}); // whoever closed it wants no complaints

const program = programFor(context, versionText);
let interrupted = false;
let readerGone = false;
try {
  await program.parseAsync(process.argv);
} catch (reason) {
  interrupted = isInterruption(reason);
  readerGone = isBrokenPipe(reason);
  // Help and version end by an error of code 0; what else the parser throws it has printed already.
  const done = reason instanceof CommanderError;
  if (!done || reason.exitCode !== 0) status.addFailure();
  if (!done && !interrupted && !readerGone) context.complain(describe(reason, program.args[0]));
}
progress.clear();
process.exitCode = status.value;
if (interrupted) endBySignal('SIGINT');
else if (readerGone && process.platform !== 'win32') endBySignal('SIGPIPE');
