// The command `precheck`.
import { CommanderError } from 'commander';
import { ExitStatus } from './exit-status.js';
import { describe } from './failure.js';
import { isBrokenPipe, writerTo } from './output.js';
import { programFor } from './program.js';
import { versionText } from './version.js';

const status = new ExitStatus();
const program = programFor({ write: writerTo(process.stdout), status }, versionText());
try {
  await program.parseAsync(process.argv);
} catch (reason) {
  // Help and version end by an error of code 0; what else the parser throws it has printed already.
  const done = reason instanceof CommanderError;
  if (!done || reason.exitCode !== 0) status.addFailure();
  if (!done && !isBrokenPipe(reason)) process.stderr.write(`${describe(reason)}\n`);
}
process.exitCode = status.value;
