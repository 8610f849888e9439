// The parts of rule packs, sources and samples that the page reads (rules/schema/ has the whole formats), and what the
// schema of a fact says about the control it is drawn with.

import type { FactSchema, LocalizedText, PackDocument, SourceDocument } from '../../wasm/src/index.js';
import type { Json, JsonObject } from './pointer.js';
import { localise, type Strings } from './strings.js';

export type Fact = FactSchema;

export interface Pack extends PackDocument {
  title: LocalizedText;
  facts: Fact;
  time_zone?: string;
  requirements?: { id: string; title: LocalizedText }[];
}

export interface Source extends SourceDocument {
  url?: string;
  status?: string;
}

/** A golden case marked as a sample, its base form already merged in. */
export interface Sample {
  id: string;
  title: string;
  as_of: string;
  form: JsonObject;
  params?: JsonObject;
}

/** Institutions by code, for forms that hold codes only. */
export type Directory = Record<string, JsonObject>;

/** rules.json, written by build.mjs. `samples` is keyed by `id@edition`. */
export interface RulesFile {
  directory: Directory;
  packs: Pack[];
  sources: Source[];
  samples: Record<string, Sample[]>;
}

export function packKey(pack: Pack): string {
  return `${pack.id}@${pack.edition}`;
}

export type ControlKind =
  | 'group' // an object
  | 'records' // a list of objects
  | 'checkboxes' // a list of codes
  | 'lines' // a list of anything else
  | 'choice' // one code, or yes and no
  | 'date'
  | 'month'
  | 'number'
  | 'text';

export function controlOf(fact: Fact): ControlKind {
  if (fact.type === 'object') return 'group';
  if (fact.type === 'array') {
    const items = itemsOf(fact);
    if (items.type === 'object') return 'records';
    return isCoded(items) ? 'checkboxes' : 'lines';
  }
  if (fact.type === 'boolean' || isCoded(fact)) return 'choice';
  if (fact.format === 'date' || fact.format === 'month') return fact.format;
  if (fact.type === 'integer' || fact.type === 'number') return 'number';
  return 'text';
}

export function itemsOf(fact: Fact): Fact {
  return fact.items ?? { type: 'string' };
}

function isCoded(fact: Fact): boolean {
  return fact.enum !== undefined || fact.const !== undefined || fact['x-values'] !== undefined;
}

export interface Option {
  value: Json;
  title: string;
  help: string;
}

/** What can be chosen, in display order: the labelled codes as the pack lists them, then values without a label. */
export function optionsOf(fact: Fact, strings: Strings): Option[] {
  if (fact.type === 'boolean') {
    return [
      { value: true, title: strings.yes, help: '' },
      { value: false, title: strings.no, help: '' },
    ];
  }
  const allowed = (fact.const === undefined ? fact.enum : [fact.const]) as Json[] | undefined;
  const options: Option[] = [];
  for (const [code, label] of Object.entries(fact['x-values'] ?? {})) {
    const value = allowed ? allowed.find((candidate) => String(candidate) === code) : code;
    if (value === undefined) continue;
    options.push({
      value,
      title: localise(label.title, strings.locale) || code,
      help: localise(label.help, strings.locale),
    });
  }
  for (const value of allowed ?? []) {
    if (!options.some((option) => option.value === value)) options.push({ value, title: String(value), help: '' });
  }
  return options;
}

export function titleOf(fact: Fact | undefined, name: string, strings: Strings): string {
  return localise(fact?.title, strings.locale) || name;
}

/** The titles from the form's top down to a pointer: "新增或变更 2 › 机构 › 等级". */
export function breadcrumb(facts: Fact, pointer: string, strings: Strings): string {
  const titles: string[] = [];
  let fact: Fact | undefined = facts;
  for (const token of pointer.split('/').slice(1)) {
    if (fact?.type === 'array' && /^\d+$/.test(token)) {
      fact = fact.items;
      titles[titles.length - 1] += ` ${Number(token) + 1}`;
    } else {
      fact = fact?.properties?.[token];
      titles.push(titleOf(fact, token, strings));
    }
  }
  return titles.join(' › ') || strings.wholeForm;
}

/** Where a text first stands in the form, in the schema's order: what the codes of a plan's steps refer to. */
export function pointerOfValue(fact: Fact, value: Json | undefined, wanted: string, pointer = ''): string | null {
  if (value === wanted) return pointer;
  if (value === null || typeof value !== 'object') return null;
  const children: [string, Fact][] = Array.isArray(value)
    ? value.map((_, index): [string, Fact] => [String(index), itemsOf(fact)])
    : Object.entries(fact.properties ?? {});
  for (const [name, child] of children) {
    const found = pointerOfValue(child, (value as JsonObject)[name], wanted, `${pointer}/${name}`);
    if (found !== null) return found;
  }
  return null;
}
