// A form straight from JavaScript's memory into the module's: each value into the cell that the pack's schema gives it
// (core/src/schema/form.h), without JSON text on the way. Only what is as clear as JSON goes this way. Anything else (a property
// that the schema does not have, a value of another type, an object that says toJSON) is left to the text, which has the last word.
import type { CommonBindings } from './bindings.js';
import { bytesOf, isPrintable, LONGEST_ESCAPE, LONGEST_NUMBER, mostJsonBytes } from './json-bytes.js';
import { isWellFormed, type Memory, SHORT, writeUtf8 } from './memory.js';

/** A node of a pack's schema, as precheck/checker.hpp describes it. */
interface LayoutNode {
  type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  name: string;
  first?: number;
  properties?: number[];
  items?: number;
  stride?: number;
  plain?: boolean;
  day?: boolean;
  area?: boolean;
  values?: string[];
  at?: number;
  text?: boolean;
  least?: number;
  most?: number;
}

export interface Layout {
  nodes: LayoutNode[];
  cells: number;
  zone: number;
  rules: string[];
}

// Numbers that are written into the code: a constant of a module is a variable that is read each time.

/** core/src/schema/form.h, Tag: what is yet to be looked at. 0 is nothing. */
const enum Tag {
  Null = 1,
  False = 2,
  True = 3,
  Number = 4,
  Text = 6,
  Unread = 7,
  List = 8,
  Object = 9,
}

/** core/src/cel/value.h: what is surely right is written as the value that rules read. */
const enum Kind {
  Bool = 17,
  Int = 18,
  Double = 20,
  String = 21,
  Timestamp = 25,
}

const enum Cell {
  Words = 4,
}

/**
 * What a place takes. A text is one of a few values or of many, a day, an area's code that is read or that nobody reads, a text that nobody
 * reads, of any length or of a bounded one, one that is right by its length, and any other.
 */
const enum Takes {
  Object,
  List,
  Integer,
  Number,
  Boolean,
  /** A number or boolean of which the values are listed. */
  Listed,
  Choice,
  ChoiceOfMany,
  Day,
  Area,
  UnreadArea,
  Unread,
  UnreadBounded,
  PlainText,
  Text,
}

interface Place {
  takes: number;
  name: string;
  /** Object: the cell of its first property within the record, in words. */
  first: number;
  properties: Place[];
  byName: Map<string, number>;
  /** Array. */
  items: Place | undefined;
  /** From one element to the next, in words. */
  stride: number;
  /** Of an enum. */
  values: string[];
  /** The same: what each value's place is. */
  placeOfValue: Map<string, number>;
  /** Where the first of the values is, as a rule reads it: in words. */
  at: number;
  /** Of a number, both inclusive. */
  least: number;
  most: number;
  /** An integer, or a text of so many units, is surely right from the one to the other, both inclusive: a code point has one unit or two. */
  from: number;
  to: number;
  /** Bytes of JSON, at most, that one value takes beside the letters of its texts and the elements of its lists. */
  bytes: number;
}

/** So many values, or units of a text, are sooner looked at one by one than by a call. */
const FEW = 8;

/** The same text as engines keep the names of properties: such are compared by their addresses. */
const asKey = (text: string): string => Object.keys({ [text]: 0 })[0] as string;

function placeOf(nodes: LayoutNode[], index: number): Place {
  const node = nodes[index] as LayoutNode;
  const { name, first = 0, properties = [], items, stride = 0, values = [], at = 0, least = -Infinity, most = Infinity } = node;
  const places = properties.map((property) => placeOf(nodes, property));
  const own = Math.max(LONGEST_NUMBER, ...values.map(bytesOf));
  return {
    takes: takesOf(node),
    name: asKey(name),
    first: first * Cell.Words,
    properties: places,
    byName: new Map(places.map((place, ordinal) => [place.name, ordinal])),
    items: items === undefined ? undefined : placeOf(nodes, items),
    stride: stride * Cell.Words,
    values: values.map(asKey),
    placeOfValue: new Map(values.map((value, ordinal) => [value, ordinal])),
    at: at >> 2,
    least,
    most,
    from: small(node.type === 'string' ? Math.max(2 * least, 0) : least),
    to: small(most),
    // With a comma and a colon for each.
    bytes: places.reduce((bytes, property) => bytes + bytesOf(property.name) + property.bytes + 2, own),
  };
}

