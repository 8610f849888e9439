// What the parts of a pack's expressions speak of: facts of the form, parameters, definitions, constants.
import type { FactSchema, PackDocument } from '../documents.js';
import { factsOf } from './fact-paths.js';
import { type CelCall, celParts } from '../cel/syntax.js';
import { binding, elementMacro, memberOf, type Parse, partsOfCall, selection, type Tree } from './syntax.js';

export type Scalar = string | number | boolean;

/** The time of the check, as a fact that a form does not hold. */
export const AS_OF = 'as_of';

/** What a name or value may stand for. */
export interface Meaning {
  /** Paths of facts, and AS_OF. */
  facts: string[];
  constants: Scalar[];
}

/** What the variables of macros stand for, by name. */
export type Scope = ReadonlyMap<string, Meaning>;

export const NO_SCOPE: Scope = new Map();
const NOTHING: Meaning = { facts: [], constants: [] };

export interface PackNames {
  facts: ReadonlyMap<string, FactSchema>;
  parameters: Readonly<Record<string, { value?: unknown; type?: string }>>;
  /** undefined where there is none of that name. */
  definition(name: string): Tree | undefined;
}

export function namesOf(pack: PackDocument, parse: Parse): PackNames {
  const definitions = (pack.definitions ?? {}) as Record<string, string>;
  const trees = new Map<string, Tree>();
  return {
    facts: new Map([...factsOf(pack.facts as FactSchema)].map(({ path, schema }) => [path, schema])),
    parameters: (pack.parameters ?? {}) as PackNames['parameters'],
    definition(name) {
      const text = definitions[name];
      if (text !== undefined && !trees.has(name)) trees.set(name, parse(text));
      return trees.get(name);
    },
  };
}

/** Calls `visit` for every part of an expression, not for what the definitions that it names consist of. */
export function walk(tree: Tree, scope: Scope, names: PackNames, visit: (tree: Tree, scope: Scope) => void): void {
  visit(tree, scope);
  for (const [child, within] of scopedChildren(tree, scope, names)) walk(child, within, names, visit);
}

/** Facts and constants whose values a value is made of, as far as that can be told without evaluating: of `a.b` the fact, of `list.map(x, x.c)` the facts c. */
export function meaningOf(tree: Tree, scope: Scope, names: PackNames): Meaning {
  if (tree.kind === 'literal') return { facts: [], constants: scalars(tree.value) };
  if (tree.kind === 'ident') {
    const bound = scope.get(tree.name);
    if (bound) return bound;
    if (tree.name === 'as_of' || tree.name === 'today') return { facts: [AS_OF], constants: [] };
    return names.facts.has(`/${tree.name}`) ? { facts: [`/${tree.name}`], constants: [] } : NOTHING;
  }
  const parameter = memberOf('params', tree);
  if (parameter !== undefined) return { facts: [], constants: scalars(names.parameters[parameter]?.value) };
  const definition = memberOf('definitions', tree);
  if (definition !== undefined) {
    const body = names.definition(definition);
    return body ? meaningOf(body, NO_SCOPE, names) : NOTHING;
  }
  const selected = selection(tree);
  if (selected) {
    const { facts } = meaningOf(selected.operand, scope, names);
    return { facts: facts.map((path) => `${path}/${selected.field}`).filter((path) => names.facts.has(path)), constants: [] };
  }
  if (tree.kind === 'list') return union(tree.elements.map((element) => meaningOf(element, scope, names)));
  return tree.kind === 'call' ? meaningOfCall(tree, scope, names) : NOTHING;
}

function meaningOfCall(tree: CelCall, scope: Scope, names: PackNames): Meaning {
  const macro = elementMacro(tree);
  if (macro) {
    if (tree.function === 'filter') return meaningOf(macro.list, scope, names);
    const body = macro.bodies[macro.bodies.length - 1] as Tree;
    // A list of what the body gives; a quantifier's value is neither.
    return tree.function === 'map' ? meaningOf(body, within(macro.name, elementsOf(macro.list, scope, names), scope), names) : NOTHING;
  }
  const bound = binding(tree);
  if (bound) return meaningOf(bound.body, within(bound.name, meaningOf(bound.value, scope, names), scope), names);
  const [first = tree, ...others] = partsOfCall(tree);
  if (tree.function === '_[_]' || tree.function === '_[?_]') return elementsOf(first, scope, names);
  if (tree.function === '_?_:_') return union(others.map((branch) => meaningOf(branch, scope, names)));
  return union(partsOfCall(tree).map((part) => meaningOf(part, scope, names)));
}

/** What an element of a list stands for. */
export function elementsOf(list: Tree, scope: Scope, names: PackNames): Meaning {
  const { facts, constants } = meaningOf(list, scope, names);
  return { facts: facts.map((path) => (names.facts.get(path)?.type === 'array' ? `${path}/*` : path)), constants };
}

export function within(name: string, meaning: Meaning, scope: Scope): Scope {
  return new Map([...scope, [name, meaning]]);
}

function scopedChildren(tree: Tree, scope: Scope, names: PackNames): [Tree, Scope][] {
  const macro = elementMacro(tree);
  if (macro) {
    const inner = within(macro.name, elementsOf(macro.list, scope, names), scope);
    return [[macro.list, scope], ...macro.bodies.map((body): [Tree, Scope] => [body, inner])];
  }
  const bound = binding(tree);
  if (bound) return [[bound.value, scope], [bound.body, within(bound.name, meaningOf(bound.value, scope, names), scope)]];
  return celParts(tree).map((child): [Tree, Scope] => [child, scope]);
}

function union(meanings: Meaning[]): Meaning {
  return { facts: [...new Set(meanings.flatMap(({ facts }) => facts))], constants: [...new Set(meanings.flatMap(({ constants }) => constants))] };
}

function scalars(value: unknown): Scalar[] {
  if (Array.isArray(value)) return value.flatMap(scalars);
  if (typeof value === 'bigint') return [Number(value)];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [value] : [];
}
