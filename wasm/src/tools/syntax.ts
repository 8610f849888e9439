// Syntax trees of CEL as tools read them: macros as the author wrote them, and which names they bring.
import { type CelCall, celParts, type CelSyntax } from '../cel/syntax.js';

export type Tree = CelSyntax;
/** The tree of an expression that a loaded pack holds. */
export type Parse = (expression: string) => Tree;

/** Equal for expressions that differ in white space, parentheses and the grouping of `&&` and `||` at most. */
export function canonical(tree: Tree): string {
  switch (tree.kind) {
    case 'literal': return `${tree.type} ${literalText(tree.value)}`;
    case 'ident': return tree.name;
    case 'select': return `${canonical(tree.operand)}.${tree.field}`;
    case 'call': {
      const parts = tree.function === '_&&_' || tree.function === '_||_' ? chainOf(tree, tree.function) : partsOfCall(tree);
      return `${tree.target ? 'method ' : ''}${tree.function}(${parts.map(canonical).join(', ')})`;
    }
    case 'list': return `[${tree.elements.map(canonical).join(', ')}; ${tree.optional_indices ?? ''}]`;
    case 'map': return `{${tree.entries.map((entry) => `${canonical(entry.map_key)}${entry.optional_entry ? '?' : ''}: ${canonical(entry.value)}`).join(', ')}}`;
    case 'comprehension': throw new Error('tools read trees with macros as they were written');
  }
}

function literalText(value: unknown): string {
  return value instanceof Uint8Array ? `[${value.join()}]` : typeof value === 'string' ? JSON.stringify(value) : Object.is(value, -0) ? '-0' : String(value);
}

function chainOf(tree: Tree, operator: string): Tree[] {
  return tree.kind === 'call' && tree.function === operator ? partsOfCall(tree).flatMap((part) => chainOf(part, operator)) : [tree];
}

/** Macros whose first argument names each element of the target. */
const ELEMENT_MACROS = new Set(['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map', 'optMap', 'optFlatMap']);

/** `list.filter(x, …)`: the name and what is said of it. undefined for what is no macro over elements. */
export function elementMacro(tree: Tree): { list: Tree; name: string; bodies: Tree[] } | undefined {
  if (tree.kind !== 'call' || !tree.target || !ELEMENT_MACROS.has(tree.function)) return undefined;
  const [variable, ...bodies] = tree.args;
  return variable?.kind === 'ident' && bodies.length > 0 ? { list: tree.target, name: variable.name, bodies } : undefined;
}

/** `cel.bind(name, value, body)`. */
export function binding(tree: Tree): { name: string; value: Tree; body: Tree } | undefined {
  if (tree.kind !== 'call' || tree.function !== 'bind' || tree.target?.kind !== 'ident' || tree.target.name !== 'cel') return undefined;
  const [variable, value, body] = tree.args;
  return variable?.kind === 'ident' && value && body ? { name: variable.name, value, body } : undefined;
}

/** The field that a selection takes, `a.b` and `a.?b` alike. */
export function selection(tree: Tree): { operand: Tree; field: string } | undefined {
  if (tree.kind === 'select') return { operand: tree.operand, field: tree.field };
  if (tree.kind !== 'call' || tree.function !== '_?._') return undefined;
  const [operand, field] = partsOfCall(tree);
  return operand && field?.kind === 'literal' && typeof field.value === 'string' ? { operand, field: field.value } : undefined;
}

/** `params.x`: x. The same for `definitions`. */
export function memberOf(root: 'params' | 'definitions', tree: Tree): string | undefined {
  const selected = selection(tree);
  return selected?.operand.kind === 'ident' && selected.operand.name === root ? selected.field : undefined;
}

/** Target and arguments. */
export const partsOfCall: (call: CelCall) => Tree[] = celParts;