/** As engines keep integers without memory of their own: all of them have 31 bits for such. No text is longer. */
const small = (bound: number): number => Math.min(Math.max(bound, -SMALL), SMALL);
const SMALL = (1 << 30) - 1;

function takesOf({ type, plain, values, day, area, text, least, most }: LayoutNode): number {
  if (type === 'object') return Takes.Object;
  if (type === 'array') return Takes.List;
  if (type !== 'string') return !plain ? Takes.Listed : type === 'integer' ? Takes.Integer : type === 'number' ? Takes.Number : Takes.Boolean;
  if (values) return values.length <= FEW ? Takes.Choice : Takes.ChoiceOfMany;
  const bounded = least !== undefined || most !== undefined;
  if (day && !bounded) return Takes.Day;
  if (area && !bounded) return text ? Takes.Area : Takes.UnreadArea;
  if (day || area) return Takes.Text;
  if (!text) return bounded ? Takes.UnreadBounded : Takes.Unread;
  return plain ? Takes.PlainText : Takes.Text;
}

/** The form has to go as text: answered, and thrown on the way, which what is met most often is spared to ask for. */
export const AS_TEXT = -1;
/** Thrown: there was no room; there is more now. */
const AGAIN = {};

/** Writing there does nothing. */
const NO_BYTES = new Uint8Array(0);
const NO_WORDS = new Int32Array(0);
const NO_DOUBLES = new Float64Array(0);

const NOTHING = {};

type Shape = Record<string, unknown>;
const plainObject = Object.prototype;

/**
 * JSON has just the members of such an object, unless it has a toJSON; one that is not enumerable has to be asked for. Both are asked where an object is
 * met, the form itself, in another object or in a list, and toJSON first: for each place in the code engines remember the shapes that came by, and know
 * both answers beforehand where these are few.
 */
const isPlain = (prototype: unknown): boolean => prototype === plainObject || prototype === null;

export class SlotWriter {
  private readonly form: Place;
  private readonly zone: number;
  private readonly record: number;
  /** Where cells begin, in words. */
  private base = 0;
  private cells: number;
  /** Where texts begin. */
  private room = NO_BYTES;
  private roomAt = 0;
  /** The memory's, once room was found. */
  private words = NO_WORDS;
  private doubles = NO_DOUBLES;
  private bytes = 4096;
  private nextCell = 0;
  private used = 0;
  /** Bytes of JSON so far, at most. */
  private most = 0;
  private writing = false;
  /** A getter of the form has called the engine in the meantime. */
  private interrupted = false;

  constructor(
    private readonly bindings: CommonBindings,
    private readonly memory: Memory,
    private readonly checker: number,
    layout: Layout,
  ) {
    this.form = placeOf(layout.nodes, 0);
    this.zone = layout.zone;
    this.record = layout.cells;
    this.cells = layout.cells + 256;
  }

  /** The checker read a text, for which it may have made itself other room. */
  forgetRoom(): void {
    this.words = NO_WORDS;
    this.doubles = NO_DOUBLES;
    this.room = NO_BYTES;
  }

  /** Writes the form into the checker's cells; how many are used, or AS_TEXT. */
  write(form: unknown): number {
    if (this.writing) return AS_TEXT; // asked by a getter of the form that is being written
    const outer = this.memory.writer;
    this.memory.writer = this;
    this.writing = true;
    this.interrupted = false;
    let used: number | undefined;
    while (used === undefined && !this.interrupted) used = this.attempt(form);
    this.writing = false;
    this.memory.writer = outer;
    return this.interrupted ? AS_TEXT : (used as number);
  }

  /** A getter of the form calls the engine, which may close this checker: what is written from here on goes nowhere. */
  interrupt(): void {
    this.interrupted = true;
    this.forgetRoom();
  }

  /** How many cells are used, AS_TEXT, or undefined: once more. */
  private attempt(form: unknown): number | undefined {
    if (typeof form !== 'object' || form === null || saysToJson()) return AS_TEXT;
    this.memory.refresh();
    if (this.words !== this.memory.words) this.findRoom();
    this.nextCell = this.record;
    this.used = 0;
    this.most = this.form.bytes;
    this.words.fill(0, this.base, this.base + this.record * Cell.Words);
    try {
      if ((form as Shape).toJSON !== undefined || !isPlain(Object.getPrototypeOf(form))) return AS_TEXT;
      this.object(this.form, form as Shape, this.base);
      if (this.most > MOST_BYTES && mostJsonBytes(form) > MOST_BYTES) return AS_TEXT;
    } catch (reason) {
      // What a getter or a proxy throws, JSON.stringify will meet again.
      return reason === AGAIN ? undefined : AS_TEXT;
    }
    if (this.room.length === 0) return AS_TEXT; // a getter has made the memory grow
    return this.nextCell;
  }

