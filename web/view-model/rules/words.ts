// The texts of a pack for a reader who has no form before him: what its `${…}` insert is filled in where the edition itself says it.

import { addDays, addMonths, isDay } from '../../../wasm/src/tools/days.js';
import { factsOf } from '../../../wasm/src/tools/fact-paths.js';
import { replacePlaceholders } from '../../../wasm/src/tools/expressions.js';
import type { LocalizedText } from '../../../wasm/src/documents.js';
import { titleOf } from '../facts.js';
import { packKey, type Fact } from '../pack.js';
import { localise, stringsFor } from '../strings.js';
import { anchorOf, rulesAddress } from './addresses.js';
import type { RulePack } from './pack.js';
import { referencesOf } from './references.js';
import { listAt } from './scope.js';
import { rulesStringsFor } from './strings.js';

/** `value`: what the edition fills in. `open`: what only a form can say. `link`: leads to an entry. */
export interface Piece {
  kind: 'text' | 'value' | 'open' | 'link';
  text: string;
  /** Of a link. */
  address?: string;
}

export type Words = Piece[];

export function plain(text: string): Words {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** What a pack's codes, paths and texts mean in words. */
export interface Reader {
  words(text: LocalizedText | undefined, each?: string): Words;
  /** Titles from the top down: `参保人 › 险种`. */
  factTitle(path: string): string;
  /** A parameter's value. */
  value(value: unknown): string;
  /** Citations: each leads to its clause. */
  clauses(ids: readonly string[]): Words;
  parameterTitle(name: string): string;
}

export function readerOf(pack: RulePack, locale: string): Reader {
  const strings = rulesStringsFor(locale);
  const labels = labelsOf(pack, locale);

  function value(given: unknown): string {
    if (Array.isArray(given)) return given.length > 0 ? given.map(value).join(strings.separator) : strings.empty;
    if (typeof given === 'boolean') return given ? strings.yes : strings.no;
    if (given === pack.jurisdiction.code) return `${localise(pack.jurisdiction.name, locale)} (${given})`;
    if (typeof given === 'string') return given === '' ? strings.empty : (labels.get(given) ?? given);
    return JSON.stringify(given);
  }

  function factTitle(path: string): string {
    const titles: string[] = [];
    let fact: Fact | undefined = pack.facts;
    for (const name of path.split('/').slice(1)) {
      fact = name === '*' ? fact?.items : fact?.properties?.[name];
      if (name !== '*') titles.push(titleOf(fact, name, stringsFor(locale)));
    }
    return titles.join(' › ') || stringsFor(locale).wholeForm;
  }

  function clauses(ids: readonly string[]): Words {
    return ids.flatMap((id, index) => [...plain(index > 0 ? strings.separator : ''), { kind: 'link' as const, text: id, address: rulesAddress(packKey(pack), anchorOf('clause', id)) }]);
  }

  const parameterTitle = (name: string) => localise(pack.parameters?.[name]?.title, locale) || name;

  function inserted(expression: string, each: string): Piece {
    const known = constantOf(expression.trim(), pack);
    if (known !== undefined) return { kind: 'value', text: value(known) };
    if (expression.trim() === 'today') return { kind: 'open', text: strings.today };
    const alternatives = [...expression.matchAll(/[?:]\s*'([^']*)'/g)].map(([, text]) => text);
    if (alternatives.length > 1) return { kind: 'open', text: alternatives.join(' / ') };
    const { facts, parameters } = referencesOf([expression], pack, each ? listAt(each) : undefined);
    if (facts.length === 1 && /^[\w.]+$/.test(expression.trim())) return { kind: 'open', text: factTitle(facts[0]).split(' › ').pop()! };
    if (parameters.length === 1 && `params.${parameters[0]}` === expression.trim()) return { kind: 'open', text: parameterTitle(parameters[0]) };
    return { kind: 'open', text: strings.computed };
  }

  function words(text: LocalizedText | undefined, each = ''): Words {
    const source = localise(text, locale);
    const found: string[] = [];
    // The parts between the placeholders, which a mark that no text contains keeps apart.
    const parts = replacePlaceholders(source, (expression) => {
      found.push(expression);
      return MARK;
    }).split(`\${${MARK}}`);
    return parts.flatMap((part, index) => [...plain(part.replace(/\$\$\{/g, '${')), ...(index < found.length ? [inserted(found[index], each)] : [])]);
  }

  return { words, factTitle, value, clauses, parameterTitle };
}

const MARK = '\u0000';

/** The titles of the codes that the facts of a pack can be; none for a code that means several things. */
function labelsOf(pack: RulePack, locale: string): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { schema } of factsOf(pack.facts)) {
    for (const [code, { title }] of Object.entries(schema['x-values'] ?? {})) {
      const words = localise(title, locale);
      labels.set(code, labels.get(code) === undefined || labels.get(code) === words ? words : code);
    }
  }
  return labels;
}

/** `params.x`, and days that lie so far from one. */
function constantOf(expression: string, pack: RulePack): unknown {
  const parameter = (name: string) => pack.parameters?.[name]?.value;
  const own = /^params\.(\w+)$/.exec(expression);
  if (own) return parameter(own[1]);
  const moved = /^(addDays|addMonths)\(params\.(\w+), (-?\d+)\)$/.exec(expression);
  const day = moved && parameter(moved[2]);
  return moved && isDay(day) ? (moved[1] === 'addDays' ? addDays : addMonths)(day, Number(moved[3])) : undefined;
}
