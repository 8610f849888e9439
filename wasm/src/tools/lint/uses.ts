// What the expressions of a pack read: parameters, definitions, and names of facts.
import { celParts, type CelSyntax } from '../../cel/syntax.js';
import { expressionsOf } from '../expressions.js';
import type { LintPack } from './packs.js';
import { fieldOf, memberOf, nameOf, type Parse, scopeOf } from './syntax.js';

export interface Uses {
  parameters: Set<string>;
  /** By other definitions only where those are used themselves. */
  definitions: Set<string>;
  /** Every identifier and every field selected, wherever: a fact whose name is not among them is not read by its name. */
  names: Set<string>;
  /** Names of what is read as a whole, and with it all that is below; `*`: elements of a list are, and it is not clear of which. */
  whole: Set<string>;
}

export function usesOf(pack: LintPack, parse: Parse): Uses {
  const definitions = (pack.merged.definitions ?? {}) as Record<string, string>;
  const uses: Uses = { parameters: new Set(), definitions: new Set(), names: new Set(), whole: new Set() };
  const read = (text: string, item: string) => {
    const own = { ...uses, definitions: new Set<string>() };
    collect(parse(text), own, new Map([['it', item]]), rangeName);
    return own.definitions;
  };
  const follow = (name: string) => {
    if (uses.definitions.has(name) || definitions[name] === undefined) return;
    uses.definitions.add(name);
    read(definitions[name] as string, ANYTHING).forEach(follow);
  };
  for (const { text, role, owner, pointer } of expressionsOf(pack.merged)) {
    const found = read(text, owner.startsWith('rule ') ? listOf(pack, pointer) : ANYTHING);
    if (role !== 'definition') found.forEach(follow);
  }
  return uses;

  /** The name of what a list's elements come from. */
  function rangeName(node: CelSyntax): string {
    const definition = memberOf('definitions', node);
    if (definition !== undefined) return definitions[definition] === undefined ? ANYTHING : rangeName(parse(definitions[definition] as string));
    const scope = node.kind === 'call' && node.function === 'filter' ? scopeOf(node) : undefined;
    return scope ? rangeName(scope.range) : (fieldOf(node)?.name ?? nameOf(node) ?? ANYTHING);
  }
}

const ANYTHING = '*';

/** The last name of the list that a rule runs over. */
function listOf(pack: LintPack, pointer: string): string {
  const rule = (pack.merged.rules as { for_each?: string }[])[Number(pointer.split('/')[2])];
  return rule?.for_each?.split('.').pop() ?? ANYTHING;
}

/** `bound`: variables, each with the name of what it goes through. */
function collect(node: CelSyntax, uses: Uses, bound: ReadonlyMap<string, string>, rangeName: (node: CelSyntax) => string, parent?: CelSyntax): void {
  const below = (part: CelSyntax, inner = bound) => collect(part, uses, inner, rangeName, node);
  const parameter = memberOf('params', node);
  if (parameter !== undefined) return void uses.parameters.add(parameter);
  const definition = memberOf('definitions', node);
  if (definition !== undefined) return void uses.definitions.add(definition);

  const name = fieldOf(node)?.name ?? nameOf(node);
  if (name !== undefined) {
    uses.names.add(name);
    if (!parent || !isSteppedInto(node, parent)) uses.whole.add(bound.get(name) ?? name);
  }
  const scope = scopeOf(node);
  if (!scope) return celParts(node).forEach((part) => below(part));
  below(scope.range);
  const over = rangeName(scope.range);
  const inner = new Map([...bound, ...scope.variables.map((variable): [string, string] => [variable, over])]);
  for (const part of scope.inside) below(part, inner);
}

/** Only a part of it is read, or whether it is there, or how much. */
function isSteppedInto(node: CelSyntax, parent: CelSyntax): boolean {
  if (fieldOf(parent)?.operand === node) return true;
  if (parent.kind !== 'call') return false;
  return ['has', 'size', 'hasValue'].includes(parent.function) || scopeOf(parent)?.range === node;
}
