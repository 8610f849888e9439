// Random forms for a pack: mostly right and near what its rules decide by, now and then wrong in every way that we could think
// of. As values (plain JSON, or with what only JavaScript has) and as JSON texts (with what only a text has). A seed repeats them.
import { readCaseFiles } from '../../../wasm/scripts/cases.mjs';
import { randomFrom } from './random.mjs';

const TEXTS = ['', 'a', 'A clinic', '张三', '甲', '社区卫生服务中心', 'a\u0000b', '"\\/\b\f\n\r\t\u001f', '\u2028\u2029', '\u{1f600}', '𠮷野家', 'é', '${x}', '<b>', '\ufeff'];
const DATES = ['2023-02-30', '2023-2-3', '0000-01-01', '9999-12-31', '2024-02-29', '2023-02-29', '20230101', '2023-01-01T00:00:00Z', '２０２３-01-01', '2023-13-01', ''];
const MONTHS = ['2023-00', '2023-13', '2023-1', '0000-01', '9999-12', ''];
const NUMBERS = [0, -0, 1, -1, 0.5, -1.5, 1e-7, 5e-324, 1.7976931348623157e308, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), 2 ** 63, 2 ** 64, 1e21, -1e300, 123456789.125];
const LONE = ['\ud800', 'a\udc00b', '\udbff\ud800'];

/** Codes of areas that packs and cases name, and some that they do not. */
const AREAS = ['440700', '440100', '440300', '360100', '360000', '110000', '310000', '000000', '999999', '44070', '4407000', 'abcdef', ''];

/**
 * Requests for all packs in turn, endlessly: a form, which is JSON, a value that only JavaScript has, or a text, and how to check it.
 * @param packs Pack documents, merged.
 * @param directory Given with some of the requests.
 */
export function* randomRequests(seed, packs, directory) {
  const random = randomFrom(seed);
  const makers = packs.map((pack) => formsOf(pack, Object.keys(directory).slice(0, 12)));
  // For a while the directory is the same: an engine keeps the one that it was given last.
  for (let i = 0; ; i++) {
    const maker = random.pick(makers);
    const asOf = maker.asOf(random);
    const kind = random.pick(['json', 'json', 'json', 'javascript', 'javascript', 'text']);
    const value = maker.value(random, asOf, { javascript: kind === 'javascript' });
    yield {
      pack: random.chance(0.9) ? maker.name : maker.name.split('@')[0],
      kind,
      form: kind === 'text' ? textOf(random, value) : value,
      options: {
        asOf,
        ...(random.chance(0.5) && { locale: random.pick(['en', 'zh-CN', 'fr']) }),
        ...pick('params', maker.params(random)),
        ...(i % 50 < 10 && { directory }),
      },
    };
  }
}

const pick = (name, value) => (value === undefined ? {} : { [name]: value });

/** The forms of one pack. */
function formsOf(pack, codes) {
  const name = `${pack.id}@${pack.edition}`;
  const cases = readCaseFiles().flatMap((file) => (file.pack === name ? file.cases : []));
  const days = [pack.effective?.from, pack.effective?.until, '2023-06-30', '2024-02-29', ...cases.map((entry) => entry.as_of)].filter(Boolean);
  return {
    name,
    /** When to check: near where editions change, and when cases do. */
    asOf(random) {
      const day = random.pick(days);
      if (random.chance(0.4)) return day;
      return moved(random, day.slice(0, 10), 0, 40) + random.pick(['', '', '', 'T23:59:59+08:00', 'T00:00:00Z', 'T12:30:00.5-05:00']);
    },
    /** With `javascript` also values that JSON does not have. */
    value(random, asOf, { javascript }) {
      const maker = new Maker(random, asOf.slice(0, 10), codes, javascript);
      if (cases.length > 0 && random.chance(0.5)) return maker.changed(pack.facts, structuredClone(random.pick(cases).form));
      return maker.make(pack.facts);
    },
    params(random) {
      const host = Object.entries(pack.parameters ?? {}).filter(([, { host }]) => host);
      if (host.length === 0 || random.chance(0.8)) return undefined;
      const [key, { value }] = random.pick(host);
      const other = { string: ['city', 'province', '440100', 'birthday', ''], boolean: [true, false] }[typeof value] ?? [value];
      return random.chance(0.05) ? random.pick([{ [key]: 5 }, { nobody: 1 }, [], { [key]: null }]) : { [key]: random.pick(other) };
    },
  };
}

