// What the schema of a fact says about the control it is drawn with, its title, what can be chosen, and where it stands.

import type { Fact } from './pack.js';
import { partOf, stepsOf, type Json, type JsonObject } from './pointer.js';
import { localise, type Strings } from './strings.js';

export type Kind =
  | 'group' // an object
  | 'records' // a list of objects
  | 'checks' // a list of codes
  | 'lines' // a list of anything else
  | 'yes_no'
  | 'choice' // one code
  | 'date'
  | 'month'
  | 'area' // an area code
  | 'number'
  | 'text';

export function kindOf(fact: Fact): Kind {
  if (fact.type === 'object') return 'group';
  if (fact.type === 'array') {
    const items = itemsOf(fact);
    if (items.type === 'object') return 'records';
    return isCoded(items) ? 'checks' : 'lines';
  }
  if (fact.type === 'boolean') return 'yes_no';
  if (isCoded(fact)) return 'choice';
  if (fact.format === 'date' || fact.format === 'month') return fact.format;
  if (fact.format === 'cn-area-code') return 'area';
  return isNumeric(fact) ? 'number' : 'text';
}

export function isNumeric(fact: Fact): boolean {
  return fact.type === 'integer' || fact.type === 'number';
}

export function itemsOf(fact: Fact): Fact {
  return fact.items ?? { type: 'string' };
}

function isCoded(fact: Fact): boolean {
  return fact.enum !== undefined || fact.const !== undefined || fact['x-values'] !== undefined;
}

export interface Choice {
  value: Json;
  title: string;
  help: string;
}

/** The values that can be chosen, in display order: the labelled codes as the pack lists them, then values without a label. */
export function codesOf(fact: Fact): Json[] {
  if (fact.type === 'boolean') return [true, false];
  const allowed = (fact.const === undefined ? fact.enum : [fact.const]) as Json[] | undefined;
  const labelled = Object.keys(fact['x-values'] ?? {}).map((code) => (allowed ? allowed.find((value) => String(value) === code) : code));
  return [...new Set([...labelled.filter((value) => value !== undefined), ...(allowed ?? [])])];
}

/** What can be chosen, in words. */
export function choicesOf(fact: Fact, strings: Strings): Choice[] {
  if (fact.type === 'boolean') {
    return [
      { value: true, title: strings.yes, help: '' },
      { value: false, title: strings.no, help: '' },
    ];
  }
  return codesOf(fact).map((value) => {
    const label = fact['x-values']?.[String(value)];
    return { value, title: localise(label?.title, strings.locale) || textOf(value), help: localise(label?.help, strings.locale) };
  });
}

/** A value as text, as a control shows it and hands it back. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function titleOf(fact: Fact | undefined, name: string, strings: Strings): string {
  return localise(fact?.title, strings.locale) || name;
}

/** The schema of the fact at a pointer. */
export function factAt(facts: Fact, pointer: string): Fact | undefined {
  let fact: Fact | undefined = facts;
  for (const step of stepsOf(pointer)) fact = fact?.type === 'array' ? fact.items : fact?.properties?.[step];
  return fact;
}

/** The field that is drawn for a pointer or, where there is none, the nearest group around it; at last the whole form, ''. */
export function fieldPointer(facts: Fact, form: JsonObject, pointer: string): string {
  let found = '';
  let fact = facts;
  let value: Json | undefined = form;
  for (const step of stepsOf(pointer)) {
    value = partOf(value, step);
    const isDrawnElement = kindOf(fact) === 'records' && value !== undefined;
    const below = isDrawnElement ? itemsOf(fact) : fact.properties?.[step];
    if (below === undefined) return found;
    fact = below;
    found += `/${step}`;
  }
  return found;
}

/** The titles from the form's top down to a pointer: "新增或变更 2 › 机构 › 等级". */
export function breadcrumb(facts: Fact, pointer: string, strings: Strings): string {
  const titles: string[] = [];
  let fact: Fact | undefined = facts;
  for (const step of stepsOf(pointer)) {
    if (fact?.type === 'array' && /^\d+$/.test(step)) {
      fact = fact.items;
      titles[titles.length - 1] += ` ${Number(step) + 1}`;
    } else {
      fact = fact?.properties?.[step];
      titles.push(titleOf(fact, step, strings));
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
