// An expression without `cel.bind`: what it binds stands wherever it is used, so that a reader need not remember names.

import { binding, elementMacro, type Tree } from '../../../wasm/src/tools/syntax.js';

export function unbound(tree: Tree): Tree {
  const bound = binding(tree);
  return bound ? substituted(unbound(bound.body), bound.name, unbound(bound.value)) : withParts(tree, unbound);
}

/** The tree with `by` in place of a name, but where a macro gives the name another meaning. */
function substituted(tree: Tree, name: string, by: Tree): Tree {
  if (tree.kind === 'ident') return tree.name === name ? by : tree;
  const macro = elementMacro(tree);
  if (!macro || tree.kind !== 'call') return withParts(tree, (part) => substituted(part, name, by));
  const target = substituted(macro.list, name, by);
  if (macro.name === name) return { ...tree, target };
  const [variable] = tree.args;
  if (!mentions(by, macro.name)) return { ...tree, target, args: [variable, ...macro.bodies.map((body) => substituted(body, name, by))] };
  // The value speaks of another thing of the same name: the macro's gets a name that no author can write.
  const other: Tree = { ...variable, kind: 'ident', name: `${macro.name}'` };
  return { ...tree, target, args: [other, ...macro.bodies.map((body) => substituted(substituted(body, macro.name, other), name, by))] };
}

function mentions(tree: Tree, name: string): boolean {
  let found = tree.kind === 'ident' && tree.name === name;
  withParts(tree, (part) => {
    found = found || mentions(part, name);
    return part;
  });
  return found;
}

/** The tree with other parts right below it. */
function withParts(tree: Tree, change: (part: Tree) => Tree): Tree {
  switch (tree.kind) {
    case 'select': return { ...tree, operand: change(tree.operand) };
    case 'call': return { ...tree, ...(tree.target && { target: change(tree.target) }), args: tree.args.map(change) };
    case 'list': return { ...tree, elements: tree.elements.map(change) };
    case 'map': return { ...tree, entries: tree.entries.map((entry) => ({ ...entry, map_key: change(entry.map_key), value: change(entry.value) })) };
    default: return tree;
  }
}