class Maker {
  constructor(random, today, codes, javascript) {
    Object.assign(this, { random, today, codes, javascript });
    this.wrong = random.chance(0.55) ? 0 : random.pick([0.01, 0.03, 0.1, 0.4]);
    this.given = random.pick([1, 1, 0.97, 0.9, 0.7, 0.3, 0]);
    this.change = random.pick([0, 0.05, 0.2, 0.5]);
    this.mixed = random.chance(0.2);
    // Few, so that two facts are now and then the same.
    this.areas = [random.pick(AREAS.slice(0, 7)), random.pick(AREAS.slice(0, 7)), random.pick(AREAS)];
  }

  make(fact, place = {}) {
    const { random } = this;
    if (random.chance(this.wrong)) return this.javascript && random.chance(0.4) ? this.oddity(fact) : this.anything(fact);
    if (fact.enum) return random.chance(this.wrong) ? 'nothing of the kind' : random.pick(fact.enum);
    if (fact.type === 'object') return this.object(fact);
    if (fact.type === 'array') return this.list(fact);
    if (fact.type === 'boolean') return random.chance(0.7);
    if (fact.type === 'string') return this.text(fact, place);
    return this.number(fact);
  }

  object(fact) {
    const entries = Object.entries(fact.properties ?? {})
      .filter(() => this.random.chance(this.given))
      .map(([name, child]) => [name, this.make(child, { name, code: fact['x-directory'] === name })]);
    if (this.random.chance(this.wrong)) entries.push([this.random.pick(['colour', 'Name', '', 'a/b~c', '名', '__proto__', 'length', '1', 'toString']), this.anything(fact)]);
    return fromEntries(this.mixed ? this.random.shuffled(entries) : entries);
  }

  list(fact) {
    const { random } = this;
    const most = fact.maxItems ?? 5;
    const count = random.chance(this.wrong) ? random.pick([most, most + 1, Math.min(2 * most, 300)]) : random.pick([0, 1, 1, 1, 2, 2, 3]);
    return Array.from({ length: count }, () => this.make(fact.items));
  }

  text({ format, minLength = 0, maxLength = 60 }, { name, code }) {
    const { random } = this;
    const good = !random.chance(this.wrong);
    if (format === 'date') return good ? this.date() : random.pick(DATES);
    if (format === 'month') return good ? this.date().slice(0, 7) : random.pick(MONTHS);
    if (format === 'date-time') return good ? `${this.date()}T08:00:00+08:00` : random.pick(DATES);
    if (format === 'cn-area-code') return random.pick(good ? this.areas : AREAS);
    if (format === 'cn-resident-id') return good ? residentId(this.date(), random) : random.pick(['11010519491231002X', '110105194912310021', ...TEXTS]);
    if (code && this.codes.length > 0 && random.chance(0.8)) return random.pick(this.codes);
    if (good) return name === 'id' ? random.pick(['s1', 's2', 'r1']) : random.pick(['', 'A', 'B', 'H44078300001', '张三', '社区医院']).padEnd(minLength, '一').slice(0, maxLength);
    const unit = random.pick(['x', '一', '\u{1f600}', 'é']);
    return random.chance(0.5) ? random.pick(TEXTS) : unit.repeat(Math.min(5000, random.pick([minLength, maxLength - 1, maxLength, maxLength + 1, 2 * maxLength])));
  }

