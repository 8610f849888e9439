// What each part of a pack reads, through definitions: for whom a change matters.
import type { PackDocument } from '../documents.js';
import { scopeOf } from './comparisons.js';
import { expressionsOf } from './expressions.js';
import { meaningOf, NO_SCOPE, type PackNames, type Scope, walk } from './meaning.js';
import { memberOf, type Parse, selection, type Tree } from './syntax.js';

export interface Reads {
  /** Paths of facts, and `as_of`. */
  facts: Set<string>;
  parameters: Set<string>;
  definitions: Set<string>;
}

export interface PartReads {
  /** By what decides. */
  deciding: Reads;
  /** By the texts alone. */
  texts: Reads;
}

/** By part, named as in decisions: `rule x`, `requirement x`, `outcome x`, `guidance x`, `plan`; and `definition x`. */
export function readsOf(pack: PackDocument, names: PackNames, parse: Parse): Map<string, PartReads> {
  const parts = new Map<string, PartReads>();
  for (const expression of expressionsOf(pack)) {
    const part = expression.owner.startsWith('action ') ? 'plan' : expression.owner;
    const reads = parts.get(part) ?? { deciding: nothing(), texts: nothing() };
    parts.set(part, reads);
    collect(parse(expression.text), scopeOf(expression, pack, names, parse), names, expression.role === 'text' ? reads.texts : reads.deciding);
  }
  for (const { id, for_each } of (pack.rules ?? []) as { id: string; for_each?: string }[]) {
    if (for_each !== undefined) parts.get(`rule ${id}`)?.deciding.facts.add(`/${for_each.replace(/\./g, '/')}`);
  }
  return parts;
}

export function nothing(): Reads {
  return { facts: new Set(), parameters: new Set(), definitions: new Set() };
}

function collect(tree: Tree, scope: Scope, names: PackNames, into: Reads): void {
  walk(tree, scope, names, (part, within) => {
    const definition = memberOf('definitions', part);
    const parameter = memberOf('params', part);
    if (parameter !== undefined) into.parameters.add(parameter);
    else if (definition !== undefined) {
      const body = names.definition(definition);
      if (!body || into.definitions.has(definition)) return;
      into.definitions.add(definition);
      collect(body, NO_SCOPE, names, into);
    } else if (part.kind === 'ident' || selection(part)) {
      for (const path of meaningOf(part, within, names).facts) into.facts.add(path);
    }
  });
}
