// A form straight from JavaScript's memory into the module's: each value into the cell that the pack's schema gives it
// (core/src/schema/form.h), without JSON text on the way. Only what is as clear as JSON goes this way. Anything else (a property
// that the schema does not have, a value of another type, an object that says toJSON) is left to the text, which has the last word.
import type { Bindings } from './bindings.js';
import { encoder, isWellFormed, type Memory, writeUtf8 } from './memory.js';

/** A node of a pack's schema, as precheck/checker.hpp describes it. */
interface LayoutNode {
  type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  name: string;
  first?: number;
  properties?: number[];
  items?: number;
  stride?: number;
  values?: string[];
  text?: boolean;
  least?: number;
  most?: number;
}

export interface Layout {
  nodes: LayoutNode[];
  cells: number;
  rules: string[];
}

// core/src/schema/form.h, Tag. 0 is nothing.
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const NUMBER = 4;
const TEXT = 6;
const UNREAD = 7;
const CHOICE = 8;
const LIST = 9;
const OBJECT = 10;

// What a place takes.
const TAKES_OBJECT = 0;
const TAKES_LIST = 1;
const TAKES_TEXT = 2;
const TAKES_NUMBER = 3;
const TAKES_BOOLEAN = 4;

interface Place {
  takes: number;
  name: string;
  /** Object: the cell of its first property within the record. */
  first: number;
  properties: Place[];
  byName: Map<string, number>;
  /** Array. */
  items: Place | undefined;
  stride: number;
  /** Of an enum. */
  values: string[] | undefined;
  /** The same where there are many: what each value's place is. */
  placeOfValue: Map<string, number> | undefined;
  text: boolean;
  /** The length in code points, both ends inclusive. */
  least: number;
  most: number;
}

const TAKES = { object: TAKES_OBJECT, array: TAKES_LIST, string: TAKES_TEXT, integer: TAKES_NUMBER, number: TAKES_NUMBER, boolean: TAKES_BOOLEAN };

/** Values that are sooner compared one by one than looked up. */
const FEW = 8;

function placeOf(nodes: LayoutNode[], index: number): Place {
  const { type, name, first = 0, properties = [], items, stride = 0, values, text = false, least = 0, most = Infinity } = nodes[index] as LayoutNode;
  const places = properties.map((property) => placeOf(nodes, property));
  return {
    takes: TAKES[type],
    name,
    first,
    properties: places,
    byName: new Map(places.map((place, ordinal) => [place.name, ordinal])),
    items: items === undefined ? undefined : placeOf(nodes, items),
    stride,
    values: values && values.length <= FEW ? values : undefined,
    placeOfValue: values && values.length > FEW ? new Map(values.map((value, ordinal) => [value, ordinal])) : undefined,
    text,
    least,
    most,
  };
}

/** The form has to go as text. */
export const AS_TEXT = -1;
/** There was no room; there is more now. */
const AGAIN = -2;

/** A word beyond 4 GiB: writing there does nothing. */
const UNKNOWN = (1 << 30) - 1;
const NOWHERE = new Uint8Array(0);

const NOTHING = {};
const plainObject = Object.prototype;

/** Forms after one with a text that is not ASCII for which texts are encoded one by one from the start. */
const WARY = 64;

export class SlotWriter {
  private readonly form: Place;
  private readonly record: number;
  private readonly bytesPerCell: number;
  /** Where cells begin, in words, or UNKNOWN. */
  private base = UNKNOWN;
  private cells: number;
  /** Where texts begin. */
  private room = new Uint8Array(0);
  private roomAt = 0;
  /** The memory's, once room was found. */
  private words = new Int32Array(0);
  private doubles = new Float64Array(0);
  private bytes = 4096;
  private nextCell = 0;
  /** Texts that are needed, one behind the other: all are encoded at once, which as long as they are ASCII gives a byte for each unit. */
  private pending = '';
  private used = 0;
  private units = 0;
  private wary = encoder ? 0 : Infinity;
  private writing = false;
  /** A getter of the form has called the engine in the meantime. */
  private interrupted = false;

