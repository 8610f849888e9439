// Where @bufbuild/cel 0.6.1 and this project's CEL give different answers, and why ours stays as it is. Each difference has an example, which
// tests/js/cel-differential.test.mjs holds to both answers: an entry that is out of date fails. What an entry mends in the peer makes it say
// there, and nowhere else, what ours does, so that the random comparison leaves out nothing. "langdef" is github.com/google/cel-spec,
// doc/langdef.md.
import { celEnv, celFunc, celMethod, celUint, CelScalar, isCelError, isCelList, isCelMap, isCelUint, mapType } from '@bufbuild/cel';
import { timestampMessage } from './cel-peer.mjs';
import { durationText } from './cel-values.mjs';

const { BOOL, DYN, STRING } = CelScalar;
const ERROR = { error: true };
const ACCESSORS = ['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'];

/**
 * `mends` are functions in the place of the peer's own; where the peer has no function to replace, the expression is rewritten for it, as a text
 * or node by node of the syntax tree.
 * @typedef {{ name: string, settled: string, expression: string, ours: object, theirs: object }} Difference
 * @type {(Difference & { mends?: object[], rewriteText?: (expression: string) => string, rewriteTree?: (node: any) => any })[]}
 */
export const DIFFERENCES = [
  {
    name: 'int() of a text that is no decimal integer',
    settled: 'langdef has no syntax for it; cel-go, the reference, takes an optional sign and digits. The peer takes whatever BigInt() does: blanks, nothing, hexadecimal',
    expression: "int('0x10')", ours: ERROR, theirs: { value: { int: '16' } },
    mends: [refuse('int(string)', (text) => !/^[+-]?\d+$/.test(text))],
  },
  {
    name: 'uint() of a text that is no decimal integer',
    settled: 'as int(); cel-go takes digits only, no sign',
    expression: "uint('')", ours: ERROR, theirs: { value: { uint: '0' } },
    mends: [refuse('uint(string)', (text) => !/^\d+$/.test(text))],
  },
  {
    name: 'double() of a text that is no number',
    settled: 'langdef, Runtime Errors and Overflow: a conversion that fails, or exceeds the range, is an error. The peer answers NaN or 0',
    expression: "double('')", ours: ERROR, theirs: { value: 0 },
    mends: [replace('double(string)', doubleOf)],
  },
  {
    name: 'string() of a double',
    settled: 'langdef leaves the form open; ours is that of cel-go: infinities with a sign, an exponent from six digits on. The peer has that of JavaScript',
    expression: 'string(1234567.0)', ours: { value: '1.234567e+06' }, theirs: { value: '1234567' },
    mends: [replace('string(double)', doubleText)],
  },
  {
    name: 'string() of a duration',
    settled: 'langdef leaves the form open; ours has no trailing zeros, as cel-go. The peer has three, six or nine digits',
    expression: "string(duration('1.5s'))", ours: { value: '1.5s' }, theirs: { value: '1.500s' },
    mends: [replace('string(google.protobuf.Duration)', ({ message }) => durationText(message.seconds * 1000000000n + BigInt(message.nanos)))],
  },
  {
    name: 'string() of bytes that begin with U+FEFF',
    settled: 'langdef, String and Bytes Values: strings are sequences of code points, no normalisation. The peer drops the mark',
    expression: "string(b'\\xef\\xbb\\xbfa')", ours: { value: '\ufeffa' }, theirs: { value: 'a' },
    mends: [replace('string(bytes)', (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))],
  },
  {
    name: 'timestamp() of an int',
    settled: 'the counterpart of int(timestamp), which langdef gives in seconds since the epoch; cel-go takes seconds. The peer takes milliseconds, and any',
    expression: 'timestamp(2)', ours: { value: { timestamp: '1970-01-01T00:00:02Z' } }, theirs: { value: { timestamp: '1970-01-01T00:00:00.002Z' } },
    mends: [replace('timestamp(int)', secondsToTimestamp)],
  },
  {
    name: 'timestamp() of a day that there is not',
    settled: 'langdef: according to RFC 3339, of which section 5.7 limits the day by month and year, and the hour to 23',
    expression: "timestamp('2023-02-29T00:00:00Z')", ours: ERROR, theirs: { value: { timestamp: '2023-03-01T00:00:00Z' } },
    mends: [refuse('timestamp(string)', (text) => !isRfc3339(text))],
  },
  {
    name: 'duration() of nothing',
    settled: 'langdef: a duration ends with its unit. The peer takes it for zero',
    expression: "duration('')", ours: ERROR, theirs: { value: { duration: '0s' } },
    mends: [refuse('duration(string)', (text) => /^[+-]?$/.test(text))],
  },
  {
    name: 'matches() as a function',
    settled: 'langdef, List of Standard Definitions: matches (string, string) -> bool. The peer has the method only',
    expression: "matches('abc', 'b')", ours: { value: true }, theirs: ERROR,
    mends: [celFunc('matches', [STRING, STRING], BOOL, (text, pattern) => matchesAsOurs(own('string.matches(string)'), text, pattern))],
  },
  {
    name: 'Unicode classes in patterns',
    settled: 'langdef, Regular Expressions: RE2 has them, so the peer is right. Ours refuses them by name, as their tables are larger than the rest of its automaton',
    expression: "'中'.matches('\\\\pL')", ours: ERROR, theirs: { value: true },
    mends: [wrap('string.matches(string)', matchesAsOurs)],
  },
  {
    name: 'a quotient of uints beyond the ints',
    settled: 'langdef, Overflow: an error where the result exceeds the range of its type, and this one does not',
    expression: '18446744073709551615u / 1u', ours: { value: { uint: '18446744073709551615' } }, theirs: ERROR,
    mends: [replace('_/_(uint,uint)', (a, b) => celUint(a.value / b.value))],
  },
  {
    name: 'the least int modulo -1',
    settled: 'langdef, Overflow, does not say whether the quotient must fit too; an error in cel-go. The peer says 0',
    expression: '(-9223372036854775808) % -1', ours: ERROR, theirs: { value: { int: '0' } },
    mends: [refuse('_%_(int,int)', (a, b) => a === -(2n ** 63n) && b === -1n)],
  },
  {
    name: 'the order of texts beyond the BMP',
    settled: 'langdef, String and Bytes Values: by code points. The peer orders by UTF-16 units',
    expression: "'\u{1f600}' < '\uff46'", ours: { value: false }, theirs: { value: true },
    mends: [['<', (c) => c < 0], ['<=', (c) => c <= 0], ['>', (c) => c > 0], ['>=', (c) => c >= 0]].map(([operator, holds]) =>
      replace(`_${operator}_(string,string)`, (a, b) => holds(Buffer.compare(Buffer.from(a), Buffer.from(b))))),
  },
  {
    name: 'int() of a duration, duration() of an int',
    settled: 'langdef, List of Standard Definitions, has neither; as ours; cel-go declares both and evaluates the first, to nanoseconds; the peer counts seconds',
    expression: "int(dyn(duration('1s')))", ours: ERROR, theirs: { value: { int: '1' } },
    mends: [refuse('int(google.protobuf.Duration)', () => true), refuse('duration(int)', () => true)],
  },
  {
    name: 'timestamps of the first century',
    settled: 'langdef: the year, and the day of the week, of the date. The peer reckons them in the twentieth, as JavaScript reads years of two digits',
    expression: "timestamp('0001-01-01T00:00:00Z').getFullYear()", ours: { value: { int: '1' } }, theirs: { value: { int: '1901' } },
    mends: ACCESSORS.flatMap((name) => ['', 'string'].map((zone) => wrap(`google.protobuf.Timestamp.${name}(${zone})`, (call, ...args) => inFullYears(name, call, ...args)))),
  },
  {
    name: 'the last microseconds of a millisecond',
    settled: 'langdef: getMilliseconds() is 0 to 999 within the second; cel-go cuts. The peer rounds, to the next second too',
    expression: "timestamp('2024-01-01T00:00:00.9999Z').getMilliseconds()", ours: { value: { int: '999' } }, theirs: { value: { int: '0' } }, // mended with the first century
  },
  {
    name: 'midnight in a named zone',
    settled: 'langdef, List of Standard Definitions: the day of the date with time zone. The peer asks Intl for the hour, gets 24, and is a day ahead for that hour',
    expression: "timestamp('1970-01-01T00:00:00Z').getDate('UTC')", ours: { value: { int: '1' } }, theirs: { value: { int: '2' } }, // mended with the first century
  },
  {
    name: 'a zone before the first full year of its rule',
    settled: 'langdef, Timezones, points to a list that changes; ours has no zone database and refuses what calendar/zones.cpp does not write out, as to time and zone',
    expression: "timestamp('2006-12-31T12:00:00Z').getHours('America/Chicago')", ours: ERROR, theirs: { value: { int: '6' } }, // mended with the first century
  },
  {
    name: 'Asia/Shanghai when it had summer time',
    settled: 'langdef, Timezones, as above; ours is +08:00 throughout (ARCHITECTURE.md, Rule packs)',
    expression: "timestamp('1988-07-01T00:00:00Z').getHours('Asia/Shanghai')", ours: { value: { int: '8' } }, theirs: { value: { int: '9' } }, // mended with the first century
  },
  {
    name: 'a sign before a sign in parentheses',
    settled: 'langdef, Evaluation: an operator is a function, and its overloads decide. The peer leaves both signs out as it parses, so that nothing is refused and nothing overflows',
    expression: "-(-dyn(''))", ours: ERROR, theirs: { value: '' },
    rewriteText: (expression) => expression.replace(/-\(-/g, '-dyn(-').replace(/!\(!/g, '!dyn(!'),
  },
  {
    name: 'what can be no key, in a map',
    settled: 'langdef leaves open what in does with dyn; a value that is equal to no key is not in the map, as in cel-go. The peer has no overload',
    expression: "dyn(null) in {'a': 1}", ours: { value: false }, theirs: ERROR,
    mends: [celFunc('@in', [DYN, mapType(DYN, DYN)], BOOL, () => false)],
  },
  {
    name: 'a double as a key',
    settled: 'langdef, Aggregate Values: keys are int, uint, bool or string. The peer makes an int of it',
    expression: '{dyn(0.0): 1}', ours: ERROR, theirs: { value: { map: [[{ int: '0' }, { int: '1' }]] } },
    mends: [celFunc('@key', [DYN], DYN, (key) => (typeof key === 'number' ? fail('no double is a key') : key))],
    rewriteTree: (tree) => {
      if (tree.exprKind.case !== 'structExpr') return tree;
      const entries = tree.exprKind.value.entries.map((entry) => ({ ...entry, keyKind: { case: 'mapKey', value: callOf('@key', entry.keyKind.value) } }));
      return { ...tree, exprKind: { case: 'structExpr', value: { ...tree.exprKind.value, entries } } };
    },
  },
  {
    name: 'a key twice, once as a uint',
    settled: 'langdef, Aggregate Values: it is an error to have duplicate keys. 1 and 1u are equal, so they are one key. The peer compares no uints',
    expression: '{0u: 1, 0u: 2}', ours: ERROR, theirs: { value: { map: [[{ uint: '0' }, { int: '1' }], [{ uint: '0' }, { int: '2' }]] } },
    mends: [celFunc('@unique', [mapType(DYN, DYN)], mapType(DYN, DYN), withUniqueKeys)],
    rewriteTree: (tree) => (tree.exprKind.case === 'structExpr' ? callOf('@unique', tree) : tree),
  },
  {
    name: 'a bool as an index',
    settled: 'langdef, List of Standard Definitions: _[_] (list(A), int) -> A, and no other type for lists. The peer takes false for 0 and true for 1',
    expression: '[7, 8][dyn(true)]', ours: ERROR, theirs: { value: { int: '8' } },
    mends: [celFunc('@indexed', [DYN, DYN], DYN, (container, index) => (isCelList(container) && typeof index === 'boolean' ? fail('no bool is an index') : container))],
    rewriteTree: (tree) => {
      const { case: kind, value } = tree.exprKind;
      if (kind !== 'callExpr' || value.function !== '_[_]') return tree;
      return { ...tree, exprKind: { case: kind, value: { ...value, args: [callOf('@indexed', ...value.args), value.args[1]] } } };
    },
  },
  {
    name: 'has() of what has no fields',
    settled: 'langdef, Field Selection: has(e.f) is an error unless e is a map or a message. The peer says false',
    expression: 'has(dyn([]).a)', ours: ERROR, theirs: { value: false },
    mends: [celFunc('@fields', [DYN], DYN, (container) => (isCelMap(container) ? container : fail('no fields')))],
    rewriteTree: (tree) => {
      const { case: kind, value } = tree.exprKind;
      if (kind !== 'selectExpr' || !value.testOnly) return tree;
      return { ...tree, exprKind: { case: kind, value: { ...value, operand: callOf('@fields', value.operand) } } };
    },
  },
];

function fail(message) {
  throw new Error(`mended: ${message}`);
}
function callOf(name, ...args) {
  return { $typeName: 'cel.expr.Expr', id: args[0].id, exprKind: { case: 'callExpr', value: { $typeName: 'cel.expr.Expr.Call', function: name, args } } };
}

/** The peer's own function: throws its errors. */
function own(id) {
  const found = [...celEnv().funcs].find((func) => func.id === id);
  if (!found) throw new Error(`the peer has no function ${id}`);
  return (target, ...args) => {
    const result = found.target ? found.call(0, target, args) : found.call(0, undefined, [target, ...args]);
    if (isCelError(result)) throw result;
    return result;
  };
}
/** The function with another in its place, which gets the peer's own and the arguments, the target of a method first. */
function wrap(id, work) {
  const call = own(id);
  const { name, target, arguments: types, result } = [...celEnv().funcs].find((func) => func.id === id);
  if (!target) return celFunc(name, types, result, (...args) => work(call, ...args));
  return celMethod(name, target, types, result, function (...args) {
    return work(call, this, ...args);
  });
}
function replace(id, work) {
  return wrap(id, (_, ...args) => work(...args));
}
function refuse(id, isWrong) {
  return wrap(id, (call, ...args) => {
    if (isWrong(...args)) throw new Error(`mended: ${id} refuses it`);
    return call(...args);
  });
}

function doubleOf(text) {
  const word = /^([+-]?)(inf|infinity)$/i.exec(text);
  if (word) return word[1] === '-' ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Infinity;
  if (!Number.isFinite(value)) throw new Error('mended: no number');
  return value;
}

function doubleText(value) {
  if (!Number.isFinite(value)) return { NaN: 'NaN', Infinity: '+Inf', '-Infinity': '-Inf' }[value];
  if (Object.is(value, -0)) return '-0';
  const [digits, exponent] = value.toExponential().split('e');
  if (value === 0 || (exponent >= -4 && exponent < 6)) return String(value);
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function secondsToTimestamp(seconds) {
  if (seconds < -62135596800n || seconds > 253402300799n) throw new Error('mended: beyond the years 1 to 9999');
  return timestampMessage(seconds, 0);
}

function isRfc3339(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return hour < 24 && minute < 60 && second < 60 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The first full years of the rules of calendar/zones.cpp. */
const ZONES = { 'America/Chicago': 2007, 'Asia/Kathmandu': 1987, 'Australia/Sydney': 2008, 'US/Central': 2007 };
const formats = {};

/** Named zones as offsets, by Intl. Days and weekdays come again after 400 years, 146,097 days. */
function inFullYears(name, call, { message: { seconds, nanos } }, ...zone) {
  const early = seconds < Date.UTC(101, 0) / 1000;
  const moved = timestampMessage(seconds + (early ? 146097n * 86400n : 0n), nanos - (nanos % 1000000));
  return call(moved, ...zone.map((named) => offsetOf(named, seconds))) - (early && name === 'getFullYear' ? 400n : 0n);
}

function offsetOf(zone, seconds) {
  if (zone === 'UTC') return '+00:00';
  if (zone === 'Asia/Shanghai') return '+08:00';
  if (!/^[A-Z]/.test(zone)) return zone;
  if (!(zone in ZONES)) throw new Error(`mended: ${zone} is not known`);
  formats[zone] ??= new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  const parts = Object.fromEntries(formats[zone].formatToParts(new Date(Number(seconds) * 1000)).map(({ type, value }) => [type, value]));
  if (seconds < 0 || Number(parts.year) < ZONES[zone]) throw new Error(`mended: ${zone} is not known then`);
  return parts.timeZoneName.slice('GMT'.length);
}

function withUniqueKeys(map) {
  const keys = [...map.keys()].map((key) => (isCelUint(key) ? key.value : key));
  return new Set(keys).size < keys.length ? fail('a key is there twice') : map;
}

function matchesAsOurs(call, text, pattern) {
  if (/\\[pP]/.test(pattern)) throw new Error('mended: no Unicode classes');
  return call(text, pattern);
}
