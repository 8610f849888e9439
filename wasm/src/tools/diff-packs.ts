// diffPacks: what differs between two packs or editions, and for whom.
import type { Cel } from '../cel/cel.js';
import type { Verdict } from '../report.js';
import { boundariesOf } from './boundaries.js';
import { type Move, moveBetween } from './counterpart.js';
import { changesBetween, type EntryChange } from './pack-changes.js';
import { parserOf } from './parser.js';
import { type PartReads, readsOf } from './reads.js';
import { type Side, silencedParts, type Witness } from './compared.js';
import { searchWitnesses, type Target } from './witnesses.js';

/** Forms that are held against both packs at most, if nothing else is said. */
export const MAX_DIFF_FORMS = 30_000;

export interface DiffOptions {
  /** Reads the packs' expressions. */
  cel: Pick<Cel, 'parse'>;
  /** Absent: MAX_DIFF_FORMS. */
  maxForms?: number;
  /** The language in which words that differ are shown. Absent: `zh-CN`. */
  locale?: string;
  /** Told now and then how many forms were tried. */
  onProgress?: (forms: number) => void;
}

export interface PackDiff {
  /** `id@edition` */
  a: string;
  b: string;
  /** Where each edition is for a year of its own: what is taken for the same form. Absent: the very same form is put to both. */
  move?: Move;
  /** In the pack's order. Empty: the packs mean the same. */
  changes: Change[];
  /** One form for each pair of verdicts that was found. */
  verdicts: { a: Verdict; b: Verdict; witness: Witness }[];
  /** So many forms were held against both. */
  forms: number;
  /** True where the limit on forms ended the search. */
  cut: boolean;
}

export interface Change extends Omit<EntryChange, 'change'> {
  /** `affected`: it is written as before, but reads something that changed. */
  change: EntryChange['change'] | 'affected';
  /** Whether forms were searched that it decides (or says) differently. */
  searched: boolean;
  /** A form that it decides (or says) differently. Absent: none was found, or none was searched. */
  witness?: Witness;
  /** What it reads that changed: `parameter max`, `definition first_day`, `fact /channel`. */
  reads: string[];
}

/** @param a Read as before, `b` as after. Each pack resolved (`resolvePacks`). */
export function diffPacks(a: Side, b: Side, { cel, maxForms = MAX_DIFF_FORMS, locale, onProgress }: DiffOptions): PackDiff {
  const parse = parserOf(cel);
  const boundaries = { a: boundariesOf(a.pack, parse), b: boundariesOf(b.pack, parse) };
  const move = moveBetween(a.pack, b.pack);
  const entries = changesBetween(a.pack, b.pack, parse);
  const result = { a: `${a.pack.id}@${a.pack.edition}`, b: `${b.pack.id}@${b.pack.edition}`, ...(move && { move }) };
  if (entries.length === 0) return { ...result, changes: [], verdicts: [], forms: 0, cut: false };

  const parts = [readsOf(a.pack, boundaries.a.names, parse), readsOf(b.pack, boundaries.b.names, parse)];
  const changed = new Set(entries.filter((entry) => reaches(entry, move)).map(({ part, name }) => `${part} ${name}`));
  const changes = withAffected(entries, parts, changed);
  const targets = changes.flatMap((change) => targetOf(change, parts) ?? []).filter(({ part }) => !withinAnother(part, entries));
  const found = searchWitnesses({ a, b, move, silenced: silencedParts(a.pack, b.pack), boundaries }, targets, { maxForms, locale, onProgress });
  const searched = new Set(targets.map(({ part }) => part));
  const told = changes.map((change): Change => {
    const witness = found.witnesses.get(partOf(change));
    return searched.has(partOf(change)) ? { ...change, searched: true, ...(witness && { witness }) } : change;
  });
  // Nothing that differs is kept back, even if no change explains it.
  for (const [part, witness] of found.witnesses) {
    if (!changes.some((change) => partOf(change) === part)) told.push({ ...nameOf(part), change: 'affected', fields: [], searched: true, witness, reads: [] });
  }
  const verdicts = [...found.verdicts.values()].map((witness) => ({ a: witness.a.verdict, b: witness.b.verdict, witness }));
  return { ...result, changes: told, verdicts, forms: found.forms, cut: found.cut };
}

