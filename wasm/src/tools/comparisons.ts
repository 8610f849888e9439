// Where a pack's expressions compare: the values at which an answer may turn.
import type { PackDocument } from '../documents.js';
import { expressionsOf, type PackExpression } from './expressions.js';
import { elementsOf, type Meaning, meaningOf, NO_SCOPE, type PackNames, type Scalar, type Scope, walk, within } from './meaning.js';
import { elementMacro, memberOf, type Parse, partsOfCall, type Tree } from './syntax.js';

/** A length of time between two days: `ageOn(birth, day) >= 16`, `addMonths(day, 6)`. */
export interface Span {
  unit: 'years' | 'months' | 'days';
  count: number;
  /** An age: said as a birthday. */
  age: boolean;
}

export interface Comparison {
  /** Paths of the facts that are compared, AS_OF among them. */
  facts: Set<string>;
  /** Lists whose sizes are. */
  sizes: Set<string>;
  constants: Set<Scalar>;
  spans: Span[];
  /** Seconds after the beginning of a day. */
  hours: Set<number>;
  /** Whether a month's first or last day matters. */
  monthEdges: boolean;
}

const COMPARING = new Set(['_==_', '_!=_', '_<_', '_<=_', '_>_', '_>=_', '@in', 'startsWith', 'endsWith', 'contains', 'matches', 'areaWithin']);
const MONTH_FUNCTIONS = new Set(['startOfMonth', 'endOfMonth', 'monthKey', 'getDayOfMonth', 'getDate', 'getMonth', 'getFullYear', 'getDayOfYear']);

export function comparisonsOf(pack: PackDocument, names: PackNames, parse: Parse): Comparison[] {
  const found: Comparison[] = [];
  for (const expression of expressionsOf(pack)) {
    walk(parse(expression.text), scopeOf(expression, pack, names, parse), names, (tree, scope) => {
      if (tree.kind === 'call' && COMPARING.has(tree.function)) found.push(comparison(tree, scope, names));
    });
  }
  return found;
}

/** What `it`, `state` and `before` stand for in an expression. */
export function scopeOf({ pointer, role, text }: PackExpression, pack: PackDocument, names: PackNames, parse: Parse): Scope {
  const [part, second, third] = pointer.split('/').slice(1);
  if (part === 'rules') {
    const list = (pack.rules as { for_each?: string }[])[Number(second)]?.for_each;
    return list === undefined ? NO_SCOPE : within('it', { facts: [`/${list.replace(/\./g, '/')}/*`], constants: [] }, NO_SCOPE);
  }
  if (part !== 'plan') return NO_SCOPE;
  const plan = pack.plan as { state: string; actions: { for_each?: string }[] };
  const state = role === 'state' || text === plan.state ? { facts: [], constants: [] } : meaningOf(parse(plan.state), NO_SCOPE, names);
  const scope = within('before', state, within('state', state, NO_SCOPE));
  const items = second === 'actions' ? plan.actions[Number(third)]?.for_each : undefined;
  return items === undefined || role === 'for_each' ? scope : within('it', elementsOf(parse(items), scope, names), scope);
}

function comparison(tree: Tree, scope: Scope, names: PackNames): Comparison {
  const into: Comparison = { facts: new Set(), sizes: new Set(), constants: new Set(), spans: [], hours: new Set(), monthEdges: false };
  const seen = { ages: false, months: false };
  gather(tree, scope, names, into, seen);
  const whole = [...into.constants].filter((value): value is number => Number.isInteger(value));
  if (seen.ages) into.spans.push(...whole.map((count): Span => ({ unit: 'years', count, age: true })));
  if (seen.months) into.spans.push(...whole.map((count): Span => ({ unit: 'months', count, age: false })));
  return into;
}

/** All that a side of a comparison is worked out from. What a filter or a quantifier asks of elements is compared by itself. */
function gather(tree: Tree, scope: Scope, names: PackNames, into: Comparison, seen: { ages: boolean; months: boolean }): void {
  const definition = memberOf('definitions', tree);
  const body = definition === undefined ? undefined : names.definition(definition);
  if (body) return gather(body, NO_SCOPE, names, into, seen);
  if (tree.kind !== 'call') {
    add(meaningOf(tree, scope, names), into);
    if (tree.kind === 'list') for (const element of tree.elements) gather(element, scope, names, into, seen);
    return;
  }
  const macro = elementMacro(tree);
  if (macro) return add(meaningOf(tree, scope, names), into);
  const parts = partsOfCall(tree);
  const [first, second] = parts;
  if (tree.function === 'size' && first) {
    for (const path of elementsOf(first, scope, names).facts) into.sizes.add(path.replace(/\/\*(\/[^*]*)?$/, ''));
  } else if ((tree.function === 'addMonths' || tree.function === 'addDays') && first && second) {
    gather(first, scope, names, into, seen);
    const unit = tree.function === 'addMonths' ? 'months' : 'days';
    for (const count of numbersOf(second, scope, names)) into.spans.push({ unit, count, age: false });
    return;
  } else if (tree.function === 'duration' && first) {
    for (const seconds of secondsOf(first, scope, names)) into.hours.add(seconds);
    return;
  }
  seen.ages ||= tree.function === 'ageOn';
  seen.months ||= tree.function === 'monthsBetween';
  into.monthEdges ||= MONTH_FUNCTIONS.has(tree.function);
  for (const part of parts) gather(part, scope, names, into, seen);
}

function add({ facts, constants }: Meaning, into: Comparison): void {
  for (const path of facts) into.facts.add(path);
  for (const value of constants) into.constants.add(value);
}

/** The whole numbers that an expression of constants may give. */
function numbersOf(tree: Tree, scope: Scope, names: PackNames): number[] {
  if (tree.kind === 'call') {
    const parts = partsOfCall(tree).map((part) => numbersOf(part, scope, names));
    const [left = [], right = []] = parts;
    const pairs = (join: (a: number, b: number) => number) => left.flatMap((a) => right.map((b) => join(a, b)));
    if (tree.function === '-_') return left.map((value) => -value);
    if (tree.function === '_*_') return pairs((a, b) => a * b);
    if (tree.function === '_+_') return pairs((a, b) => a + b);
    if (tree.function === '_-_') return pairs((a, b) => a - b);
    return parts.flat();
  }
  return meaningOf(tree, scope, names).constants.filter((value): value is number => Number.isInteger(value));
}

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1 };

/** `duration('6h')`, or `duration(string(params.hour) + 'h')`. */
function secondsOf(tree: Tree, scope: Scope, names: PackNames): number[] {
  const { constants } = meaningOf(tree, scope, names);
  const units = constants.filter((value): value is string => typeof value === 'string' && value in UNIT_SECONDS);
  const written = constants.flatMap((value) => /^(\d+)([hms])$/.exec(String(value)) ?? []);
  const plain = constants.filter((value): value is number => Number.isInteger(value));
  return [
    ...(written.length > 0 ? [Number(written[1]) * (UNIT_SECONDS[written[2] as string] as number)] : []),
    ...units.flatMap((unit) => plain.map((count) => count * (UNIT_SECONDS[unit] as number))),
  ];
}
