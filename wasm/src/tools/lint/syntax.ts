// The syntax trees of a pack's expressions. Macros stay the calls that the author wrote.
import type { Cel } from '../../cel/cel.js';
import type { CelCall, CelSyntax } from '../../cel/syntax.js';

export type Parse = (expression: string) => CelSyntax;

/** Each text once: overlays repeat those of their base. The packs loaded, so every expression can be read. */
export function parserOf(cel: Cel): Parse {
  const trees = new Map<string, CelSyntax>();
  return (expression) => {
    const known = trees.get(expression);
    if (known) return known;
    const tree = cel.parse(expression);
    if (tree.errors) throw new Error(`${expression}: ${tree.errors[0]?.message}`);
    trees.set(expression, tree);
    return tree;
  };
}

/** A function or an operator: `_&&_`. */
export function isCall<Name extends string>(node: CelSyntax, name: Name): node is CelCall & { function: Name } {
  return node.kind === 'call' && node.function === name;
}

const MACROS = ['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map', 'transformList', 'transformMap', 'transformMapEntry', 'optMap', 'optFlatMap'];

/** What binds variables, and where they are seen. */
export interface Scope {
  variables: string[];
  /** What they go through, or stand for. */
  range: CelSyntax;
  inside: CelSyntax[];
}

export function scopeOf(node: CelSyntax): Scope | undefined {
  if (node.kind !== 'call' || !node.target) return undefined;
  if (node.function === 'bind' && nameOf(node.target) === 'cel' && node.args.length === 3) {
    const [variable, range, body] = node.args as [CelSyntax, CelSyntax, CelSyntax];
    return { variables: [nameOf(variable) as string], range, inside: [body] };
  }
  if (!MACROS.includes(node.function) || node.args[0]?.kind !== 'ident') return undefined;
  // The variables come first; what is evaluated for each element comes last, of map() and transformMap() after a condition.
  const count = node.args.length > 2 && node.args[1]?.kind === 'ident' && node.function !== 'map' ? 2 : 1;
  return { variables: node.args.slice(0, count).map((variable) => nameOf(variable) as string), range: node.target, inside: node.args.slice(count) };
}

export function nameOf(node: CelSyntax): string | undefined {
  return node.kind === 'ident' ? node.name : undefined;
}

/** Of `a.b`, `a.?b` and `a['b']`: a, and the name. */
export function fieldOf(node: CelSyntax): { operand: CelSyntax; name: string } | undefined {
  if (node.kind === 'select') return { operand: node.operand, name: node.field };
  if (!isCall(node, '_[_]') && !isCall(node, '_?._') && !isCall(node, '_[?_]')) return undefined;
  const [operand, key] = node.args;
  return operand && key?.kind === 'literal' && typeof key.value === 'string' ? { operand, name: key.value } : undefined;
}

/** `params.x` and `definitions.x`: x. */
export function memberOf(root: 'params' | 'definitions', node: CelSyntax): string | undefined {
  const field = fieldOf(node);
  return field && nameOf(field.operand) === root ? field.name : undefined;
}
