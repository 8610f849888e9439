// Random well-typed CEL expressions with bindings for their variables, for fast-check. An expression is a tree of nodes with types, so that a
// failing one shrinks by putting a node's descendant of the same type, or the simplest literal, in its place.
import { Arbitrary, Stream, toStringMethod, Value } from 'fast-check';
import { ENDS, FIELDS, KEYS, kindOf, listOf, literal, mapOf, parameters, randomKey, randomValue, SCALARS, SIMPLEST } from './cel-values.mjs';

/** How tightly an operator binds: cel-spec's grammar. An operand that binds less is put in parentheses. */
const LEVELS = { '?:': 0, '||': 1, '&&': 2, '<': 3, '<=': 3, '>': 3, '>=': 3, '==': 3, '!=': 3, in: 3, '+': 4, '-': 4, '*': 5, '/': 5, '%': 5,
  negative: 6 /* a literal */, unary: 6.5, member: 7 };
const MOST_DEPTH = 5;
const LOCALS = ['x', 'y', 'v0']; // v0 is a variable's name too: comprehensions may hide it
const ORDERS = ['<', '<=', '>', '>='];
const NUMBERS = ['int', 'uint', 'double'];
const ZONES = ['UTC', 'UTC', '+08:00', '-05:30', '+00:00', '14:00', '', 'Asia/Shanghai', 'America/Chicago', 'Asia/Kathmandu', 'Australia/Sydney', 'Europe/Paris', 'Mars/Olympus'];
const PATTERNS = ['', '^$', '^.$', '\\pL', '[\\PN]', 'a**', '(', ')', '[', '[]a]', '[b-a]', '(?=a)', '\\1', 'a{1001}', '\\', '*', '(?P<n>a)', '(?<n>a)', '\\Qa.\\E', '\\x{1F600}', '\\z', '\\Z'];
const ATOMS = ['a', 'b', 'c', '1', ' ', '.', '\\.', '[a-c]', '[^b]', '[^a-z]', '[\\d中]', '[[:alpha:]]', '\\d', '\\D', '\\w', '\\W', '\\s', '\\b', '\\B', '^', '$', '\\A', '中', '😀', 'é',
  '(ab|c)', '(?:a|b|)', '(a*)', '(?s:.)', '(?m:^a)', '(?i:A)', '(?-s:.)'];
const REPEATS = ['', '', '', '', '*', '+', '?', '*?', '{2}', '{1,2}', '{0,}'];
const LETTERS = ['a', 'b', 'c', 'A', '1', ' ', '\n', '中', '😀', 'é', '.', '_'];
/** Texts to convert, at the border of what can be. */
const TEXTS = {
  timestamp: ['2024-02-29T08:00:00+08:00', '2023-02-29T00:00:00Z', '2024-02-29T24:00:00Z', '2016-12-31T23:59:60Z', '2024-02-29T00:00:00', '2024-02-29', '2024-2-29T00:00:00Z',
    '2024-02-29T00:00:00.123456789Z', '2024-02-29T00:00:00.1Z', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '0000-12-31T23:59:59Z', '10000-01-01T00:00:00Z', '', '2024-02-29T00:00:00+24:00'],
  duration: ['1h30m', '-1h', '1.5h', '100ms', '1us', '1µs', '1ns', '+1s', '.5s', '1.s', '0', '', '1', '1d', '1h-1m', '2562047h47m16.854775807s', '2562048h', '1s1h', ' 1s', '-.1ms'],
};
const OTHER_KEYS = [{ uint: '1' }, { int: '1' }, 0, 1, { double: '-0' }, 1.5, { double: 'NaN' }, 1e300, true, false, null, 'a', { bytes: '61' }, []];
const ACCESSORS = ['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'];

