// cel.parse(): the syntax tree that tools walk, with places that they can cut out and change.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { celParts, CelUint, createCel } from 'yibao-precheck/cel';
import { packs } from 'yibao-precheck/rules';

const cel = await createCel();

const parse = (expression, options) => {
  const tree = cel.parse(expression, options);
  assert.equal(tree.errors, undefined, `${expression}: ${tree.errors?.[0].message}`);
  return tree;
};
const nodesOf = (tree) => [tree, ...celParts(tree).flatMap(nodesOf)];
const textOf = (expression, node) => expression.slice(node.start, node.end);

/** A tree without its places, as JSON. */
const shape = (tree) => JSON.parse(JSON.stringify(tree, (key, value) => (typeof value === 'bigint' ? String(value) : ['start', 'end', 'at'].includes(key) ? undefined : value)));

/** The field of a.?b is a string without quotes: by itself it would be a name. */
const isOptionalField = (expression, node) => node.kind === 'literal' && node.type === 'string' && !/['"]$/.test(textOf(expression, node));

const places = ['when', 'assert', 'satisfied', 'value', 'state', 'invariant', 'next', 'for_each', 'from', 'to'];
/** The CEL of a pack's document, without that in texts. */
const expressionsOf = ({ definitions = {}, rules = [], requirements = [], outcomes = {}, guidance = [], plan = {} }) => {
  const found = Object.values(definitions);
  JSON.stringify([rules, requirements, outcomes, guidance, plan], (key, value) => {
    if (typeof value === 'string' && places.includes(key)) found.push(value);
    return value;
  });
  return found;
};

const samples = [
  "(a + b) * -5 - (3)",
  'a && (b || !c) && d && e && !!f',
  'x.y[0].z == {"k": [1, 2u, -1.5, null], "b": b"\\x00"}["k"][1]',
  "list.exists(v, v.n > 3 ? true : v.name.startsWith('张'))",
  'has(a.b) && a.?b.orValue("无") != "无" && // no ) \n [?a.?c, 1].size() in [0, 1]',
  "'😀' + ('中文' + \"x\") // the end",
  '.a.b.f(.g(1))',
  '{?"k": a.?b, 1: true}',
  'cel.bind(n, a.size(), n * n)',
  '--5 + - 5 - -(-5)',
];

describe('cel.parse gives', () => {
  it('each kind of node with its names', () => {
    assert.deepEqual(parse("a.b < 3"), {
      kind: 'call', start: 0, end: 7, at: 4, function: '_<_',
      args: [
        { kind: 'select', start: 0, end: 3, at: 1, operand: { kind: 'ident', start: 0, end: 1, at: 0, name: 'a' }, field: 'b' },
        { kind: 'literal', start: 6, end: 7, at: 6, type: 'int', value: 3 },
      ],
    });
    assert.deepEqual(shape(parse('[?a, .b]')), { kind: 'list', elements: [{ kind: 'ident', name: 'a' }, { kind: 'ident', name: '.b' }], optional_indices: [0] });
    assert.deepEqual(shape(parse('{?a: b}')).entries, [{ map_key: { kind: 'ident', name: 'a' }, value: { kind: 'ident', name: 'b' }, optional_entry: true }]);
    assert.deepEqual(shape(parse('l.f(1)')), { kind: 'call', function: 'f', target: { kind: 'ident', name: 'l' }, args: [{ kind: 'literal', type: 'int', value: 1 }] });
  });

  it('literals with the value that the expression has', () => {
    const literals = [
      ['null', 'null_type', null], ['true', 'bool', true], ['-7', 'int', -7], ['9223372036854775807', 'int', 2n ** 63n - 1n], ['7u', 'uint', new CelUint(7)],
      ['1.5', 'double', 1.5], ["'\\t中'", 'string', '\t中'], ["b'\\x01'", 'bytes', new Uint8Array([1])],
    ];
    for (const [text, type, value] of literals) assert.deepEqual([parse(text).type, parse(text).value], [type, value], text);
  });

  it('macros as the author wrote them', () => {
    const tree = parse('has(a.b) && l.exists(v, v > 0)');
    assert.deepEqual(tree.args.map((node) => [node.function, node.target?.name, node.args.length]), [['has', undefined, 1], ['exists', 'l', 2]]);
    assert.ok(nodesOf(tree).every((node) => node.kind !== 'comprehension' && node.macro === undefined));
  });

  it('macros expanded, where that is asked for', () => {
    const expression = 'has(a.b) && l.exists(v, v > 0)';
    const [has, exists] = parse(expression, { macros: true }).args;
    assert.deepEqual([has.kind, has.macro, has.test_only, textOf(expression, has)], ['select', 'has', true, 'has(a.b)']);
    assert.deepEqual([exists.kind, exists.macro, exists.iter_var, textOf(expression, exists)], ['comprehension', 'exists', 'v', 'l.exists(v, v > 0)']);
    assert.equal(textOf(expression, exists.loop_step.args[1]), 'v > 0');
    assert.equal(textOf(expression, exists.accu_init), 'l.exists(v, v > 0)', 'what the macro made has its place');
  });

  it('what is wrong with an expression', () => {
    assert.deepEqual(cel.parse("'中' + ").errors.map(({ code, offset, column }) => [code, offset, column]), [['cel.syntax', 6, 7]]);
    assert.equal(cel.parse('\ud800').errors[0].offset, 0);
    assert.match(cel.parse('1'.repeat(3_000_000)).errors[0].message, /100,?000/);
    assert.equal(cel.parse(`${'('.repeat(100)}1`).errors[0].code, 'cel.syntax');
  });
});

describe('places', () => {
  const shipped = packs.flatMap(expressionsOf);
  it('the shipped packs have expressions to look at', () => assert.ok(shipped.length > 300, String(shipped.length)));

  it("cut out each node's own text: it parses to the same node", () => {
    for (const expression of [...samples, ...shipped]) {
      for (const node of nodesOf(parse(expression))) {
        if (isOptionalField(expression, node)) continue;
        assert.deepEqual(shape(parse(textOf(expression, node))), shape(node), `${textOf(expression, node)} in ${expression}`);
      }
    }
  });

  it('are without the parentheses', () => {
    const expression = '((a || (b))) && ( // ) five\n 5 )';
    assert.deepEqual(nodesOf(parse(expression)).map((node) => textOf(expression, node)), [expression, 'a || (b)', 'a', 'b', '5']);
  });

  it('of each operator: another in its place makes another call of the same operands', () => {
    for (const expression of [...samples, ...shipped]) {
      for (const node of nodesOf(parse(expression))) {
        const operator = node.kind === 'call' && /^_(==|!=|<|<=|>|>=)_$/.exec(node.function)?.[1];
        if (!operator) continue;
        const other = operator === '==' ? '>=' : '==';
        assert.equal(expression.slice(node.at, node.at + operator.length), operator);
        const changed = expression.slice(0, node.at) + other + expression.slice(node.at + operator.length);
        const expected = { ...shape(node), function: `_${other}_` };
        assert.ok(nodesOf(parse(changed)).some((found) => JSON.stringify(shape(found)) === JSON.stringify(expected)), changed);
      }
    }
  });

  it('of each literal: another in its place is all that changes', () => {
    const expression = "'😀' == x ? 1 : (-2)";
    const replaced = nodesOf(parse(expression)).filter((node) => node.kind === 'literal').map((node) => expression.slice(0, node.start) + '0' + expression.slice(node.end));
    assert.deepEqual(replaced, ["0 == x ? 1 : (-2)", "'😀' == x ? 0 : (-2)", "'😀' == x ? 1 : (0)"]);
  });
});
