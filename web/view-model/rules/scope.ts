// Which fact a part of an expression means, where macros and a rule's for_each have brought names for elements of lists.

import { elementsOf, meaningOf, NO_SCOPE, within, type Meaning, type Scope as Meanings } from '../../../wasm/src/tools/meaning.js';
import { elementMacro, selection, type Tree } from '../../../wasm/src/tools/syntax.js';
import { titleOf } from '../facts.js';
import type { Fact } from '../pack.js';
import type { Strings } from '../strings.js';
import { namesIn, type RulePack } from './pack.js';

/** A name for an element of a list; the innermost stands first. */
export interface Named {
  name: string;
  list: Tree;
  // Its path, `/requests/*`; undefined where it is no part of the form.
  path: string | undefined;
}

export type Scope = readonly Named[];

/** A rule's for_each, `requests`, as the tree of what it names. */
export function listAt(path: string): Tree {
  const place = { start: 0, end: 0, at: 0 };
  const [first, ...rest] = path.split('.');
  return rest.reduce<Tree>((operand, field) => ({ ...place, kind: 'select', operand, field }), { ...place, kind: 'ident', name: first });
}

/** Names that an expression brings hide the form's own. */
export function namedIn(scope: Scope, tree: Tree): Named | undefined {
  return tree.kind === 'ident' ? scope.find(({ name }) => name === tree.name) : undefined;
}

// The path of the fact that a name or a selection stands for, `/requests/*/to/code`; undefined where it is none.
export function pathOf(tree: Tree, scope: Scope, pack: RulePack): string | undefined {
  return isSelection(tree) ? onlyFact(meaningOf(tree, meanings(scope), namesIn(pack)), pack) : undefined;
}

/** The path of the elements of a list, also of one that is picked from or joined. */
export function elementPathOf(list: Tree, scope: Scope, pack: RulePack): string | undefined {
  const macro = elementMacro(list);
  if (macro && list.kind === 'call' && list.function === 'filter') return elementPathOf(macro.list, scope, pack);
  // What is worked out from a field is no such field.
  if (macro && list.kind === 'call' && list.function === 'map' && !isSelection(macro.bodies[macro.bodies.length - 1])) return undefined;
  return onlyFact(elementsOf(list, meanings(scope), namesIn(pack)), pack);
}

/** From a name on: `a.b`, not `f(a).b`. */
function isSelection(tree: Tree): boolean {
  const selected = selection(tree);
  return selected ? isSelection(selected.operand) : tree.kind === 'ident';
}

/** Of several, as where lists of two kinds are joined, none is meant. */
function onlyFact({ facts }: Meaning, pack: RulePack): string | undefined {
  return facts.length === 1 && factAtPath(facts[0], pack) ? facts[0] : undefined;
}

function meanings(scope: Scope): Meanings {
  return scope.reduceRight<Meanings>((outer, { name, path }) => within(name, { facts: path === undefined ? [] : [path], constants: [] }, outer), NO_SCOPE);
}

export function factAtPath(path: string, pack: RulePack): Fact | undefined {
  return path.split('/').slice(1).reduce<Fact | undefined>((fact, step) => (step === '*' ? fact?.items : fact?.properties?.[step]), pack.facts);
}

/** The titles from a path down to one below it: `机构 › 等级`. */
export function titlesBelow(above: string, path: string, pack: RulePack, strings: Strings): string {
  const titles: string[] = [];
  let at = above;
  for (const step of path.slice(above.length).split('/').slice(1)) {
    at += `/${step}`;
    if (step !== '*') titles.push(titleOf(factAtPath(at, pack), step, strings));
  }
  return titles.join(' › ');
}