// What may stand for an expression of each type. `g` is the place: see Place. An entry that stands twice is taken twice as often.
const PRODUCTIONS = {
  bool: [
    binary('&&', 'bool', 'bool'), binary('&&', 'bool', 'bool'), binary('||', 'bool', 'bool'), binary('||', 'bool', 'bool'), unary('!', 'bool'), unary('!', 'bool'), order, order, order, numericOrder, equality,
    equality, mixedEquality, inList, inMap, quantifier, quantifier, has, call('bool', 'bool'), fromText('bool'), fromDyn,
    method('string', 'contains', 'string'), method('string', 'startsWith', 'string'), method('string', 'endsWith', 'string'), matches, matches, method('string', 'matches', 'string'),
  ],
  int: [
    ...['+', '-', '*', '/', '%'].map((op) => binary(op, 'int', 'int')), atTheEnds(['+', '-', '*', '/', '%']), atTheEnds(['+', '-', '*', '/', '%']), unary('-', 'int'), unary('-', 'int'), size, size, fromDyn, ...['int', 'uint', 'double', 'timestamp'].map((from) => call('int', from)),
    fromText('int'),
    ...ACCESSORS.slice(6).map((name) => method('duration', name)), accessor, accessor, accessor,
  ],
  uint: [...['+', '-', '*', '/', '%'].map((op) => binary(op, 'uint', 'uint')), atTheEnds(['+', '-', '*', '/', '%']), atTheEnds(['+', '-', '*', '/', '%']), fromDyn, ...['int', 'uint', 'double'].map((from) => call('uint', from)), fromText('uint')],
  double: [...['+', '-', '*', '/'].map((op) => binary(op, 'double', 'double')), atTheEnds(['+', '-', '*', '/']), fromDyn, unary('-', 'double'), ...['int', 'uint', 'double'].map((from) => call('double', from)), fromText('double')],
  string: [binary('+', 'string', 'string'), binary('+', 'string', 'string'), ...SCALARS.map((from) => call('string', from)), fromDyn],
  bytes: [binary('+', 'bytes', 'bytes'), call('bytes', 'string'), call('bytes', 'bytes'), fromDyn],
  timestamp: [
    binary('+', 'timestamp', 'duration'), binary('+', 'duration', 'timestamp'), binary('-', 'timestamp', 'duration'), call('timestamp', 'timestamp'), call('timestamp', 'int'), fromText('timestamp'), fromDyn,
  ],
  duration: [
    binary('+', 'duration', 'duration'), binary('-', 'duration', 'duration'), binary('-', 'timestamp', 'timestamp'), call('duration', 'duration'), fromText('duration'), atTheEnds(['+', '-']), fromDyn,
  ],
  type: [(g) => member(g, 'type(', g.make(anyType(g.random)), ')')],
  null: [],
  dyn: [(g) => member(g, 'dyn(', g.make(anyType(g.random)), ')')],
  list: [listLiteral, listLiteral, mapMacro, mapMacro, filterMacro, filterMacro, (g) => binary('+', g.type, g.type)(g)],
  map: [mapLiteral],
};
const ANYWHERE = [conditional, conditional, parenthesised, elementOfList, elementOfMap, fieldOfMap];

/** Where an expression is wanted: of which type, with which variables in scope (name to type), and how deep it may be. */
class Place {
  constructor(random, type, scope, depth) {
    Object.assign(this, { random, type, scope, depth });
  }

  make(type, scope = this.scope) {
    return expression(new Place(this.random, type, scope, this.depth - 1));
  }
}

function expression(g) {
  if (g.depth <= 0 || g.random.below(8) === 0) return leaf(g);
  // Anything may stand where dyn does, and dyn may stand anywhere; whether that is an error is seen at run time.
  if (g.type !== 'dyn' && g.random.below(40) === 0) return { ...PRODUCTIONS.dyn[0](g), type: g.type };
  const productions = PRODUCTIONS[kindOf(g.type)];
  return g.random.pick(g.random.below(6) === 0 || productions.length === 0 ? ANYWHERE : productions)(g);
}