  /** Around today, or the day on which somebody reaches an age. */
  date() {
    const { random } = this;
    if (random.chance(0.5)) return moved(random, this.today, random.pick([0, 14, 16, 18, 60, 65, 100]), 1);
    return moved(random, this.today, random.pick([0, 0, 1, -1]), random.pick([2, 40, 400]));
  }

  number({ type, minimum = 0, maximum = 12 }) {
    const { random } = this;
    if (random.chance(this.wrong)) return random.pick([minimum - 1, minimum, maximum, maximum + 1, ...NUMBERS]);
    if (minimum >= 2000 || maximum === 9999) return Number(this.today.slice(0, 4)) + random.between(-1, 1);
    return random.between(minimum, Math.min(maximum, minimum + 12)) + (type === 'number' && random.chance(0.3) ? random.pick([0.5, 0.25, 0.1]) : 0);
  }

  /** Any JSON. */
  anything(fact) {
    const { random } = this;
    return random.pick([
      () => null, () => null, () => true, () => false, () => random.pick(NUMBERS), () => random.pick(TEXTS), () => random.pick(DATES),
      () => [], () => ({}), () => [null], () => [[]], () => ({ code: [] }), () => [{ colour: 'red' }, 5],
      () => (fact.type === 'array' ? { 0: 'x' } : [this.text({}, {})]),
      () => fact.enum?.[0] ?? random.pick(NUMBERS),
      () => (fact.items ? Array.from({ length: 3 }, () => random.pick([null, 1, 'x', {}, []])) : 'x'.repeat(random.pick([100, 1000, 4096, 5000]))),
    ])();
  }

  /** What JSON.stringify does something about, or refuses. */
  oddity(fact) {
    const { random } = this;
    const plain = fact.type === 'object' ? this.object(fact) : fact.type === 'array' ? this.list(fact) : this.anything(fact);
    const isObject = typeof plain === 'object' && plain !== null && !Array.isArray(plain);
    return random.pick([
      () => undefined, () => undefined, () => NaN, () => Infinity, () => -Infinity, () => -0,
      () => new Date(0), () => new Date(NaN), () => ({ toJSON: () => plain }), () => ({ toJSON: 5 }), () => () => plain, () => Symbol('x'),
      () => Object.assign(new (class Form {})(), isObject ? plain : {}), () => Object.assign(Object.create(null), isObject ? plain : {}),
      () => Object.assign(Object.create({ inherited: 1 }), isObject ? plain : {}), () => new Map([['a', 1]]), () => new Number(5), () => new String('x'), () => new Boolean(false),
      () => (isObject ? Object.defineProperty({ ...plain }, 'hidden', { value: 1, enumerable: false }) : plain),
      () => (isObject ? Object.defineProperty({ ...plain }, 'toJSON', { value: () => 7, enumerable: false }) : plain),
      () => (isObject ? { ...plain, [Symbol('x')]: 1 } : plain),
      () => Object.assign([], { 2: fact.items ? this.make(fact.items) : 1 }), () => new Array(3), () => [undefined, () => 1, Symbol('x'), NaN],
      () => Object.assign([this.anything(fact)], { extra: 1 }), () => Object.assign([1], { toJSON: () => plain }), () => new (class List extends Array {})(), () => new Uint8Array(2),
      () => random.pick(LONE), () => ({ [random.pick(LONE)]: 1 }), () => ({ get code() { return 'A'; } }), () => 5n,
      () => { const cyclic = {}; cyclic.code = cyclic; return cyclic; },
    ])();
  }

