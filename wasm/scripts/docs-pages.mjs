// The command line's pages, wasm/docs, made of what --help is made of.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

export const FOLDER = 'wasm/docs';

/** By their names in the folder. */
export async function pages() {
  const program = await loadProgram();
  const made = new Map([['README.md', indexPage(program)]]);
  for (const command of program.commands) made.set(fileOf(command), commandPage(command));
  return made;
}

/** The commands as they are in the sources, whether or not anything is built. */
export async function loadProgram() {
  const { build } = await import('esbuild');
  const product = join(root, 'build/docs/program.mjs');
  await build({ absWorkingDir: root, entryPoints: ['wasm/src/cli/program.ts'], outfile: product, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning', plugins: [noEngine] });
  const { programFor } = await import(`${pathToFileURL(product)}?${Date.now()}`);
  return programFor({}, () => '');
}

/** Describing commands takes no wasm. */
const noEngine = {
  name: 'no-engine',
  setup(build) {
    build.onResolve({ filter: /^precheck-glue$/ }, ({ path }) => ({ path, namespace: 'no-engine' }));
    build.onLoad({ filter: /.*/, namespace: 'no-engine' }, () => ({ contents: 'export default undefined;' }));
  },
};

export function commandPage(command) {
  const help = command.createHelp();
  return page([
    `# precheck ${command.name()}`,
    prose(help.commandDescription(command)),
    codeBlock(help.commandUsage(command)),
    table('argument', help.visibleArguments(command).map((argument) => [help.argumentTerm(argument), help.argumentDescription(argument)])),
    table('option', help.visibleOptions(command).map((option) => [help.optionTerm(option), help.optionDescription(option)])),
    ...command.paragraphs.map(prose),
    ...command.tables.map(({ heading, rows }) => table(heading, rows)),
    ...(command.examples.length > 0 ? ['## Examples', ...command.examples.flatMap(({ line, what }) => [prose(`${what}:`), codeBlock(line)])] : []),
    '[All commands](README.md)',
  ]);
}

function indexPage(program) {
  const help = program.createHelp();
  return page([
    '# precheck',
    prose(help.commandDescription(program)),
    codeBlock(help.commandUsage(program)),
    ['| command | |', '| --- | --- |', ...program.commands.map((command) => `| [${inTable(prose(command.name()))}](${fileOf(command)}) | ${inTable(prose(help.subcommandDescription(command)))} |`)].join('\n'),
    table('option', help.visibleOptions(program).map((option) => [help.optionTerm(option), help.optionDescription(option)])),
    ...program.paragraphs.map(prose),
    'These pages say what `precheck --help` and `precheck COMMAND --help` say; `npm run docs` writes them.',
  ]);
}

function fileOf(command) {
  return `${command.name()}.md`;
}

function page(parts) {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function codeBlock(text) {
  return text.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n');
}

function table(what, rows) {
  if (rows.length === 0) return '';
  return [`| ${what} | |`, '| --- | --- |', ...rows.map(([term, description]) => `| ${inTable(codeSpan(term))} | ${inTable(prose(description))} |`)].join('\n');
}

/** A cell ends at a bar, even within a code span, and at a line's end. */
function inTable(markdown) {
  return markdown.replace(/\n/g, ' ').replace(/\\\||\|/g, '\\|');
}

function codeSpan(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** A text of the help as Markdown: what is between backticks is code there too, the rest means nothing to Markdown. */
export function prose(text) {
  const parts = text.split(/`([^`]+)`/);
  return parts
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escaped(part)))
    .join('')
    .replace(/^ +/gm, '') // or it would be code
    .replace(/^[#+=-]/gm, '\\$&')
    .replace(/^\d+(?=[.)])/gm, '$&\\');
}

function escaped(text) {
  return text.replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}