function leaf(g) {
  const names = [...g.scope].filter(([, type]) => type === g.type).map(([name]) => name);
  if (names.length > 0 && g.random.below(4) !== 0) return node(g, LEVELS.member, g.random.pick(names));
  return literalNode(g, randomValue(g.random, g.type), g.random.below(4));
}

function literalNode({ type, scope }, value, notation = 0) {
  const { text, level } = literal(value, type, notation);
  return { type, scope, level, parts: [text] };
}

/** Parts are texts, nodes that stand in parentheses or between commas already, or [node, the least level that it needs]. */
function node({ type, scope }, level, ...parts) {
  return { type, scope, level, parts };
}
function member(g, ...parts) {
  return node(g, LEVELS.member, ...parts);
}

function binary(op, left, right) {
  const level = LEVELS[op];
  return (g) => node(g, level, [g.make(left), level], ` ${op} `, [g.make(right), level + 1]);
}
/** Also twice, with and without parentheses. */
function unary(op, type) {
  return (g) => {
    const operand = g.random.below(4) === 0 ? unary(op, type)(g) : g.make(type);
    return node(g, LEVELS.unary, op, [g.random.below(4) === 0 ? member(g, '(', operand, ')') : operand, LEVELS.unary]);
  };
}
function atTheEnds(operators) {
  return (g) => ends(g, g.random.pick(operators), g.type, g.type);
}
function ends(g, op, ...types) {
  const [left, right] = types.map((type) => literalNode({ type, scope: g.scope }, g.random.pick(ENDS[type])));
  return node(g, LEVELS[op], [left, LEVELS[op]], ` ${op} `, [right, LEVELS[op] + 1]);
}
/** A conversion that may have no overload for what it gets. */
function fromDyn(g) {
  return member(g, `${g.type}(dyn(`, g.make(anyType(g.random)), '))');
}
function parenthesised(g) {
  return member(g, '(', g.make(g.type), ')');
}
function call(name, argument) {
  return (g) => member(g, `${name}(`, g.make(argument), ')');
}
function method(target, name, ...types) {
  return (g) => member(g, [g.make(target), LEVELS.member], `.${name}(`, ...types.flatMap((type, i) => (i === 0 ? [g.make(type)] : [', ', g.make(type)])), ')');
}
/** A conversion of a text: mostly of one that can be converted, or nearly. */
function fromText(type) {
  return (g) => {
    if (g.random.below(4) === 0) return call(type, 'string')(g);
    const text = g.random.below(4) !== 0 && type in TEXTS ? g.random.pick(TEXTS[type]) : plainText(randomValue(g.random, type));
    return member(g, `${type}(`, literalNode({ type: 'string', scope: g.scope }, text), ')');
  };
}
function plainText(value) {
  return typeof value === 'object' ? Object.values(value)[0] : String(value);
}