  /** A form that is right, with some places drawn anew. */
  changed(fact, value) {
    const { random } = this;
    if (random.chance(this.change) && fact.type !== 'object') return this.make(fact);
    if (Array.isArray(value) && fact.type === 'array') {
      const items = value.map((item) => this.changed(fact.items, item));
      if (random.chance(this.change) && items.length > 0) items.splice(random.below(items.length), 1);
      if (random.chance(this.change)) items.push(items.length > 0 && random.chance(0.5) ? random.pick(items) : this.make(fact.items));
      return items;
    }
    if (typeof value !== 'object' || value === null || fact.type !== 'object') return random.chance(this.wrong) ? this.make(fact) : value;
    const entries = Object.entries(value).flatMap(([name, below]) => {
      const child = fact.properties?.[name];
      if (random.chance(this.change * 0.2)) return [];
      return [[name, child ? this.changed(child, below) : below]];
    });
    const [extra] = random.chance(this.change) ? random.shuffled(Object.entries(fact.properties ?? {})) : [];
    if (extra && !entries.some(([name]) => name === extra[0])) entries.push([extra[0], this.make(extra[1], { name: extra[0] })]);
    if (random.chance(this.wrong)) entries.push(['colour', this.anything(fact)]);
    return fromEntries(this.mixed ? random.shuffled(entries) : entries);
  }
}

/** Object.fromEntries that takes `__proto__` for a name like any other, as JSON.parse does. */
function fromEntries(entries) {
  const out = {};
  for (const [name, value] of entries) Object.defineProperty(out, name, { value, enumerable: true, configurable: true, writable: true });
  return out;
}

function moved(random, day, years, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  date.setUTCDate(date.getUTCDate() + random.between(-days, days));
  return date.toISOString().slice(0, 10);
}

/** With the check digit of GB 11643. */
function residentId(birthDate, random) {
  const first = `440102${birthDate.replace(/-/g, '')}${String(random.below(1000)).padStart(3, '0')}`;
  const sum = [...first].reduce((total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11), 0);
  return first + '10X98765432'[sum % 11];
}

/** The JSON text of a value, written in one of the many ways that JSON allows; seldom in one that it does not. */
function textOf(random, value) {
  const faulty = random.chance(0.02);
  const style = random.pick(['plain', 'plain', 'loose', 'wild']);
  if (style === 'plain' && !faulty) return JSON.stringify(value);
  const gap = () => (style === 'wild' ? random.pick(['', '', ' ', '\t', '\r\n', '\n  ']) : ' ');
  const string = (text) => (style === 'wild' && random.chance(0.4) ? escaped(random, text) : JSON.stringify(text));
  const number = (value) => {
    if (style !== 'wild') return JSON.stringify(value);
    if (random.chance(0.1)) return random.pick(['9007199254740993', '-9007199254740993', '9223372036854775807', '9223372036854775808', '1e400', '-0', '-0.0', '1E0', '0.1e1', '18446744073709551616', '123456789012345678901234567890', '1e-400']);
    return Number.isInteger(value) && random.chance(0.2) ? `${value}${random.pick(['.0', 'e0', '.00E+0'])}`.replace(/^(.*e\+\d+).*$/, '$1') : JSON.stringify(value);
  };
  const write = (value) => {
    if (typeof value === 'string') return string(value);
    if (typeof value === 'number') return number(value);
    if (Array.isArray(value)) return `[${gap()}${value.map(write).join(`${gap()},${gap()}`)}${gap()}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const members = Object.entries(value).map(([name, child]) => `${string(name)}${gap()}:${gap()}${write(child)}`);
    if (faulty && members.length > 0 && random.chance(0.2)) members.push(random.pick(members));
    return `{${gap()}${members.join(`${gap()},${gap()}`)}${gap()}}`;
  };
  const text = `${gap()}${write(value)}${gap()}`;
  if (!faulty || random.chance(0.3)) return text;
  const at = random.below(text.length + 1);
  return random.pick([text.slice(0, at), text.slice(0, at) + random.pick(['"', ',', '}', '\\', '\u0001', 'x', '\\ud800', '1', ' ']) + text.slice(at), `${text}${random.pick(['x', '}', ',', '\0'])}`]);
}

function escaped(random, text) {
  const units = text.split('').map((unit) => {
    if (random.chance(0.3)) return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    if (unit === '/' && random.chance(0.5)) return '\\/';
    return /[\ud800-\udfff]/.test(unit) ? `\\u${unit.charCodeAt(0).toString(16)}` : JSON.stringify(unit).slice(1, -1);
  });
  return `"${units.join('')}"`;
}