/** Whether what reads an entry may decide or say something else. */
function reaches({ part, name, change, fields }: EntryChange, move: Move | undefined): boolean {
  if (part === 'parameter') return !move?.parameters.includes(name) && (change !== 'changed' || fields.some(({ kind }) => kind === 'decides'));
  return part === 'definition' || (part === 'fact' && (change !== 'changed' || fields.some(({ kind }) => kind === 'decides')));
}

function withAffected(entries: EntryChange[], parts: Map<string, PartReads>[], changed: ReadonlySet<string>): Change[] {
  const changes = entries.map((entry): Change => ({ ...entry, searched: false, reads: changedReads(partOf(entry), parts, changed) }));
  for (const part of new Set(parts.flatMap((reads) => [...reads.keys()]))) {
    if (part.startsWith('definition ') || entries.some((entry) => entry.change !== 'moved' && partOf(entry) === part)) continue;
    const reads = changedReads(part, parts, changed);
    if (reads.length > 0) changes.push({ ...nameOf(part), change: 'affected', fields: [], searched: false, reads });
  }
  return changes;
}

function changedReads(part: string, parts: Map<string, PartReads>[], changed: ReadonlySet<string>): string[] {
  return [...changed].filter((name) => parts.some((reads) => reads.get(part) && readsIt(reads.get(part) as PartReads, name, true)));
}

function readsIt({ deciding, texts }: PartReads, name: string, inTexts: boolean): boolean {
  return [deciding, ...(inTexts ? [texts] : [])].some(({ facts, parameters, definitions }) => {
    const [kind, rest] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    return (kind === 'fact' && facts.has(rest)) || (kind === 'parameter' && parameters.has(rest)) || (kind === 'definition' && definitions.has(rest));
  });
}

/** undefined: nothing can differ but how the pack is written. */
function targetOf(change: Change, parts: Map<string, PartReads>[]): Target | undefined {
  const part = partOf(change);
  if (change.change === 'moved' || change.part === 'pack' || change.part === 'parameter' || change.part === 'definition') return undefined;
  const reads = parts.flatMap((one) => one.get(part) ?? []);
  // First those that what changed reads: they are the first to be varied together.
  const sources = change.reads.flatMap((name) => (name.startsWith('fact ') ? [name.slice('fact '.length)] : parts.flatMap((one) => [...(one.get(name)?.deciding.facts ?? [])])));
  const facts = new Set([...sources, ...reads.flatMap(({ deciding }) => [...deciding.facts])]);
  if (change.part === 'fact') {
    const decides = change.change !== 'changed' || change.fields.some(({ kind }) => kind === 'decides');
    return decides ? { part, words: false, facts: new Set([change.name]) } : undefined;
  }
  const decides =
    change.change === 'added' || change.change === 'removed' || change.fields.some(({ kind }) => kind === 'decides') ||
    change.reads.some((name) => reads.some((one) => readsIt(one, name, false)));
  if (decides) return { part, words: false, facts };
  // The words are written as before but name something that changed.
  return change.reads.length > 0 && !change.fields.some(({ kind }) => kind === 'words') ? { part, words: true, facts } : undefined;
}

/** A fact that came or went together with the one that holds it: a form has both or neither. */
function withinAnother(part: string, entries: readonly EntryChange[]): boolean {
  return entries.some((entry) => entry.part === 'fact' && (entry.change === 'added' || entry.change === 'removed') && part.startsWith(`fact ${entry.name}/`));
}

function partOf({ part, name }: { part: string; name: string }): string {
  return name === '' ? part : `${part} ${name}`;
}

function nameOf(part: string): Pick<Change, 'part' | 'name'> {
  const space = part.indexOf(' ');
  return space < 0 ? { part: part as Change['part'], name: '' } : { part: part.slice(0, space) as Change['part'], name: part.slice(space + 1) };
}
