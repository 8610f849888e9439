// Random CEL values of a type, in the tagged JSON of core/include/precheck/cel.hpp, and CEL literals of them. Types are texts as there.
// Half of the values are edges: the ends of the integers, doubles that are easily misprinted, 29 February, texts beyond the BMP.

export const SCALARS = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
export const KEYS = ['string', 'int', 'uint', 'bool'];

export const listOf = (element) => `list(${element})`;
export const mapOf = (key, value) => `map(${key}, ${value})`;
/** `list(T)` → [T], `map(K, V)` → [K, V]; keys have no parameters. */
export function parameters(type) {
  const inner = type.slice(type.indexOf('(') + 1, -1);
  if (type.startsWith('list(')) return [inner];
  const comma = inner.indexOf(', ');
  return [inner.slice(0, comma), inner.slice(comma + 2)];
}
export const kindOf = (type) => type.split('(')[0];

export const FIELDS = ['a', 'b', 'key'];
const INTS = ['0', '1', '-1', '2', '-7', '2147483648', '-62135596800', '253402300799', '253402300800', '9007199254740992', '9007199254740993', '9223372036854775807',
  '9223372036854775806', '-9223372036854775808', '-9223372036854775807'];
const UINTS = ['0', '1', '2', '4294967296', '9007199254740993', '9223372036854775807', '9223372036854775808', '18446744073709551614', '18446744073709551615'];
const DOUBLES = [0, -0, 1, -1.5, 0.5, 0.1, 1e-4, 1e-5, 123456, 1234567, 1e21, 1e23, 5e-324, Number.MAX_VALUE, 2 ** 53, 2 ** 63, -(2 ** 63), 2 ** 64,
  9223372036854774784, 18446744073709549568, NaN, Infinity, -Infinity, 0.30000000000000004];
const WORDS = ['', 'a', 'A', 'ab', 'abc', 'é', 'e\u0301', '中文', '😀', 'ｆ', '\u{10ffff}', '\n', '"', "'", '\\', '\0', '\u2028', ...FIELDS];
const NUMERALS = ['0', '1', '-1', '+1', '1.5', '.5', '5.', '-0', '1e3', '1e400', '0x10', ' 1', '1 ', '1_0', '9223372036854775807', '9223372036854775808', '-9223372036854775808',
  '18446744073709551615', 'NaN', 'nan', 'inf', 'Infinity', '-Inf', 'true', 'TRUE', 'tRue', 't', '2024-02-29T00:00:00Z', '1.5s'];
const BYTES = ['', '61', '616263', '00', 'ff', 'c3a9', 'c3', 'f09f9880', 'eda080', 'efbbbf61'];
const TIMESTAMPS = ['0001-01-01T00:00:00Z', '0099-12-31T23:59:59.999Z', '1582-10-15T00:00:00Z', '1900-02-28T23:59:59Z', '1969-12-31T23:59:59.999999999Z', '1970-01-01T00:00:00Z',
  '2000-02-29T12:00:00Z', '2023-02-28T16:00:00Z', '2024-02-29T00:00:00Z', '2024-02-29T23:59:59.000000001Z', '2024-12-31T15:59:59.5Z', '9999-12-31T23:59:59.999999999Z'];
const DURATIONS = ['0s', '1s', '-1s', '0.000000001s', '-0.000000001s', '-1.5s', '0.999s', '59.999999999s', '3600s', '86400s', '-86400s', '31622400s',
  '9223372036.854775807s', '-9223372036.854775808s', '9223372035s'];

export const SIMPLEST = {
  bool: false, int: { int: '0' }, uint: { uint: '0' }, double: 0, string: '', bytes: { bytes: '' }, null: null, type: { type: 'int' }, list: [], map: { map: [] },
  timestamp: { timestamp: '1970-01-01T00:00:00Z' }, duration: { duration: '0s' }, dyn: null,
};

/** `random` is a fast-check Random with `pick` and `below`: see cel-generator.mjs. */
export function randomValue(random, type) {
  const edge = random.below(2) === 0;
  switch (kindOf(type)) {
    case 'bool': return random.below(2) === 0;
    case 'int': return { int: edge ? random.pick(INTS) : random.below(8) === 0 ? String(BigInt.asIntN(64, bits(random))) : String(random.below(41) - 20) };
    case 'uint': return { uint: edge ? random.pick(UINTS) : random.below(8) === 0 ? String(bits(random)) : String(random.below(21)) };
    case 'double': return doubleJson(edge ? random.pick(DOUBLES) : random.below(4) === 0 ? doubleOfBits(bits(random)) : (random.below(4001) - 2000) / random.pick([1, 2, 3, 8, 1000]));
    case 'string': return edge ? random.pick(random.pick([WORDS, WORDS, NUMERALS])) : random.pick(WORDS) + random.pick(WORDS);
    case 'bytes': return { bytes: edge ? random.pick(BYTES) : random.pick(BYTES) + random.pick(BYTES) };
    case 'timestamp': return { timestamp: edge ? random.pick(TIMESTAMPS) : timestampText(BigInt(random.below(0xffffffff)), random.pick([0, 0, 1, 500000000, 999999999])) };
    case 'duration': return { duration: edge ? random.pick(DURATIONS) : durationText(BigInt(random.below(0x7fffffff) - 0x3fffffff) * random.pick([1n, 1000n, 1000000000n])) };
    case 'list': return Array.from({ length: random.below(4) }, () => randomValue(random, parameters(type)[0]));
    case 'map': return randomMap(random, ...parameters(type));
    case 'type': return { type: random.pick(TYPE_NAMES) };
    case 'dyn': return randomValue(random, random.pick([...SCALARS, 'null', 'type', 'list(int)', 'list(dyn)', 'map(string, dyn)']));
    default: return null;
  }
}

