// diff: two packs or editions, or a folder of packs as it was and as it is.
import { existsSync, statSync } from 'node:fs';
import { createCel } from '../../cel/node.js';
import { diffPacks, MAX_DIFF_FORMS } from '../../tools/diff-packs.js';
import { diffRules, type RulesDiff, sideOf } from '../../tools/diff-rules.js';
import { type Context, UsageError } from '../context.js';
import * as options from '../options.js';
import { renderDiff } from '../render-diff.js';
import { type Operand, operandOf, revisionOperand } from '../rule-sets.js';
import { rulesFolder } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';

interface Options {
  max: number;
  rules?: string;
  locale?: string;
  format: options.Format;
}

export function addDiff(program: SubCommand, context: Context): void {
  (program.command('diff') as SubCommand)
    .description('Say what differs between two packs or editions, and for whom: for each changed decision a form that it decides differently.')
    .argument('<a>', 'before: a pack (`id`, where it has one edition, or `id@edition`), a file, a folder of packs, or a git revision')
    .argument('[b]', 'after: the same, or `@edition` of the same pack; with a git revision the folder (default: the rules folder)')
    .addOption(options.max('forms', 'so many forms are tried for each two packs at most', MAX_DIFF_FORMS))
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format().default('text'))
    .paragraph(
      'Entries are compared by name, expressions by what they say: white space, parentheses and layout make no difference, another order is told\napart from another rule. The forms are searched around the values at which either pack decides, beginning with the cases of both; each\nwas put to the real engine under both, by the name of the edition, whatever the day. Where none is found, the number of forms tried is told.',
    )
    .paragraph(
      'Where a fact of the form picks the edition (`edition_by`), such as the year, the same applicant has another year under the other edition:\nfacts of that name move by as much, and days too where all days among the parameters moved alike. What only moved so is no difference.',
    )
    .paragraph('Exit status: 0 when nothing differs; 1 when something does; 2 when that could not be found out.')
    .example('precheck diff city/topic@2023 @2024', 'two editions')
    .example('precheck diff city/topic@2023 new-edition.json --locale en', 'an edition, and a file that is to follow it')
    .example('precheck diff HEAD~1 -- rules/', 'every pack of a folder, against a git revision')
    .action((a: string, b: string | undefined, given: Options) => runDiff(a, b, given, context));
}

async function runDiff(a: string, b: string | undefined, { max, rules, locale, format }: Options, { write, status, progress, colours }: Context): Promise<void> {
  const [before, after] = await operands(a, b, rules);
  const cel = await createCel();
  const settings = { cel, maxForms: max, locale, onProgress: (forms: number) => progress.update(() => `${forms} forms tried`) };
  const diff = compare(before, after, settings);
  progress.clear();
  cel.dispose();
  if (Object.values(diff).some((part) => part.length > 0)) status.addFinding();
  if (format === 'json') await write(`${JSON.stringify(diff, null, 2)}\n`);
  else if (format === 'jsonl') await write(linesOf(diff));
  else await write(renderDiff(diff, locale, colours));
}

/** What no git revision is called: `id@edition`, and a file. A revision may have `@{…}` in it. */
const PACK_OR_FILE = /^[^/]+\/[^/]+@[^{]|\.json$/;

async function operands(a: string, b: string | undefined, rules: string | undefined): Promise<[Operand, Operand]> {
  if (b === undefined || (!existsSync(a) && isFolder(b))) {
    const folder = b ?? rulesFolder(rules);
    if (b === undefined && PACK_OR_FILE.test(a)) throw new UsageError(`name also what to compare ${a} with, such as @EDITION`);
    return [await revisionOperand(a, folder), await operandOf(folder, rules)];
  }
  const before = await operandOf(a, rules);
  const after = await operandOf(b, rules, before);
  if ((before.pack === undefined) !== (after.pack === undefined)) throw new UsageError('compare two packs, or two folders');
  return [before, after];
}

function compare(before: Operand, after: Operand, settings: Parameters<typeof diffPacks>[2]): RulesDiff {
  if (before.pack === undefined || after.pack === undefined) return diffRules(before.rules, after.rules, settings);
  const diff = diffPacks(sideOf(before.rules, before.pack), sideOf(after.rules, after.pack), settings);
  return { added: [], removed: [], changed: diff.changes.length > 0 ? [diff] : [], sources: [] };
}

/** One change a line, with the two packs that it is of. */
function linesOf({ added, removed, changed, sources }: RulesDiff): string {
  const lines: object[] = [
    ...removed.map((name) => ({ a: name, change: 'removed', part: 'pack', name: '' })),
    ...added.map((name) => ({ b: name, change: 'added', part: 'pack', name: '' })),
    ...changed.flatMap(({ a, b, forms, changes }) => changes.map((change) => ({ a, b, ...change, ...(change.searched && { forms }) }))),
    ...sources.map((one) => ({ part: 'source', name: one.source, change: 'changed', ...one })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
