// Two editions side by side: what changed, entry by entry. Plain JSON.

import { moveBetween } from '../../../wasm/src/tools/counterpart.js';
import { changesBetween, type EntryChange, type FieldChange } from '../../../wasm/src/tools/pack-changes.js';
import { packKey } from '../pack.js';
import { localise, stringsFor } from '../strings.js';
import { rulesAddress } from './addresses.js';
import { describeParts, sayingKey, starred, type Item, type Part, type Reference } from './edition.js';
import type { RulePack } from './pack.js';
import { allReferencesOf } from './references.js';
import type { Saying } from './sayings.js';
import { rulesStringsFor } from './strings.js';
import { plain, readerOf, type Reader, type Words } from './words.js';

export type ChangedPart = Part | 'pack';
export type ChangeKind = EntryChange['change'] | 'affected';

/** What a field is on one side. */
export interface SideView {
  /** Empty: there is none. */
  words: Words;
  /** Of an expression that stands alone: what it says. */
  saying?: Saying;
}

export interface FieldView {
  key: string;
  label: string;
  /** An expression: shown as such. */
  code: boolean;
  before: SideView;
  after: SideView;
  note: string;
}

export interface ChangeView {
  key: string;
  kind: ChangeKind;
  sign: string;
  word: string;
  name: string;
  title: Words;
  tags: string[];
  fields: FieldView[];
  /** What it reads that changed, where it is written as before. */
  reads: string[];
  /** The entry on the page of each edition that has it. */
  links: Reference[];
}

export interface ChangedSection {
  part: ChangedPart;
  title: string;
  changes: ChangeView[];
  unchanged: { label: string; items: Reference[] };
}

export interface CompareView {
  a: { key: string; title: string; edition: string; days: string; address: string };
  b: CompareView['a'];
  /** Each edition is for a year of its own; '' where it is not so. */
  move: string;
  summary: string;
  /** Only those with entries; without changes, where all its entries are as before. */
  sections: ChangedSection[];
}

const signs: Record<ChangeKind, string> = { added: '+', removed: '−', changed: '~', moved: '↕', affected: '=' };
const kinds = Object.keys(signs) as ChangeKind[];

export function comparePacks(a: RulePack, b: RulePack, locale: string): CompareView {
  const strings = rulesStringsFor(locale);
  const readers = [readerOf(a, locale), readerOf(b, locale)] as const;
  const before = itemsOf(a, locale);
  const after = itemsOf(b, locale);
  const move = moveBetween(a, b);
  const changes = structuralChanges(a, b);
  const affected = affectedBy(changes, b, move?.parameters ?? []);

  function view({ part, name, change, fields }: EntryChange, reads: string[] = []): ChangeView {
    const kind: ChangeKind = reads.length > 0 ? 'affected' : change;
    const [old, now] = [before.get(keyOf(part, name)), after.get(keyOf(part, name))];
    const tags = part === 'parameter' && move?.parameters.includes(name) ? [strings.movedWithYear] : [];
    const shown = now ?? old;
    return {
      key: `${kind} ${keyOf(part, name)}`,
      kind,
      sign: signs[kind],
      word: strings.changes[kind],
      name,
      title: shown?.title ?? plain(strings.parts[part]),
      tags: [...tags, ...(shown?.tags ?? []), ...(shown?.word ? [shown.word] : [])],
      fields: fields.map((field) => fieldView(part, field, readers, [old, now], locale)),
      reads,
      links: [...(old ? [{ label: strings.edition(a.edition, a.effective), address: rulesAddress(packKey(a), old.anchor) }] : []), ...(now ? [{ label: strings.edition(b.edition, b.effective), address: rulesAddress(packKey(b), now.anchor) }] : [])],
    };
  }

  const sections = PARTS.map((part): ChangedSection => {
    const own = changes.filter((change) => change.part === part);
    const changed = new Set(own.map(({ name }) => name));
    const reading = affected.filter((each) => each.part === part);
    const still = [...after.values()].filter((item) => item.part === part && before.has(keyOf(part, item.name)));
    // Of the plan and of outcomes, which are compared whole, what belongs to a changed one is not unchanged.
    const unchanged = still.filter(({ name }) => !changed.has(wholeOf(part, name)) && !reading.some((each) => each.name === name));
    return {
      part,
      title: strings.parts[part],
      changes: [...own.map((change) => view(change)), ...reading.map(({ part, name, reads }) => view({ part, name, change: 'changed', fields: [] }, reads))],
      unchanged: {
        label: strings.unchanged(unchanged.length),
        items: unchanged.map((item) => ({ label: item.title.map(({ text }) => text).join(''), address: rulesAddress(packKey(b), item.anchor) })),
      },
    };
  });

  const all = sections.flatMap((section) => section.changes);
  const counts = kinds.map((kind) => [all.filter((each) => each.kind === kind).length, strings.changes[kind]] as const).filter(([count]) => count > 0);
  return {
    a: headOf(a, locale),
    b: headOf(b, locale),
    move: move ? strings.moveOf(readers[0].factTitle(starred(move.pointer)), move.from, move.to, move.months) : '',
    summary: all.length === 0 ? strings.nothing : strings.summary(counts.map(([count, word]) => strings.countOf(count, word)).join(strings.separator)),
    sections: sections.filter(({ changes, unchanged }) => changes.length > 0 || unchanged.items.length > 0),
  };
}

const PARTS: ChangedPart[] = ['pack', 'parameter', 'rule', 'requirement', 'outcome', 'plan', 'guidance', 'fact', 'definition'];

