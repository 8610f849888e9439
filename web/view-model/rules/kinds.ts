// What kind of thing a part of an expression gives, as far as words depend on it: a condition, a time, a list. By its shape and by what its names stand for.

import { isDay } from '../../../wasm/src/tools/days.js';
import { elementMacro, memberOf, partsOfCall, selection, type Tree } from '../../../wasm/src/tools/syntax.js';
import type { Fact } from '../pack.js';
import type { RulePack } from './pack.js';
import { factAtPath, pathOf, type Scope } from './scope.js';
import { unbound } from './unbound.js';

export interface Macro {
  list: Tree;
  name: string;
  body: Tree;
}

/** One of these macros, where it has one variable and says one thing of each element. */
export function macroOf(tree: Tree, ...functions: string[]): Macro | undefined {
  const macro = elementMacro(tree);
  if (!macro || macro.bodies.length > 1 || tree.kind !== 'call' || !functions.includes(tree.function)) return undefined;
  return { list: macro.list, name: macro.name, body: macro.bodies[0] };
}

export function quantifierOf(tree: Tree): Macro | undefined {
  return macroOf(tree, 'exists', 'all', 'exists_one', 'existsOne');
}

/** A definition as readers are told it, and whether it holds whatever a form says. Many name the same ones. */
interface Known {
  tree: Tree;
  settled: boolean | undefined;
}

const known = new WeakMap<RulePack, Map<string, Known>>();

function definitionNamed(name: string, pack: RulePack): Known | undefined {
  const text = pack.definitions?.[name];
  if (text === undefined) return undefined;
  const all = known.get(pack) ?? new Map<string, Known>();
  known.set(pack, all);
  let definition = all.get(name);
  if (!definition) {
    const tree = unbound(pack.trees[text]);
    definition = { tree, settled: settledOf(tree, pack) };
    all.set(name, definition);
  }
  return definition;
}

export function definitionOf(tree: Tree, pack: RulePack): Tree | undefined {
  return definitionNamed(memberOf('definitions', tree) ?? '', pack)?.tree;
}

export function factOf(tree: Tree, scope: Scope, pack: RulePack): Fact | undefined {
  const path = pathOf(tree, scope, pack);
  return path === undefined ? undefined : factAtPath(path, pack);
}

/** What can be filled in or laid down, and so can be missing. */
export function isPlace(tree: Tree): boolean {
  return tree.kind === 'ident' || selection(tree) !== undefined;
}

const CONDITIONS = /^(_&&_|_\|\|_|!_|_[=!]=_|_[<>]=?_|@in|has|areaWithin|startsWith|endsWith|contains|matches)$/;

export function isCondition(tree: Tree, scope: Scope, pack: RulePack): boolean {
  if (tree.kind === 'literal') return tree.type === 'bool';
  const definition = definitionOf(tree, pack);
  if (definition) return isCondition(definition, [], pack);
  const fact = factOf(tree, scope, pack);
  if (fact) return fact.type === 'boolean';
  const parameter = memberOf('params', tree);
  if (parameter !== undefined) return typeof pack.parameters?.[parameter]?.value === 'boolean' || pack.parameters?.[parameter]?.type === 'bool';
  if (tree.kind !== 'call') return false;
  if (tree.function === '_?_:_') return isCondition(tree.args[1], scope, pack);
  return quantifierOf(tree) !== undefined || CONDITIONS.test(tree.function);
}

/** Whether a condition holds, or does not, whatever a form says. */
export function settledOf(tree: Tree, pack: RulePack): boolean | undefined {
  if (tree.kind === 'literal') return tree.type === 'bool' ? (tree.value as boolean) : undefined;
  const definition = memberOf('definitions', tree);
  if (definition !== undefined) return definitionNamed(definition, pack)?.settled;
  if (tree.kind !== 'call') return undefined;
  if (tree.function === '!_') {
    const settled = settledOf(tree.args[0], pack);
    return settled === undefined ? undefined : !settled;
  }
  if (tree.function !== '_&&_' && tree.function !== '_||_') return undefined;
  const decisive = tree.function === '_||_';
  const parts = tree.args.map((part) => settledOf(part, pack));
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

const TIMES = /^(addDays|addMonths|startOfMonth|endOfMonth|monthKey|timestamp|date)$/;

export function isTime(tree: Tree, scope: Scope, pack: RulePack): boolean {
  if (scope.some(({ name }) => tree.kind === 'ident' && tree.name === name)) return isTimeFact(factOf(tree, scope, pack));
  if (tree.kind === 'ident' && (tree.name === 'today' || tree.name === 'as_of')) return true;
  const definition = definitionOf(tree, pack);
  if (definition) return isTime(definition, [], pack);
  const parameter = memberOf('params', tree);
  if (parameter !== undefined) {
    const { type, value } = pack.parameters?.[parameter] ?? {};
    return type === 'date' || type === 'timestamp' || isDay(value) || (typeof value === 'string' && /^\d{4}-\d\d(-\d\dT.*)?$/.test(value));
  }
  if (tree.kind !== 'call') return isTimeFact(factOf(tree, scope, pack));
  const [first, second] = partsOfCall(tree);
  if (tree.function === '_?_:_') return isTime(second, scope, pack);
  if (tree.function === 'orValue') return isTime(first, scope, pack);
  if (tree.function === '_+_') return isTime(first, scope, pack);
  if (tree.function === '_-_') return isTime(first, scope, pack) && !isTime(second, scope, pack); // between two times lies a number
  return TIMES.test(tree.function);
}

function isTimeFact(fact: Fact | undefined): boolean {
  return /^(date|date-time|month)$/.test(fact?.format ?? '');
}

export function isList(tree: Tree, scope: Scope, pack: RulePack): boolean {
  const definition = definitionOf(tree, pack);
  if (definition) return isList(definition, [], pack);
  if (tree.kind === 'call' && tree.function === '_+_') return tree.args.some((part) => isList(part, scope, pack));
  const parameter = memberOf('params', tree);
  return tree.kind === 'list' || macroOf(tree, 'filter', 'map') !== undefined || Array.isArray(pack.parameters?.[parameter ?? '']?.value) || factOf(tree, scope, pack)?.type === 'array';
}

export function isText(tree: Tree, scope: Scope, pack: RulePack): boolean {
  if (tree.kind === 'literal') return tree.type === 'string';
  if (tree.kind === 'call' && tree.function === '_+_') return tree.args.some((part) => isText(part, scope, pack));
  return (tree.kind === 'call' && tree.function === 'string') || (factOf(tree, scope, pack)?.type === 'string' && !isTime(tree, scope, pack));
}
