// yibao-precheck/cel: bare CEL in JavaScript's values.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { CEL_UNKNOWN, CelDuration, CelOptional, CelTimestamp, CelType, CelUint, createCel, PrecheckError } from 'yibao-precheck/cel';
import { root } from '../../wasm/scripts/root.mjs';

const cel = await createCel();
const value = (expression, bindings, variables) => {
  const result = cel.evaluate(expression, bindings, { variables });
  assert.equal(result.error, undefined, result.error?.message);
  return result.value;
};
const error = (expression, bindings, variables) => cel.evaluate(expression, bindings, { variables }).error;

/** `1n`, wrapped so many times. An int, since its tag is one more level. */
const nested = (times, wrap) => (times === 0 ? 1n : wrap(nested(times - 1, wrap)));

describe('values come out', () => {
  const cases = [
    ['null', null],
    ['true', true],
    ["'中文😀'", '中文😀'],
    ['1.5', 1.5],
    ['-0.0', -0],
    ['1.0 / 0.0', Infinity],
    ['-1.0 / 0.0', -Infinity],
    ["double('NaN')", NaN],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['5u', new CelUint(5)],
    ['18446744073709551615u', new CelUint(18446744073709551615n)],
    ["b'\\x00\\xff'", new Uint8Array([0, 255])],
    ['[1, [], null]', [1, [], null]],
    ["{'a': 1, 2: 'b', true: null, 4u: []}", new Map([['a', 1], [2, 'b'], [true, null], [new CelUint(4), []]])],
    ["{'__proto__': 1}", new Map([['__proto__', 1]])],
    ["timestamp('2009-02-13T23:31:30.123456789Z')", new CelTimestamp('2009-02-13T23:31:30.123456789Z')],
    ["duration('1h30m0.5s')", new CelDuration('5400.5s')],
    ['type([])', new CelType('list')],
    ['[optional.of(1), optional.none(), optional.of(optional.none())]', [new CelOptional(1), new CelOptional(), new CelOptional(new CelOptional())]],
  ];
  for (const [expression, expected] of cases) it(expression, () => assert.deepEqual(value(expression), expected));

  it('with bigints, ints are always BigInts', async () => {
    const exact = await createCel({ bigints: true });
    assert.deepEqual(exact.evaluate("[1, 1.0, 1u, size('a')]").value, [1n, 1, new CelUint(1n), 1n]);
  });
});

describe('values go in', () => {
  const cases = [
    ['a number is a double', 'type(x) == double', { x: 1 }],
    ['a number is an int where declared', 'type(x) == int', { x: 1 }, { x: 'int' }],
    ['-0 is 0 where an int is declared', 'x == 0', { x: -0 }, { x: 'int' }],
    ['a number is a uint where declared', 'x == 1u && type(x) == uint', { x: 1 }, { x: 'uint' }],
    ['numbers in a declared list', 'x.all(i, type(i) == int)', { x: [1, 2, 3n] }, { x: 'list(int)' }],
    ['numbers in declared maps', "type(x.a[0]) == int && type(x.a[0]) != double", { x: { a: [1] } }, { x: 'map(string, list(int))' }],
    ['numbers as keys are ints', "x[2] == 'two' && x.all(k, type(k) == int)", { x: new Map([[2, 'two']]) }],
    ['numbers as keys, where declared, are uints', 'x.all(k, type(k) == uint)', { x: new Map([[2, 'two']]) }, { x: 'map(uint, string)' }],
    ['a BigInt is an int', 'x == 9223372036854775807', { x: 9223372036854775807n }],
    ['a BigInt is a uint where declared', 'x == 18446744073709551615u', { x: 18446744073709551615n }, { x: 'uint' }],
    ['CelUint', 'x == 5u && type(x) == uint', { x: new CelUint(5) }],
    ['doubles that JSON has not', "string(x[0]) == 'NaN' && x[1] == 1.0 / 0.0 && 1.0 / x[2] == -1.0 / 0.0", { x: [NaN, Infinity, -0] }],
    ['bytes', "x == b'\\x00\\x0f\\xff'", { x: new Uint8Array([0, 15, 255]) }],
    ['bytes, a view', "x == b'ab'", { x: Buffer.from('ab') }],
    ['an object is a map', "x == {'a': 1.0, 'b': {'__proto__': null}}", { x: { a: 1, b: JSON.parse('{"__proto__": null}') } }],
    ['an object without prototype, or of another realm', 'x == y', { x: Object.assign(Object.create(null), { a: true }), y: vm.runInNewContext('({ a: true })') }],
    ['a timestamp', "x == timestamp('2009-02-13T23:31:30.000000001Z')", { x: new CelTimestamp('2009-02-13T23:31:30.000000001Z') }],
    ['a Date', "x == timestamp('2009-02-13T23:31:30.123Z')", { x: new Date('2009-02-13T23:31:30.123Z') }],
    ['a duration', "x == duration('90s')", { x: new CelDuration('1m30s') }],
    ['a type', 'x == type(1)', { x: new CelType('int') }],
    ['optionals', "x == [optional.of('a'), optional.none()]", { x: [new CelOptional('a'), new CelOptional()] }],
    ['a number in a declared optional', 'type(x.value()) == int', { x: new CelOptional(1) }, { x: 'optional_type(int)' }],
    ['what the expression does not know is not looked at', 'true', { x: undefined, y: 1 }],
    ['a qualified name', 'params.limit == 3', { 'params.limit': 3 }, { 'params.limit': 'int' }],
  ];
  for (const [title, expression, bindings, variables] of cases) it(title, () => assert.equal(value(expression, bindings, variables), true));

  it('nested as deep as is taken', () => {
    for (const deep of [nested(62, (a) => [a]), nested(20, (a) => new Map([['a', a]]))]) assert.equal(value('x == y', { x: deep, y: deep }), true);
  });

  it('what CEL gives may go in again', () => {
    const given = value("{'a': [b'a', timestamp('2009-02-13T23:31:30.5Z'), duration('-1.5s'), 5u, int, {true: null}, optional.of([optional.none()])]}");
    assert.deepEqual(value('x', { x: given }), given);
  });
});

