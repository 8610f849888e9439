// lintPacks: what is wrong with packs, what the engine refuses and what it does not mind.
import type { Problem } from '../../cli/results.js';
import { createCel } from '../../cel/node.js';
import type { CreateOptions } from '../../create-options.js';
import type { LocalizedText, PackDocument } from '../../documents.js';
import { type Diagnostic, PackError } from '../../errors.js';
import { createPrecheck, resolvePacks } from '../../node.js';
import { stepsOf, valueAt } from '../../pointer.js';
import type { Precheck } from '../../precheck.js';
import type { Report } from '../../report.js';
import { type CaseFile, requestOf } from '../cases.js';
import { adviceOn } from './advice.js';
import type { CheckDescription, Finding, JudgedCases, LintContext } from './check.js';
import { CHECKS } from './checks.js';
import { misplaced } from './checks/misplaced.js';
import { documentsOf, type LintDocument, namesOf, placeOf } from './documents.js';
import { judgedParts } from './judging.js';
import { packsOf } from './packs.js';
import { parserOf } from './syntax.js';
import { usesOf } from './uses.js';

/** Texts have places; objects only pointers. Names are what problems call the files. */
export interface LintOptions extends CreateOptions {
  /** The golden cases of the packs. Absent: whether there are enough is not looked at. */
  cases?: readonly CaseFile[];
  /** Clauses that deliberately no pack cites, by id, each with the reason. Absent: none. */
  uncovered?: Readonly<Record<string, unknown>>;
  /** Names are paths in a rules folder: whether they agree with what the files say of themselves is looked at. Absent: names may be any. */
  layout?: boolean;
  /** Called before each check with its id, for who shows how far it is. */
  onCheck?: (id: string) => void;
}

/** What `lint.…` problems there are. */
export function lintChecks(): CheckDescription[] {
  return CHECKS.map(({ id, level, what }) => ({ id, level, what }));
}

/**
 * What the engine refuses at load, by the codes of its diagnostics; if it refuses nothing, what it does not mind and an author should, as
 * `lint.…`. Each once, in the file where it is written, in the order of files and lines. Rejects with PrecheckError where loading the engine fails.
 */
export async function lintPacks(options: LintOptions): Promise<Problem[]> {
  const { packs, sources = [] } = options;
  const names = { packs: namesOf(packs, options.names?.packs), sources: namesOf(sources, options.names?.sources) };
  const documents = { packs: documentsOf(packs, names.packs), sources: documentsOf(sources, names.sources) };
  const given = { ...options, names };
  const layout = options.layout ? { ...documents, cases: options.cases ?? [] } : undefined;
  let engine: Precheck;
  let merged: PackDocument[];
  try {
    engine = await createPrecheck(given);
    merged = await resolvePacks(given);
  } catch (reason) {
    if (!(reason instanceof PackError)) throw reason;
    const refusals = reason.diagnostics.map((diagnostic) => refused(diagnostic, [...documents.packs, ...documents.sources]));
    return [...refusals, ...problemsOf(misplaced, { layout })]; // which of two that are called the same is the copy
  }
  const cel = await createCel(given);
  try {
    const context = contextOf({
      packs: packsOf(documents.packs, merged),
      sources: documents.sources,
      parse: parserOf(cel),
      cases: options.cases?.map((file) => reportsOf(file, engine)),
      uncovered: options.uncovered ?? {},
      layout,
    });
    const problems = CHECKS.flatMap((check) => {
      options.onCheck?.(check.id);
      return problemsOf(check, context);
    });
    return problems.sort(byPlace);
  } finally {
    cel.dispose();
    engine.dispose();
  }
}

function problemsOf<Context>({ id, level, find }: CheckDescription & { find(context: Context): Finding[] }, context: Context): Problem[] {
  return find(context).map(({ at, message, help }) => ({ rule: id, level, message, help, ...placeOf(at) }));
}

function contextOf(given: Omit<LintContext, 'usesOf' | 'judged'>): LintContext {
  return { ...given, usesOf: oncePerPack((pack) => usesOf(pack, given.parse)), judged: oncePerPack((pack) => judgedParts(pack, given.parse)) };
}

function oncePerPack<Answer>(work: (pack: LintContext['packs'][0]) => Answer): typeof work {
  const known = new Map<object, Answer>();
  return (pack) => {
    if (!known.has(pack)) known.set(pack, work(pack));
    return known.get(pack) as Answer;
  };
}

function reportsOf({ name, pack, cases }: CaseFile, engine: Precheck): JudgedCases {
  const answers = cases.map((entry) => JSON.parse(engine.checkLine(requestOf(pack, entry))) as Report | { error: unknown });
  return { name, pack, reports: answers.filter((answer): answer is Report => !('error' in answer)) };
}

/** Lines are those of the file, but for an expression's its own. */
function refused({ code, document, pointer, line, column, message }: Diagnostic, documents: LintDocument[]): Problem {
  const help = adviceOn(code, message);
  const problem: Problem = { rule: code, level: 'error', message, ...(help && { help }), file: document, pointer };
  const found = documents.find(({ name }) => name === document);
  if (!found) return { ...problem, line, column };
  const inExpression = line !== undefined && column !== undefined && !isText(found, pointer);
  return { ...problem, ...placeOf({ document: found, pointer, index: inExpression ? indexOf(found, pointer, line, column) : undefined }) };
}

/** Of a text it is not known in which of its expressions the place is. */
function isText(document: LintDocument, pointer: string): boolean {
  return (valueAt(document.value, stepsOf(pointer).slice(0, -1)) as Partial<LocalizedText> | undefined)?.['zh-CN'] !== undefined;
}

function indexOf(document: LintDocument, pointer: string, line: number, column: number): number {
  const lines = String(valueAt(document.value, stepsOf(pointer))).split('\n');
  const before = Array.from(lines[line - 1] ?? '').slice(0, column - 1).join('');
  return [...lines.slice(0, line - 1), before].join('\n').length;
}

function byPlace(one: Problem, other: Problem): number {
  const [a, b] = [one.file ?? '', other.file ?? ''];
  return a < b ? -1 : a > b ? 1 : (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