  /** The first two lines make the memory grow perhaps, and so its views old: their buffer is then detached, their length 0. */
  private findRoom(): void {
    this.base = this.bindings._cellRoom(this.checker, this.cells) >> 2;
    const texts = this.bindings._textsRoom(this.checker, this.bytes);
    this.base = this.bindings._cellRoom(this.checker, this.cells) >> 2;
    this.memory.refresh();
    this.words = this.memory.words;
    this.doubles = this.memory.doubles;
    this.room = this.memory.bytes.subarray(texts, texts + this.bytes);
    this.roomAt = texts;
  }

  /** Nothing is given yet: of what a cell holds besides, nobody takes notice. */
  private clear(first: number, end: number): void {
    const { words } = this;
    for (let at = this.base + first * Cell.Words, last = this.base + end * Cell.Words; at < last; at += Cell.Words) words[at] = 0;
  }

  /** `record`: where the record begins of which its properties have cells, in words. */
  private object(place: Place, value: Shape, record: number): void {
    const { properties } = place;
    const first = record + place.first;
    let ordinal = 0;
    for (const key in value) {
      // Members mostly come in the schema's order.
      let property = properties[ordinal];
      if (property === undefined || property.name !== key) {
        const found = place.byName.get(key);
        if (found === undefined) throw AS_TEXT;
        ordinal = found;
        property = properties[ordinal] as Place;
      }
      this.value(property, value[key], first + ordinal * Cell.Words, record);
      ordinal++;
    }
  }

  // What is met most often comes first, and what is rare is elsewhere: engines put short functions in place of their calls.
  private value(place: Place, value: unknown, at: number, record: number): void {
    if (typeof value === 'string') this.text(place, value, at);
    else if (typeof value === 'number') this.number(place, value, at);
    else this.other(place, value, at, record);
  }

  private other(place: Place, value: unknown, at: number, record: number): void {
    const { words } = this;
    if (typeof value === 'boolean') {
      words[at] = value ? Tag.True : Tag.False;
      if (place.takes === Takes.Boolean) {
        words[at] = Kind.Bool;
        words[at + 2] = value ? 1 : 0;
      }
    } else if (value === null) {
      words[at] = Tag.Null;
    } else if (Array.isArray(value)) {
      if (place.takes !== Takes.List) throw AS_TEXT;
      this.list(place, value, at);
    } else if (typeof value === 'object') {
      if (place.takes !== Takes.Object || (value as Shape).toJSON !== undefined || !isPlain(Object.getPrototypeOf(value))) throw AS_TEXT;
      words[at] = Tag.Object;
      words[at + 1] = 0; // no property that the schema does not have
      this.object(place, value as Shape, record);
    } else if (typeof value === 'bigint') {
      throw AS_TEXT;
    } // undefined, a function, a symbol: not there
  }

  private number(place: Place, value: number, at: number): void {
    const { words } = this;
    if (place.takes === Takes.Integer && value === (value | 0) && value >= place.from && value <= place.to) {
      words[at] = Kind.Int;
      words[at + 2] = value;
      words[at + 3] = value >> 31;
    } else if (value - value !== 0) {
      words[at] = Tag.Null; // NaN and the infinities, as JSON.stringify has it
    } else {
      words[at] = place.takes === Takes.Number && value >= place.least && value <= place.most ? Kind.Double : Tag.Number;
      this.doubles[(at >> 1) + 1] = value + 0; // no -0
    }
  }