function order(g) {
  const type = g.random.pick(SCALARS);
  return comparison(g, type, type);
}
function numericOrder(g) {
  return comparison(g, g.random.pick(NUMBERS), g.random.pick(NUMBERS));
}
function comparison(g, left, right) {
  const op = g.random.pick(ORDERS);
  return g.random.below(3) === 0 && left in ENDS && right in ENDS ? ends(g, op, left, right) : binary(op, left, right)(g);
}
function equality(g) {
  const type = anyType(g.random);
  return binary(g.random.pick(['==', '!=']), type, type)(g);
}
/** Numbers of different types may be equal, and so may be what holds them; other values of different types never are. */
function mixedEquality(g) {
  const types = () => g.random.pick([...NUMBERS, ...NUMBERS, 'list(int)', 'list(uint)', 'list(double)', 'map(int, int)', 'map(uint, double)', ...SCALARS]);
  return node(g, LEVELS['=='], 'dyn(', g.make(types()), g.random.pick([') == ', ') != ']), [g.make(types()), LEVELS['=='] + 1]);
}
function inList(g) {
  const type = anyType(g.random);
  return binary('in', g.random.below(6) === 0 ? 'dyn' : type, listOf(type))(g);
}
function inMap(g) {
  const key = g.random.pick(KEYS);
  return binary('in', g.random.below(6) === 0 ? 'dyn' : key, mapOf(key, g.random.pick(SCALARS)))(g);
}
function quantifier(g) {
  const macro = g.random.pick(['all', 'exists', 'exists_one']);
  if (g.random.below(4) === 0) {
    const key = g.random.pick(KEYS);
    return comprehension(g, macro, mapOf(key, g.random.pick(SCALARS)), key, ['bool']);
  }
  const element = smallType(g.random);
  return comprehension(g, macro, listOf(element), element, ['bool']);
}
function comprehension(g, macro, range, element, bodies) {
  const name = g.random.pick(LOCALS);
  const inside = new Map(g.scope).set(name, element);
  return member(g, [g.make(range), LEVELS.member], `.${macro}(${name}`, ...bodies.flatMap((body) => [', ', g.make(body, inside)]), ')');
}
function has(g) {
  return member(g, 'has(', [g.make(mapOf('string', g.random.pick(SCALARS))), LEVELS.member], `.${g.random.pick(FIELDS)})`);
}
function matches(g) {
  const several = (make) => Array.from({ length: g.random.below(5) }, make).join('');
  const text = (value) => literalNode({ type: 'string', scope: g.scope }, value, g.random.below(4));
  const pattern = g.random.below(4) === 0 ? g.random.pick(PATTERNS)
    : several(() => g.random.pick(ATOMS) + g.random.pick(REPEATS)) + (g.random.below(4) === 0 ? `|${g.random.pick(ATOMS)}` : '');
  const target = g.random.below(4) === 0 ? g.make('string') : text(several(() => g.random.pick(LETTERS)));
  return g.random.below(2) === 0 ? member(g, 'matches(', target, ', ', text(pattern), ')') : member(g, [target, LEVELS.member], '.matches(', text(pattern), ')');
}
function size(g) {
  const type = g.random.pick(['string', 'bytes', listOf(smallType(g.random)), mapOf(g.random.pick(KEYS), 'int')]);
  return g.random.below(2) === 0 ? call('size', type)(g) : method(type, 'size')(g);
}
function accessor(g) {
  const name = g.random.pick(ACCESSORS);
  const zone = g.random.below(2) === 0 ? [] : [literalNode({ type: 'string', scope: g.scope }, g.random.pick(ZONES))];
  return member(g, [g.make('timestamp'), LEVELS.member], `.${name}(`, ...zone, ')');
}
function listLiteral(g) {
  return member(g, '[', ...commaSeparated(g.random.below(4), () => [g.make(parameters(g.type)[0])]), ']');
}
function mapLiteral(g) {
  const [key, value] = parameters(g.type);
  return member(g, '{', ...commaSeparated(g.random.below(4), () => [keyOrIndex(g, key), ': ', g.make(value)]), '}');
}
function commaSeparated(count, make) {
  return Array.from({ length: count }, (_, i) => (i === 0 ? make() : [', ', ...make()])).flat();
}
/** Mostly one of the few that maps mostly have, so that it is found. Numbers of any type may be equal to it. */
function keyOrIndex(g, type) {
  if (g.random.below(8) === 0) return literalNode({ type: 'dyn', scope: g.scope }, g.random.pick(OTHER_KEYS));
  return g.random.below(4) === 0 ? g.make(type) : literalNode({ type, scope: g.scope }, randomKey(g.random, type));
}
function mapMacro(g) {
  const element = smallType(g.random);
  const [made] = parameters(g.type);
  return comprehension(g, 'map', listOf(element), element, g.random.below(3) === 0 ? ['bool', made] : [made]);
}
function filterMacro(g) {
  return comprehension(g, 'filter', g.type, parameters(g.type)[0], ['bool']);
}
function conditional(g) {
  return node(g, LEVELS['?:'], [g.make('bool'), 1], ' ? ', [g.make(g.type), 1], ' : ', g.make(g.type));
}
function elementOfList(g) {
  return member(g, [g.make(listOf(g.type)), LEVELS.member], '[', keyOrIndex(g, 'int'), ']');
}
function elementOfMap(g) {
  const key = g.random.pick(KEYS);
  return member(g, [g.make(mapOf(key, g.type)), LEVELS.member], '[', keyOrIndex(g, key), ']');
}
function fieldOfMap(g) {
  return member(g, [g.make(mapOf('string', g.type)), LEVELS.member], `.${g.random.pick(FIELDS)}`);
}