  constructor(
    private readonly bindings: Bindings,
    private readonly memory: Memory,
    private readonly checker: number,
    layout: Layout,
  ) {
    this.form = placeOf(layout.nodes, 0);
    this.record = layout.cells;
    this.bytesPerCell = bytesPerCell(layout);
    this.cells = layout.cells + 256;
  }

  /** The checker read a text, for which it may have made itself other room. */
  forgetRoom(): void {
    this.base = UNKNOWN;
  }

  /** Writes the form into the checker's cells; how many are used, or AS_TEXT. */
  write(form: unknown): number {
    if (this.writing) return AS_TEXT; // asked by a getter of the form that is being written
    const outer = this.memory.writer;
    this.memory.writer = this;
    this.writing = true;
    this.interrupted = false;
    let used = AGAIN;
    while (used === AGAIN && !this.interrupted) used = this.attempt(form);
    this.writing = false;
    this.memory.writer = outer;
    return this.interrupted ? AS_TEXT : used;
  }

  /** A getter of the form calls the engine, which may close this checker: what is written from here on goes nowhere. */
  interrupt(): void {
    this.interrupted = true;
    this.base = UNKNOWN;
    this.room = NOWHERE;
  }

  private attempt(form: unknown): number {
    if (typeof form !== 'object' || form === null || saysToJson()) return AS_TEXT;
    this.memory.refresh();
    if (this.base === UNKNOWN || this.words !== this.memory.words) this.findRoom();
    this.nextCell = this.record;
    this.pending = '';
    this.used = 0;
    this.units = 0;
    this.clear(0, this.record);
    let status = AS_TEXT;
    try {
      status = this.object(this.form, form as Record<string, unknown>, 0);
    } catch {
      // What a getter or a proxy throws: JSON.stringify will meet it again.
    }
    if (status !== 0) return status;
    if (this.mayBeTooLong()) return AS_TEXT;
    if (this.room.length === 0) return AS_TEXT; // a getter has made the memory grow
    if (this.wary > 0) this.wary--;
    else if (this.pending !== '' && !this.encodePending()) return AGAIN;
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

  private encodePending(): boolean {
    const { pending, room } = this;
    if (pending.length <= room.length) {
      const { read, written } = (encoder as NonNullable<typeof encoder>).encodeInto(pending, room); // less is read where the room ends
      if (read === pending.length && written === pending.length) return true;
    }
    if (pending.length > room.length) this.moreBytes(pending.length);
    else this.wary = WARY;
    return false;
  }

  /** Nothing is given yet: of what a cell holds besides, nobody takes notice. */
  private clear(first: number, end: number): void {
    const { words } = this;
    for (let at = this.base + first * 4, last = this.base + end * 4; at < last; at += 4) words[at] = 0;
  }

  /** 0, or why not. */
  private object(place: Place, value: Record<string, unknown>, record: number): number {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== plainObject && prototype !== null) return AS_TEXT;
    if (value.toJSON !== undefined) return AS_TEXT; // one that is not enumerable: others are met below
    const { properties } = place;
    const first = record + place.first;
    let ordinal = 0;
    for (const key in value) {
      // Members mostly come in the schema's order.
      let property = properties[ordinal];
      if (property === undefined || property.name !== key) {
        const found = place.byName.get(key);
        if (found === undefined) return AS_TEXT;
        ordinal = found;
        property = properties[ordinal] as Place;
      }
      const status = this.value(property, value[key], first + ordinal, record);
      if (status !== 0) return status;
      ordinal++;
    }
    return 0;
  }