/** As `precheck diff` tells them. */
export function structuralChanges(a: RulePack, b: RulePack): EntryChange[] {
  return changesBetween(a, b, (expression) => a.trees[expression] ?? b.trees[expression]);
}

function keyOf(part: ChangedPart, name: string): string {
  return `${part} ${name}`;
}

function wholeOf(part: ChangedPart, name: string): string {
  if (part === 'plan') return '';
  return part === 'outcome' ? name.replace(/\.\d+$/, '') : name;
}

/** By the names that changes have: an outcome of several entries is found under its own name, too. */
function itemsOf(pack: RulePack, locale: string): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const item of describeParts(pack, locale).flatMap((section) => section.items)) {
    const whole = keyOf(item.part, wholeOf(item.part, item.name));
    if (!items.has(whole)) items.set(whole, item);
    items.set(keyOf(item.part, item.name), item);
  }
  return items;
}

/** Entries that are written as before and read a parameter or definition that says something else now. */
function affectedBy(changes: EntryChange[], pack: RulePack, moved: string[]): { part: Part; name: string; reads: string[] }[] {
  const decisive = changes.filter(({ change, fields }) => change !== 'changed' || fields.some(({ kind }) => kind === 'decides'));
  const names = (part: ChangedPart) => decisive.filter((change) => change.part === part).map(({ name }) => name);
  const parameters = names('parameter').filter((name) => !moved.includes(name));
  const definitions = names('definition');
  const entries: { part: Part; name: string; expressions: string[] }[] = [
    ...(pack.rules ?? []).map(({ id, when, assert }) => ({ part: 'rule' as Part, name: id, expressions: [when, assert].flatMap((each) => each ?? []) })),
    ...(pack.requirements ?? []).map(({ id, when, satisfied }) => ({ part: 'requirement' as Part, name: id, expressions: [when, satisfied].flatMap((each) => each ?? []) })),
    ...(pack.guidance ?? []).map(({ id, when }) => ({ part: 'guidance' as Part, name: id, expressions: when ? [when] : [] })),
  ];
  return entries.flatMap(({ part, name, expressions }) => {
    if (changes.some((change) => change.part === part && change.name === name && change.change !== 'moved')) return [];
    const found = allReferencesOf(expressions, pack);
    const reads = [...found.parameters.filter((each) => parameters.includes(each)), ...found.definitions.filter((each) => definitions.includes(each))];
    return reads.length > 0 ? [{ part, name, reads }] : [];
  });
}

function headOf(pack: RulePack, locale: string): CompareView['a'] {
  const strings = rulesStringsFor(locale);
  const key = packKey(pack);
  return { key, title: localise(pack.title, locale), edition: strings.edition(pack.edition, pack.effective), days: strings.effective(pack.effective), address: rulesAddress(key) };
}

const EXPRESSIONS = new Set(['expression', 'when', 'assert', 'satisfied', 'value', 'state', 'invariant', 'next', 'from', 'to', 'items']);

function fieldView(part: ChangedPart, { field, a, b }: FieldChange, readers: readonly [Reader, Reader], items: readonly (Item | undefined)[], locale: string): FieldView {
  const strings = rulesStringsFor(locale);
  const key = field.slice(field.lastIndexOf('.') + 1);
  const code = part !== 'pack' && part !== 'parameter' && part !== 'fact' && EXPRESSIONS.has(key);
  const [before, after] = [a, b].map((value, side): SideView => {
    if (value === undefined) return { words: [] };
    return code ? { words: plain(String(value)), ...sayingAt(items[side], field) } : { words: shown(part, field, value, readers[side], locale) };
  });
  const same = before.words.length > 0 && JSON.stringify(before) === JSON.stringify(after);
  return { key: field, label: labelOf(field, locale), code, before, after, note: same ? strings.languageOnly : '' };
}

function sayingAt(item: Item | undefined, field: string): { saying?: Saying } {
  const told = item?.details.find(({ key }) => key === sayingKey(field === 'expression' ? 'definition' : field));
  return told ? { saying: { words: told.words, below: told.below ?? [] } } : {};
}

/** `1.text`, `change.why` and `x-values.employee.title` say whose key it is. */
function labelOf(field: string, locale: string): string {
  const { fields, separator } = rulesStringsFor(locale);
  const own = fields[field];
  if (own) return own;
  const at = field.lastIndexOf('.');
  const last = field.slice(at + 1);
  return at < 0 ? last : `${field.slice(0, at).replace(/^x-values\./, '')}${separator}${fields[last] ?? last}`;
}

function shown(part: ChangedPart, field: string, value: unknown, reader: Reader, locale: string): Words {
  const strings = rulesStringsFor(locale);
  const form = stringsFor(locale);
  if (field === 'effective') return plain(strings.effective(value as RulePack['effective']));
  if (field === 'severity') return plain(form.severities[value as keyof typeof form.severities] ?? String(value));
  if (field === 'on_unknown') return plain(strings.onUnknownWords[String(value)] ?? String(value));
  if (field === 'kind') return plain(form.kinds[String(value)] ?? String(value));
  if (field === 'path') return plain(reader.factTitle(starred(String(value))));
  if (/(^|\.)(x-)?cites$/.test(field)) return reader.clauses(value as string[]);
  if (isText(value)) return reader.words(value);
  if (part === 'parameter' || typeof value === 'boolean' || Array.isArray(value)) return plain(reader.value(value));
  return plain(typeof value === 'string' ? value : JSON.stringify(value));
}

function isText(value: unknown): value is RulePack['title'] {
  return typeof value === 'object' && value !== null && typeof (value as { 'zh-CN'?: unknown })['zh-CN'] === 'string';
}