  private list(place: Place, list: unknown[], at: number): void {
    if ((list as { toJSON?: unknown }).toJSON !== undefined) throw AS_TEXT;
    const { stride } = place;
    const items = place.items as Place;
    const count = list.length;
    const first = this.nextCell;
    this.nextCell += (count * stride) / Cell.Words;
    this.most += count * (items.bytes + 1);
    if (this.nextCell > this.cells) this.moreCells();
    const { words } = this;
    words[at] = Tag.List;
    words[at + 1] = count;
    words[at + 2] = first;
    this.clear(first, this.nextCell);
    for (let i = 0, cell = this.base + first * Cell.Words; i < count; i++, cell += stride) {
      const item = list[i];
      if (items.takes === Takes.Object && typeof item === 'object' && item !== null && !Array.isArray(item)) {
        if ((item as Shape).toJSON !== undefined || !isPlain(Object.getPrototypeOf(item))) throw AS_TEXT;
        this.words[cell] = Tag.Object;
        this.words[cell + 1] = 0;
        this.object(items, item as Shape, cell + Cell.Words);
      } else {
        this.value(items, item, cell, cell + Cell.Words);
      }
    }
  }

  private text(place: Place, text: string, at: number): void {
    const { words } = this;
    switch (place.takes) {
      case Takes.Choice: {
        const { values } = place;
        for (let i = 0; i < values.length; i++) if (values[i] === text) return this.chosen(place, i, at);
        break;
      }
      case Takes.Day: {
        const seconds = startOfDay(text) - this.zone;
        if (seconds !== (seconds | 0)) break; // NaN as well
        words[at] = Kind.Timestamp;
        words[at + 1] = 0;
        words[at + 2] = seconds;
        words[at + 3] = seconds >> 31;
        return;
      }
      case Takes.Unread:
        this.pass(text);
        words[at] = Kind.String;
        words[at + 1] = 0;
        return;
      case Takes.UnreadArea:
        if (!isAreaDigits(text)) break;
        this.most += 6;
        words[at] = Kind.String;
        words[at + 1] = 0;
        return;
      case Takes.Area:
        return this.copy(text, at, isAreaDigits(text) ? Kind.String : Tag.Text);
      case Takes.PlainText:
        return this.copy(text, at, fits(place, text) ? Kind.String : Tag.Text);
      case Takes.ChoiceOfMany: {
        const ordinal = place.placeOfValue.get(text);
        if (ordinal !== undefined) return this.chosen(place, ordinal, at);
        break;
      }
      case Takes.UnreadBounded:
        return this.unread(place, text, at);
      case Takes.Text:
        break;
      default:
        throw AS_TEXT;
    }
    this.copy(text, at, Tag.Text);
  }

  private unread(place: Place, text: string, at: number): void {
    this.pass(text);
    const { words } = this;
    const right = fits(place, text);
    words[at] = right ? Kind.String : Tag.Unread;
    words[at + 1] = right ? 0 : codePoints(text);
  }

  /** A text that nobody reads: it only has to be one. Its letters are looked at where the form is so long that a guess might be too high. */
  private pass(text: string): void {
    if (this.most > CLOSELY_FROM && isPrintable(text)) {
      this.most += text.length;
    } else {
      if (!isSoundText(text)) throw AS_TEXT;
      this.most += text.length * LONGEST_ESCAPE;
    }
  }

  private chosen(place: Place, ordinal: number, at: number): void {
    const { words } = this;
    const from = place.at + ordinal * Cell.Words;
    words[at] = Kind.String;
    words[at + 1] = words[from + 1] as number;
    words[at + 2] = words[from + 2] as number;
  }

  /** Each text begins with a word: four units at a time is half the work. */
  private copy(text: string, at: number, tag: number): void {
    const { words, used, room } = this;
    const { length } = text;
    words[at] = tag;
    words[at + 1] = length;
    words[at + 2] = this.roomAt + used;
    if (length > SHORT || used + SHORT > room.length) return this.encode(text, at);
    let to = (this.roomAt + used) >> 2;
    let i = 0;
    for (; i < length - 3; i += 4) {
      const a = text.charCodeAt(i);
      const b = text.charCodeAt(i + 1);
      const c = text.charCodeAt(i + 2);
      const d = text.charCodeAt(i + 3);
      if ((a | b | c | d) >= 0x80) return this.encode(text, at);
      words[to++] = a | (b << 8) | (c << 16) | (d << 24);
    }
    let last = 0;
    for (let shift = 0; i < length; i++, shift += 8) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) return this.encode(text, at);
      last |= code << shift;
    }
    if ((length & 3) !== 0) words[to] = last;
    this.used = (used + length + 3) & ~3;
    this.most += length * LONGEST_ESCAPE;
  }

  /** What `copy` cannot do. */
  private encode(text: string, at: number): void {
    const { used, room } = this;
    const most = text.length * 3;
    if (used + most > room.length) {
      if (used + text.length > MOST_BYTES) throw AS_TEXT;
      this.bytes = this.bytes * 2 + most;
      this.again();
    }
    const written = writeUtf8(room, used, text);
    if (written < 0) throw AS_TEXT; // where the error is said
    this.words[at + 1] = written;
    this.used = (used + written + 3) & ~3;
    this.most += written * LONGEST_ESCAPE;
  }

  private moreCells(): never {
    if (this.nextCell > MOST_CELLS) throw AS_TEXT;
    this.cells = Math.max(this.cells * 2, this.nextCell);
    return this.again();
  }

  private again(): never {
    this.forgetRoom();
    throw AGAIN;
  }
}

