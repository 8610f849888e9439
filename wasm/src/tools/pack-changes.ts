// What differs between two packs as their authors would say it: by entry and name, expressions by what they mean, never by how they are laid out.
import type { FactSchema, PackDocument } from '../documents.js';
import { factsOf } from './fact-paths.js';
import { replacePlaceholders } from './expressions.js';
import { canonical, type Parse } from './syntax.js';

/** What kind of entry: `pack` is what stands at the top of the document, such as its effective days. */
export type Part = 'pack' | 'parameter' | 'fact' | 'definition' | 'rule' | 'requirement' | 'outcome' | 'guidance' | 'plan';

/** One key of an entry. */
export interface FieldChange {
  /** The key: `assert`, `message`, `effective`. */
  field: string;
  /** `decides`: it can change what is decided. `words`: texts. `cites`: only the citation. */
  kind: 'decides' | 'words' | 'cites';
  /** undefined: there was none. */
  a?: unknown;
  b?: unknown;
}

export interface EntryChange {
  part: Part;
  /** The id, name or path; `''` of the pack and the plan. */
  name: string;
  /** `moved`: it stands elsewhere among the same entries, which is the order in which reports list them. */
  change: 'added' | 'removed' | 'changed' | 'moved';
  /** What it was and is; of what was added or removed all of it, of what moved nothing. */
  fields: FieldChange[];
}

type Entry = Record<string, unknown>;
type Entries = ReadonlyMap<string, Entry>;

/** Only authors read these. */
const NOTES = new Set(['note', '$schema', 'resolved']);
const WORDS = new Set(['title', 'name', 'code', 'help', 'message', 'remedy', 'unverified_message', 'text', 'why', 'revision']);
const CITES = new Set(['cites', 'x-cites']);
export function changesBetween(a: PackDocument, b: PackDocument, parse: Parse): EntryChange[] {
  const compare = (part: Part, before: Entries, after: Entries) => changesOf(part, before, after, parse);
  return [
    ...compare('pack', new Map([['', topOf(a)]]), new Map([['', topOf(b)]])),
    ...compare('parameter', named(a.parameters), named(b.parameters)),
    ...compare('fact', factEntries(a), factEntries(b)),
    ...compare('definition', definitions(a), definitions(b)),
    ...compare('rule', listed(a.rules), listed(b.rules)),
    ...compare('requirement', listed(a.requirements), listed(b.requirements)),
    ...compare('outcome', outcomes(a), outcomes(b)),
    ...compare('guidance', listed(a.guidance), listed(b.guidance)),
    ...compare('plan', planOf(a), planOf(b)),
  ];
}

function changesOf(part: Part, before: Entries, after: Entries, parse: Parse): EntryChange[] {
  const changes: EntryChange[] = [];
  for (const [name, entry] of before) {
    const now = after.get(name);
    if (!now) changes.push({ part, name, change: 'removed', fields: fieldsBetween(part, entry, {}, parse) });
    else {
      const fields = fieldsBetween(part, entry, now, parse);
      if (fields.length > 0) changes.push({ part, name, change: 'changed', fields });
    }
  }
  for (const [name, entry] of after) if (!before.has(name)) changes.push({ part, name, change: 'added', fields: fieldsBetween(part, {}, entry, parse) });
  if (ORDERED.has(part)) for (const name of movedBetween([...before.keys()], [...after.keys()])) changes.push({ part, name, change: 'moved', fields: [] });
  return changes;
}

/** Parts that reports or searches take in the pack's order. */
const ORDERED = new Set<Part>(['rule', 'requirement', 'guidance']);

/** The fewest names of both lists whose move makes the order of one that of the other. */
function movedBetween(before: string[], after: string[]): string[] {
  const common = after.filter((name) => before.includes(name));
  const places = common.map((name) => before.indexOf(name));
  // The longest increasing run of places stays; `best[i]` ends at i.
  const best: { length: number; from: number }[] = [];
  for (const [index, place] of places.entries()) {
    let from = -1;
    for (let earlier = 0; earlier < index; earlier++) {
      if ((places[earlier] as number) < place && (from < 0 || (best[earlier]?.length ?? 0) > (best[from]?.length ?? 0))) from = earlier;
    }
    best.push({ length: (best[from]?.length ?? 0) + 1, from });
  }
  let end = best.reduce((longest, { length }, index) => (length > (best[longest]?.length ?? 0) ? index : longest), 0);
  const staying = new Set<number>();
  for (; best[end] !== undefined; end = best[end]?.from ?? -1) staying.add(end);
  return common.filter((_, index) => !staying.has(index));
}