describe('a binding that CEL cannot take is an error with a pointer', () => {
  const cycle = [];
  cycle.push(cycle);
  const cases = [
    ['no safe integer', { x: 2 ** 53 }, '/x', { x: 'int' }],
    ['a fraction for an int', { x: [1, 1.5] }, '/x/1', { x: 'list(int)' }],
    ['an int beyond 64 bits', { x: 2n ** 63n }, '/x'],
    ['a negative uint', { x: new CelUint(-1) }, '/x'],
    ['a function', { x: { 'a/b': () => 1 } }, '/x/a~1b'],
    ['an object of a class', { x: [new (class Other {})()] }, '/x/0'],
    ['undefined inside', { x: [undefined] }, '/x/0'],
    ['a hole', { x: [, 1] }, '/x/0'],
    ['half of a surrogate pair', { x: { a: '\ud800' } }, '/x/a'],
    ['half of a surrogate pair in a key', { x: { '\ud800': 1 } }, '/x/\ud800'],
    ['a double as a key', { x: new Map([[1.5, 1]]) }, '/x/1.5'],
    ['a list as a key', { x: new Map([[[], 1]]) }, '/x'],
    ['two keys that are one to CEL', { x: new Map([[1, 1], [new CelUint(1), 2]]) }, '/x/1'],
    ['a timestamp that is none', { x: new CelTimestamp('yesterday') }, '/x'],
    ['an invalid Date', { x: new Date(NaN) }, '/x'],
    ['a cycle', { x: cycle }, `/x${'/0'.repeat(63)}`],
    ['maps nested too deep', { x: nested(21, (a) => ({ a })) }, `/x${'/a'.repeat(21)}`],
  ];
  for (const [title, bindings, pointer, variables] of cases) {
    it(title, () => {
      const { code, message, pointer: found, line } = error('x', bindings, variables);
      assert.deepEqual([code, found, line], ['cel.bindings', pointer, undefined], message);
    });
  }
});