// A form near the core's limit, or beyond, goes as text, where it is kept (limits.h).
const MOST_BYTES = 1 << 20;
const CLOSELY_FROM = MOST_BYTES >> 2;
/** Lists of large elements, of which little is given, would take more than that in 1 MiB of text. */
const MOST_CELLS = 1 << 18;

/** Whether somebody has given all objects or lists a toJSON, or an enumerable property: then only JSON.stringify knows. */
function saysToJson(): boolean {
  for (const _ in NOTHING) return true;
  return (NOTHING as { toJSON?: unknown }).toJSON !== undefined;
}

const fits = (place: Place, { length }: string): boolean => length >= place.from && length <= place.to;

function isSoundText(text: string): boolean {
  if (text.length > FEW) return isWellFormed(text);
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xf800) === 0xd800) return isWellFormed(text);
  return true;
}

/** Six digits, the first not 0: see core/src/schema/formats.cpp. */
function isAreaDigits(text: string): boolean {
  if (text.length !== 6) return false;
  const first = text.charCodeAt(0) ^ Code.Zero;
  const others =
    ((text.charCodeAt(1) ^ Code.Zero) + 6) |
    ((text.charCodeAt(2) ^ Code.Zero) + 6) |
    ((text.charCodeAt(3) ^ Code.Zero) + 6) |
    ((text.charCodeAt(4) ^ Code.Zero) + 6) |
    ((text.charCodeAt(5) ^ Code.Zero) + 6);
  return first > 0 && ((first + 6) | others) < 16;
}

// Without a function, which would be looked up for each character: code ^ Code.Zero is what a digit says and 10 or more of anything else, so that 6 more has
// a bit above the lowest four, which is seen when several are joined by `|`.
const enum Code {
  Zero = 48,
}

/** By month and day as a number, 101 to 1231: the days since 1 March of the same year or the one before, and 1; 0 is no day. */
const dayOfYear = new Uint16Array(10000);
let days = 0;
[31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29].forEach((last, month) => {
  for (let day = 1; day <= last; day++) dayOfYear[(((month + 2) % 12) + 1) * 100 + day] = ++days;
});

/** 00:00 UTC of a day YYYY-MM-DD in seconds since 1970; NaN of any other text. See core/src/calendar/civil.h. */
function startOfDay(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  const a = text.charCodeAt(0) ^ Code.Zero;
  const b = text.charCodeAt(1) ^ Code.Zero;
  const c = text.charCodeAt(2) ^ Code.Zero;
  const d = text.charCodeAt(3) ^ Code.Zero;
  const e = text.charCodeAt(5) ^ Code.Zero;
  const f = text.charCodeAt(6) ^ Code.Zero;
  const g = text.charCodeAt(8) ^ Code.Zero;
  const h = text.charCodeAt(9) ^ Code.Zero;
  if (((a + 6) | (b + 6) | (c + 6) | (d + 6) | (e + 6) | (f + 6) | (g + 6) | (h + 6)) > 15) return NaN;
  // `| 0`: engines need not look for sums that are too large.
  const year = (a * 1000 + b * 100 + c * 10 + d) | 0;
  const monthAndDay = (e * 1000 + f * 100 + g * 10 + h) | 0;
  const days = dayOfYear[monthAndDay] as number;
  if (year < 1 || days === 0 || (monthAndDay === 229 && ((year & 3) !== 0 || (year % 100 === 0 && year % 400 !== 0)))) return NaN;
  // Years from 1 March on, so that the leap day is the last of its year.
  const years = monthAndDay < 301 ? year - 1 : year;
  return ((years * 365 + (years >> 2) - ((years / 100) | 0) + ((years / 400) | 0) + days - 719469) | 0) * 86400;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}