  private value(place: Place, value: unknown, cell: number, record: number): number {
    const at = this.base + cell * 4;
    const { words } = this;
    switch (typeof value) {
      case 'string':
        return place.takes === TAKES_TEXT ? this.text(place, value, at) : AS_TEXT;
      case 'number':
        if (value - value !== 0) {
          words[at] = NULL; // NaN and the infinities, as JSON.stringify has it
        } else {
          words[at] = NUMBER;
          this.doubles[(at >> 1) + 1] = value + 0; // no -0
        }
        return 0;
      case 'boolean':
        words[at] = value ? TRUE : FALSE;
        return 0;
      case 'object':
        if (value === null) {
          words[at] = NULL;
          return 0;
        }
        if (Array.isArray(value)) return place.takes === TAKES_LIST ? this.list(place, value, at) : AS_TEXT;
        if (place.takes !== TAKES_OBJECT) return AS_TEXT;
        words[at] = OBJECT;
        words[at + 1] = 0; // no property that the schema does not have
        return this.object(place, value as Record<string, unknown>, record);
      case 'bigint':
        return AS_TEXT;
      default:
        return 0; // undefined, a function, a symbol: not there
    }
  }

  private list(place: Place, list: unknown[], at: number): number {
    if ((list as { toJSON?: unknown }).toJSON !== undefined) return AS_TEXT;
    const { stride } = place;
    const items = place.items as Place;
    const count = list.length;
    const first = this.nextCell;
    this.nextCell += count * stride;
    if (this.nextCell > this.cells) return this.moreCells();
    const { words } = this;
    words[at] = LIST;
    words[at + 1] = count;
    words[at + 2] = first;
    this.clear(first, this.nextCell);
    for (let i = 0, cell = first; i < count; i++, cell += stride) {
      const status = this.value(items, list[i], cell, cell + 1);
      if (status !== 0) return status;
    }
    return 0;
  }

  private text(place: Place, text: string, at: number): number {
    const { words } = this;
    if (place.values !== undefined || place.placeOfValue !== undefined) {
      const choice = choiceOf(place, text);
      if (choice >= 0) {
        words[at] = CHOICE;
        words[at + 2] = choice;
        return 0;
      }
    } else if (!place.text) {
      if (!isWellFormed(text)) return AS_TEXT;
      words[at] = UNREAD;
      // A code point has one unit or two: mostly that is enough to tell.
      const { length } = text;
      this.units += length;
      words[at + 1] = length <= place.most && length >= 2 * place.least ? length : codePoints(text);
      return 0;
    }
    words[at] = TEXT;
    words[at + 2] = this.roomAt + this.used;
    if (this.wary === 0) {
      this.pending += text;
      words[at + 1] = text.length;
      this.used += text.length;
      return 0;
    }
    if (this.used + text.length * 3 > this.room.length) return this.moreBytes(text.length * 3);
    const written = writeUtf8(this.room, this.used, text);
    if (written < 0) return AS_TEXT; // where the error is said
    words[at + 1] = written;
    this.used += written;
    return 0;
  }

  /** Whether as JSON the form could be more than the core takes: the text then decides. */
  private mayBeTooLong(): boolean {
    return this.nextCell * this.bytesPerCell + (this.units + this.used) * 6 > MOST_BYTES;
  }

  private moreCells(): number {
    if (this.mayBeTooLong()) return AS_TEXT;
    this.cells = Math.max(this.cells * 2, this.nextCell);
    this.base = UNKNOWN;
    return AGAIN;
  }

  private moreBytes(wanted: number): number {
    this.bytes = this.bytes * 2 + wanted;
    this.base = UNKNOWN;
    return AGAIN;
  }
}

// A form near the core's limit, or beyond, goes as text, where it is kept (limits.h).
const MOST_BYTES = 1 << 20;

/** Around a value as JSON: the longest name with quotes and colon, a comma, the longest number (24) or brackets. */
function bytesPerCell({ nodes }: Layout): number {
  return 30 + Math.max(...nodes.map(({ name }) => 3 * JSON.stringify(name).length));
}

/** Whether somebody has given all objects or lists a toJSON, or an enumerable property: then only JSON.stringify knows. */
function saysToJson(): boolean {
  for (const _ in NOTHING) return true;
  return (NOTHING as { toJSON?: unknown }).toJSON !== undefined;
}

function choiceOf({ values, placeOfValue }: Place, text: string): number {
  if (values === undefined) {
    const choice = (placeOfValue as Map<string, number>).get(text);
    return choice === undefined ? -1 : choice;
  }
  for (let i = 0; i < values.length; i++) if (values[i] === text) return i;
  return -1;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}
