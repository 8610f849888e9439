// packs: what can be checked.
import { Option } from 'commander';
import type { PackInfo, SourceDocument } from '../../documents.js';
import { createPrecheck, resolvePacks } from '../../node.js';
import { clauseCoverage, type ClauseCoverage, type CoveredClause } from '../../tools/clause-coverage.js';
import { editionsInForce } from '../../tools/editions-in-force.js';
import type { Context } from '../context.js';
import * as options from '../options.js';
import { readDocuments, readUncovered } from '../rules-folder.js';
import type { SubCommand } from '../sub-command.js';
import { wordingFor } from '../wording.js';

interface Options {
  asOf?: string;
  coverage?: boolean;
  rules?: string;
  locale?: string;
  format: options.Format;
}

export function addPacks(program: SubCommand, context: Context): void {
  (program.command('packs') as SubCommand)
    .description('List the rule packs with their editions and the days on which each is in force, or the clauses of their sources with what cites them.')
    .option('--as-of <date>', 'only the editions that answer on this day; where the form picks the edition, for a form that does not')
    .addOption(new Option('--coverage', 'the clauses instead: covered, excused (uncovered.json of the folder says why) or open; the exit status is 1 where one is open').conflicts('asOf'))
    .addOption(options.rules())
    .addOption(options.locale())
    .addOption(options.format().default('text'))
    .example('precheck packs', 'the shipped packs')
    .example('precheck packs --rules rules --format json', 'those of a folder, as data')
    .example('precheck packs --as-of 2026-11-22', 'what applies on a day')
    .example('precheck packs --coverage --rules rules', 'whether every clause of every source is in some pack')
    .action((given: Options) => (given.coverage ? showCoverage(given, context) : showPacks(given, context)));
}

async function showPacks({ asOf, rules, locale, format }: Options, { write }: Context): Promise<void> {
  const engine = await createPrecheck(readDocuments(rules));
  await write(listPacks(asOf === undefined ? engine.packs() : editionsInForce(engine, asOf), format, locale));
}

async function showCoverage({ rules, format }: Options, { write, status }: Context): Promise<void> {
  const documents = readDocuments(rules);
  (await createPrecheck(documents)).dispose(); // what does not load covers nothing
  const sources = (documents.sources ?? []).map((text) => JSON.parse(text as string) as SourceDocument);
  const coverage = clauseCoverage({ packs: await resolvePacks(documents), sources }, readUncovered(rules));
  if (coverage.needless.length > 0 || coverage.clauses.some(({ state }) => state === 'open')) status.addFinding();
  await write(listCoverage(coverage, format));
}

function listCoverage(coverage: ClauseCoverage, format: options.Format): string {
  const { clauses, needless } = coverage;
  if (format === 'json') return `${JSON.stringify(coverage, null, 2)}\n`;
  if (format === 'jsonl') return clauses.map((clause) => `${JSON.stringify(clause)}\n`).join('');
  const count = (state: CoveredClause['state'], among = clauses) => among.filter((clause) => clause.state === state).length;
  const width = Math.max(0, ...clauses.map(({ id }) => id.length));
  const lines = clauses.map(({ id, check, by, state }) => {
    const more = by.length > 1 ? ` and ${by.length - 1} more` : '';
    return `${id.padEnd(width)} ${(check ?? '').padEnd(9)} ${state.padEnd(8)} ${by[0] ? by[0].by + more : ''}`.trimEnd();
  });
  for (const source of new Set(clauses.map(({ id }) => id.split('-')[0]))) {
    const among = clauses.filter(({ id }) => id.startsWith(`${source}-`));
    lines.push(`${source}: ${among.length - count('open', among)} of ${among.length} clauses covered or excused`);
  }
  for (const id of needless) lines.push(`uncovered.json excuses ${id}, which needs no excuse`);
  lines.push(`${clauses.length} clauses: ${count('covered')} covered, ${count('excused')} excused with a reason, ${count('open')} open`);
  return `${lines.join('\n')}\n`;
}

function listPacks(packs: PackInfo[], format: options.Format, locale: string | undefined): string {
  if (format === 'json') return `${JSON.stringify(packs, null, 2)}\n`;
  if (format === 'jsonl') return packs.map((pack) => `${JSON.stringify(pack)}\n`).join('');
  const names = packs.map((pack) => `${pack.id}@${pack.edition}`);
  const width = Math.max(0, ...names.map((name) => name.length));
  const words = wordingFor(locale);
  return packs
    .map((pack, index) => {
      const title = pack.title[locale ?? 'zh-CN'] ?? pack.title['zh-CN'];
      const overlay = pack.extends ? `  ${words.overlay(pack.extends, pack.overrides?.length ?? 0)}` : '';
      return `${(names[index] as string).padEnd(width)}  ${words.effective(pack.effective)}  ${title}${overlay}\n`;
    })
    .join('');
}