export const TYPE_NAMES = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'list', 'map', 'null_type', 'type', 'google.protobuf.Timestamp', 'google.protobuf.Duration'];

/** 64 of them. */
function bits(random) {
  return (BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32));
}
function doubleOfBits(pattern) {
  return new Float64Array(BigUint64Array.of(pattern).buffer)[0];
}

function randomMap(random, keyType, valueType) {
  const keys = new Map();
  for (let left = random.below(4); left > 0; left -= 1) {
    const key = random.below(4) === 0 ? randomValue(random, keyType) : randomKey(random, keyType);
    keys.set(JSON.stringify(key), key);
  }
  return { map: [...keys.values()].map((key) => [key, randomValue(random, valueType)]) };
}

/** Where arithmetic and order go wrong, if they do. */
export const ENDS = {
  int: ['-9223372036854775808', '9223372036854775807', '-1', '0', '1', '2', '4294967296'].map((int) => ({ int })),
  uint: ['18446744073709551615', '9223372036854775808', '0', '1', '2', '4294967296'].map((uint) => ({ uint })),
  double: [-0, 0, Infinity, NaN, Number.MAX_VALUE, 5e-324, -1].map(doubleJson),
  string: ['', 'a', 'aa', 'é', '中', '\ue000', 'ｆ', '😀', '\u{10ffff}'],
  duration: ['9223372036.854775807s', '-9223372036.854775808s', '-0.000000001s', '0s', '1s'].map((duration) => ({ duration })),
};

/** One of the few that maps mostly have. */
export function randomKey(random, type) {
  switch (type) {
    case 'string': return random.pick(FIELDS);
    case 'bool': return random.below(2) === 0;
    default: return { [type]: String(random.below(3)) };
  }
}

export function doubleJson(value) {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { double: Object.is(value, -0) ? '-0' : String(value) };
}

/** As ours writes them: in UTC, three, six or nine digits of a fraction. */
export function timestampText(seconds, nanos) {
  const digits = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/(000){1,2}$/, '')}`;
  return new Date(Number(seconds) * 1000).toISOString().replace(/\.\d*Z$/, `${digits}Z`);
}

/** As ours writes them: in seconds, the fraction without trailing zeros. */
export function durationText(nanoseconds) {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const fraction = String(size % 1000000000n).padStart(9, '0').replace(/0+$/, '');
  return `${nanoseconds < 0n ? '-' : ''}${size / 1000000000n}${fraction === '' ? '' : '.'}${fraction}s`;
}

/**
 * An expression of the value and exactly that type, and how tightly it binds (see LEVELS in cel-generator.mjs). A notation is one of the four
 * ways to quote texts; integers are hexadecimal in one of them.
 */
export function literal(value, type, notation = 0) {
  const member = (text) => ({ text, level: 7 });
  if (type === 'dyn') return member(`dyn(${literal(value, undefined, notation).text})`);
  if (value === null || typeof value === 'boolean') return member(String(value));
  if (typeof value === 'string') return member(quoted(value, notation));
  if (typeof value === 'number') return signed(/[.e]/.test(String(value)) ? String(value) : `${value}.0`);
  const [first, second] = type === undefined ? [] : parameters(type);
  const textOf = (part, partType) => literal(part, partType, notation).text;
  if (Array.isArray(value)) return member(`[${value.map((item) => textOf(item, first)).join(', ')}]`);
  const [[tag, content]] = Object.entries(value);
  switch (tag) {
    case 'int': return signed(notation === 3 ? hexadecimal(content) : content);
    case 'uint': return member(`${notation === 3 ? hexadecimal(content) : content}u`);
    case 'double': return DOUBLE_LITERALS[content];
    case 'bytes': return member(`b'${content.replace(/../g, (byte) => (notation === 3 ? `\\${parseInt(byte, 16).toString(8).padStart(3, '0')}` : `\\x${byte}`))}'`);
    case 'timestamp':
    case 'duration': return member(`${tag}(${quoted(content, notation)})`);
    case 'type': return member(content);
    case 'map': return member(`{${content.map(([key, item]) => `${textOf(key, first)}: ${textOf(item, second)}`).join(', ')}}`);
    default: throw new Error(`no literal for a value of kind ${tag}`);
  }
}

function hexadecimal(digits) {
  return digits.startsWith('-') ? `-0x${BigInt(digits.slice(1)).toString(16)}` : `0x${BigInt(digits).toString(16)}`;
}

const signed = (text) => ({ text, level: text.startsWith('-') ? 6 : 7 });
const DOUBLE_LITERALS = {
  NaN: { text: '0.0 / 0.0', level: 5 }, Infinity: { text: '1.0 / 0.0', level: 5 }, '-Infinity': { text: '-1.0 / 0.0', level: 5 }, '-0': signed('-0.0'),
};

const SIMPLE_ESCAPES = { "'": "\\'", '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\0': '\\x00' };

function quoted(text, notation) {
  const escaped = (pattern) => text.replace(pattern, (character) => SIMPLE_ESCAPES[character]);
  switch (notation) {
    case 1: return `"${escaped(/["\\\n\r\0]/g).replace(/[^\x01-\x7f]/gu, escapedCodePoint)}"`;
    case 2: return /['\n\r\0]/.test(text) || text.endsWith('\\') ? quoted(text, 3) : `r'${text}'`;
    case 3: return `'''${escaped(/['\\\r\0]/g)}'''`;
    default: return `'${escaped(/['\\\n\r\0]/g)}'`; // only what must be escaped is
  }
}

function escapedCodePoint(character) {
  const code = character.codePointAt(0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