function fieldsBetween(part: Part, before: Entry, after: Entry, parse: Parse): FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((field): FieldChange[] => {
    const [a, b] = [before[field], after[field]];
    const key = field.slice(field.lastIndexOf('.') + 1);
    if (NOTES.has(key) || key === 'id' || meaning(part, key, a, parse) === meaning(part, key, b, parse)) return [];
    const kind = CITES.has(key) || (part === 'pack' && key === 'sources') ? 'cites' : WORDS.has(key) ? 'words' : 'decides';
    return [{ field, kind, ...(a !== undefined && { a }), ...(b !== undefined && { b }) }];
  });
}

/** Equal where two values of a key mean the same. */
function meaning(part: Part, key: string, value: unknown, parse: Parse): string {
  if (value === undefined) return '';
  if (part !== 'pack' && part !== 'parameter' && part !== 'fact') {
    if (WORDS.has(key)) return JSON.stringify(sortedKeys(value), (_, text: unknown) => (typeof text === 'string' ? replacePlaceholders(text, (inside) => canonical(parse(inside))) : text));
    if (EXPRESSIONS.has(key) && typeof value === 'string') return canonical(parse(value));
  }
  return JSON.stringify(sortedKeys(value));
}

const EXPRESSIONS = new Set(['expression', 'when', 'assert', 'satisfied', 'value', 'state', 'invariant', 'next', 'from', 'to', 'items']);

/** Without notes, which only authors read, and in one order of keys. */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).filter((key) => !NOTES.has(key)).sort().map((key) => [key, sortedKeys((value as Entry)[key])]));
}

const TOP = ['title', 'revision', 'effective', 'edition_by', 'edition_value', 'time_zone', 'sources'];

function topOf(pack: PackDocument): Entry {
  const { code, name } = (pack.jurisdiction ?? {}) as Entry;
  return { ...Object.fromEntries(TOP.filter((key) => pack[key] !== undefined).map((key) => [key, pack[key]])), 'jurisdiction.code': code, 'jurisdiction.name': name };
}

function named(entries: unknown): Entries {
  return new Map(Object.entries((entries ?? {}) as Record<string, Entry>));
}

function listed(entries: unknown): Entries {
  return new Map(((entries ?? []) as Entry[]).map((entry) => [entry.id as string, entry]));
}

function definitions(pack: PackDocument): Entries {
  return new Map(Object.entries((pack.definitions ?? {}) as Record<string, string>).map(([name, expression]) => [name, { expression }]));
}

/** One entry an outcome; of several entries each key with its place. */
function outcomes(pack: PackDocument): Entries {
  return new Map(
    Object.entries((pack.outcomes ?? {}) as Record<string, Entry | Entry[]>).map(([name, outcome]) => [name, Array.isArray(outcome) ? numbered(outcome) : outcome]),
  );
}

function numbered(list: Entry[]): Entry {
  return Object.fromEntries(list.flatMap((entry, index) => Object.entries(entry).map(([key, value]) => [`${index + 1}.${key}`, value])));
}

/** The plan as one entry, its actions' keys with their names. */
function planOf(pack: PackDocument): Entries {
  if (!pack.plan) return new Map();
  const { actions, impossible, ...plan } = pack.plan as Entry & { actions?: Entry[]; impossible?: Entry };
  const keys: [string, unknown][] = Object.entries(plan);
  for (const { action, for_each, ...entry } of actions ?? []) {
    keys.push([`${action}.items`, for_each ?? '']);
    for (const [key, value] of Object.entries(entry)) keys.push([`${action}.${key}`, value]);
  }
  for (const [key, value] of Object.entries(impossible ?? {})) keys.push([`impossible.${key}`, value]);
  return new Map([['', Object.fromEntries(keys)]]);
}

/** Each fact with its own keywords, without those below it; labels of values with their codes. */
function factEntries(pack: PackDocument): Entries {
  const entries = new Map<string, Entry>();
  for (const { path, schema } of factsOf(pack.facts as FactSchema)) {
    const { properties, items, 'x-values': values, ...own } = schema;
    const labels = Object.entries(values ?? {}).flatMap(([code, label]) => Object.entries(label).map(([key, text]) => [`x-values.${code}.${key}`, text]));
    entries.set(path, { ...own, ...Object.fromEntries(labels) });
  }
  return entries;
}