describe('errors are values, with their place', () => {
  it('of an evaluation', () => {
    assert.deepEqual(error("'😀中' == x ||\n  1 / 0 > 0", { x: '' }), {
      code: 'cel.divide_by_zero', message: 'divide by zero', line: 2, column: 5, offset: 18,
    });
  });

  it('of a compilation, all of them', () => {
    const { errors } = cel.compile("size('😀') + size(limt)\n + f(1)", { variables: { limit: 'int' } });
    assert.deepEqual(errors.map(({ code, line, column, offset }) => [code, line, column, offset]), [['cel.undeclared', 1, 18, 18], ['cel.undeclared', 2, 4, 27]]);
    assert.match(errors[0].message, /limit/);
  });

  it('of the types', () => {
    const { errors } = cel.compile("f(1) + x.size() == 'a'", { variables: { x: 'int' }, functions: { f: ['(int) -> int'] } });
    assert.deepEqual(errors.map(({ code, column }) => [code, column]), [['cel.no_matching_overload', 10], ['cel.no_matching_overload', 17]]);
  });

  it('of the syntax', () => assert.deepEqual({ ...error('1 +'), message: '' }, { code: 'cel.syntax', message: '', line: 1, column: 4, offset: 3 }));
  it('half of a surrogate pair', () => assert.deepEqual({ ...error("'\ud800'"), message: '' }, { code: 'cel.syntax', message: '', line: 1, column: 2, offset: 1 }));
  it('of the options', () => assert.deepEqual([error('1', {}, { x: 'integer' }).code, error('1', {}, { x: 'integer' }).pointer], ['cel.options', '/variables/x']));
  it('each kind of error by its code', () => {
    const code = (expression) => cel.evaluate(expression, {}, { check: false }).error.code;
    assert.equal(code('9223372036854775807 + 1'), 'cel.overflow');
    assert.equal(code('1 / 0'), 'cel.divide_by_zero');
    assert.equal(code('[1][1]'), 'cel.index_out_of_range');
    assert.equal(code("int('one')"), 'cel.bad_conversion');
    assert.equal(code("'a'.matches('(')"), 'cel.bad_argument');
    assert.equal(code('{1: 1, 1: 2}'), 'cel.duplicate_key');
  });
  it('a variable without a value', () => assert.equal(cel.compile('x', { variables: { x: 'int' } }).evaluate().error.code, 'cel.undeclared'));
  it('too long an expression', () => assert.match(error('1'.repeat(3_000_000)).message, /100,?000/));
  it('too large bindings', () => assert.equal(error('x', { x: 'a'.repeat(3_000_000) }).code, 'cel.bindings'));
});

describe('programs', () => {
  it('are compiled once and evaluated often', () => {
    const program = cel.compile('x * 2', { variables: { x: 'int' } });
    assert.deepEqual([1, 2n, -3].map((x) => program.evaluate({ x }).value), [2, 4, -6]);
    assert.equal(program.type, 'int');
    assert.equal(program.tree(), '_*_(\n  x,\n  2\n)');
    assert.equal(program.evaluateText('{"x":{"int":"4"}}'), '{"value":{"int":"8"}}');
  });

  it('end with dispose()', () => {
    const program = cel.compile('1');
    program.dispose();
    program.dispose();
    assert.equal(program.evaluate().error.code, 'cel.disposed');
  });

  it('are bounded in number; evaluate() holds none', async () => {
    const own = await createCel();
    const programs = Array.from({ length: 1000 }, () => own.compile('1'));
    assert.equal(own.compile('1').errors[0].code, 'cel.limit');
    assert.equal(own.evaluate('1').error.code, 'cel.limit');
    programs[0].dispose();
    for (let i = 0; i < 3; ++i) assert.equal(own.evaluate('1').value, 1);
  });

  it('unknowns are named by pointers, those that matter', () => {
    assert.deepEqual(cel.evaluate('x.a + x.b[0] + y', { x: { a: CEL_UNKNOWN, b: [CEL_UNKNOWN, CEL_UNKNOWN] }, y: 1 }), { unknown: ['/x/a', '/x/b/0'] });
    assert.deepEqual(cel.evaluate('x || y', { x: CEL_UNKNOWN, y: true }), { value: true });
  });

  it('options: container, check, macros', () => {
    assert.equal(cel.evaluate('x', { 'a.b.x': 'inner', x: 'outer' }, { container: 'a.b' }).value, 'inner');
    assert.equal(cel.evaluate('f_unknown(17) || true', {}, { check: false }).value, true);
    assert.equal(cel.evaluate('[y]', {}, { check: false }).error.code, 'cel.undeclared');
    assert.equal(cel.evaluate('[1].all(i, true)', {}, { macros: false }).error.code, 'cel.undeclared');
  });

  it('end with their engine', async () => {
    const own = await createCel();
    const program = own.compile('1');
    own.dispose();
    program.dispose();
    assert.throws(() => program.evaluate(), (thrown) => thrown instanceof PrecheckError && thrown.code === 'engine.disposed');
    assert.throws(() => own.compile('1'), PrecheckError);
  });
});

describe('wrappers', () => {
  it('a timestamp is cut to milliseconds as a Date', () => {
    assert.deepEqual(new CelTimestamp('2009-02-13T23:31:30.123999999Z').toDate(), new Date('2009-02-13T23:31:30.123Z'));
    assert.equal(String(new CelTimestamp(new Date(0))), '1970-01-01T00:00:00.000Z');
  });
});

it("the page's entry runs without anything of Node", async () => {
  const { createCel: create } = await import('../../dist/cel.js');
  const own = await create({ wasm: readFileSync(join(root, 'dist/precheck.wasm')) });
  assert.equal(own.evaluate('1 + 1').value, 2);
  assert.doesNotMatch(readFileSync(join(root, 'dist/cel.js'), 'utf8'), /node:|require\(["']/);
});

it('a wrong precheck.wasm rejects', () => assert.rejects(createCel({ wasm: new Uint8Array() }), PrecheckError));
