// The command line as a whole. Its help and wasm/docs are made of the same descriptions.
import { CommanderError } from 'commander';
import { addCases } from './commands/cases.js';
import { addCheck } from './commands/check.js';
import { addCompile } from './commands/compile.js';
import { addConform } from './commands/conform.js';
import { addDiff } from './commands/diff.js';
import { addExplain } from './commands/explain.js';
import { addLint } from './commands/lint.js';
import { addNew } from './commands/new.js';
import { addPacks } from './commands/packs.js';
import { addSchema } from './commands/schema.js';
import { addTest } from './commands/test.js';
import type { Context } from './context.js';
import { SubCommand } from './sub-command.js';

// In the order of the help: what is checked, then what is written and tried, then what is shipped.
const COMMANDS = [addCheck, addExplain, addPacks, addNew, addLint, addTest, addCases, addDiff, addSchema, addConform, addCompile];

/** `version` gives what `--version` prints: it reads the binaries, which no other command has to wait for. */
export function programFor(context: Context, version: () => string): SubCommand {
  const program = new SubCommand('precheck')
    .description('Checks medical-insurance forms before they are submitted.')
    .option('--version', 'output the version number')
    .on('option:version', () => {
      process.stdout.write(`${version()}\n`);
      throw new CommanderError(0, 'commander.version', '');
    })
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'precheck: ')) })
    .showHelpAfterError('Try precheck --help.')
    .paragraph('Exit status: 0 when every verdict is pass or not_needed and nothing was found; 1 otherwise; 2 when anything could not be read or run.');
  for (const add of COMMANDS) add(program, context);
  for (const command of program.commands) command.showHelpAfterError(`Try precheck ${command.name()} --help.`);
  return program;
}