function smallType(random) {
  return random.pick([...SCALARS, 'int', 'string', 'list(int)', 'map(string, int)', 'dyn']);
}
function anyType(random, depth = 2) {
  const choice = random.below(12);
  if (choice === 0 && depth > 0) return listOf(anyType(random, depth - 1));
  if (choice === 1 && depth > 0) return mapOf(random.pick(KEYS), anyType(random, depth - 1));
  if (choice === 2) return random.pick(['null', 'type', 'dyn']);
  return random.pick(SCALARS);
}

function textOf({ parts }) {
  return parts.map((part) => (typeof part === 'string' ? part : Array.isArray(part) ? operand(...part) : textOf(part))).join('');
}
function operand(part, level) {
  return part.level < level ? `(${textOf(part)})` : textOf(part);
}

function children({ parts }) {
  return parts.filter((part) => typeof part !== 'string').map((part) => (Array.isArray(part) ? part[0] : part));
}
function* descendants(tree) {
  for (const child of children(tree)) yield child;
  for (const child of children(tree)) yield* descendants(child);
}
/** The tree with something smaller in the place of one of its nodes. */
function* smaller(tree) {
  for (const below of descendants(tree)) {
    if (below.type === tree.type && below.scope === tree.scope) yield below;
  }
  const simplest = literalNode(tree, SIMPLEST[kindOf(tree.type)]);
  if (textOf(simplest) !== textOf(tree)) yield simplest;
  for (const [i, part] of tree.parts.entries()) {
    if (typeof part === 'string') continue;
    const [below, level] = Array.isArray(part) ? part : [part];
    for (const less of smaller(below)) yield { ...tree, parts: tree.parts.map((old, at) => (at !== i ? old : level === undefined ? less : [less, level])) };
  }
}

/** Expressions of any type with up to four variables, whose types and values (in tagged JSON) come with them. */
export class CelCases extends Arbitrary {
  generate(mrng) {
    const random = { below: (n) => mrng.nextInt(0, n - 1), pick: (from) => from[mrng.nextInt(0, from.length - 1)] };
    const scope = new Map(Array.from({ length: random.below(5) }, (_, i) => [`v${i}`, anyType(random)]));
    const tree = expression(new Place(random, anyType(random), scope, 1 + random.below(MOST_DEPTH)));
    const bindings = Object.fromEntries([...scope].map(([name, type]) => [name, randomValue(random, type)]));
    return new Value(caseOf(tree, bindings), undefined);
  }

  canShrinkWithoutContext() {
    return true;
  }

  shrink({ tree, bindings }) {
    return new Stream(shrunk(tree, bindings)).map((value) => new Value(value, undefined));
  }
}

function* shrunk(tree, bindings) {
  for (const below of descendants(tree)) {
    if (below.scope === tree.scope) yield caseOf(below, bindings);
  }
  for (const less of smaller(tree)) yield caseOf(less, bindings);
  for (const [name, type] of tree.scope) {
    const simplest = SIMPLEST[kindOf(type)];
    if (JSON.stringify(simplest) !== JSON.stringify(bindings[name])) yield caseOf(tree, { ...bindings, [name]: simplest });
  }
}

function caseOf(tree, bindings) {
  const expression = textOf(tree);
  return {
    tree, expression, type: tree.type, variables: Object.fromEntries(tree.scope), bindings,
    [toStringMethod]: () => `${expression}\n  with ${JSON.stringify(bindings)}`,
  };
}
