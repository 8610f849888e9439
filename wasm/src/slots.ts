// A form straight from JavaScript's memory into the module's: each value into the cell that the pack's schema gives it
// (core/src/schema/form.h), without JSON text on the way. Only what is as clear as JSON goes this way. Anything else (a property
// that the schema does not have, a value of another type, an object that says toJSON) is left to the text, which has the last word.
import type { Bindings } from './bindings.js';
import { isWellFormed, type Memory, writeUtf8 } from './memory.js';

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
  day?: boolean;
  length?: boolean;
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
const DAY = 9;
const LIST = 10;
const OBJECT = 11;

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
  /** Of an enum: what each value's place is. */
  values: Map<string, number> | undefined;
  day: boolean;
  text: boolean;
  length: boolean;
}

const TAKES = { object: TAKES_OBJECT, array: TAKES_LIST, string: TAKES_TEXT, integer: TAKES_NUMBER, number: TAKES_NUMBER, boolean: TAKES_BOOLEAN };

function placeOf(nodes: LayoutNode[], index: number): Place {
  const { type, name, first = 0, properties = [], items, stride = 0, values, day = false, text = false, length = false } = nodes[index] as LayoutNode;
  const places = properties.map((property) => placeOf(nodes, property));
  return {
    takes: TAKES[type],
    name,
    first,
    properties: places,
    byName: new Map(places.map((place, ordinal) => [place.name, ordinal])),
    items: items === undefined ? undefined : placeOf(nodes, items),
    stride,
    values: values && new Map(values.map((value, ordinal) => [value, ordinal])),
    day,
    text,
    length,
  };
}

/** The form has to go as text. */
export const AS_TEXT = -1;
/** There was no room; there is more now. */
const AGAIN = -2;

const NOTHING = {};
const plainObject = Object.prototype;

export class SlotWriter {
  private readonly form: Place;
  private readonly record: number;
  /** How much room there is: cells, and bytes for texts. */
  private cells: number;
  private bytes = 4096;
  /** Where the cells begin, in words. */
  private base = 0;
  /** The first cell, and the first byte, that is free. */
  private nextCell = 0;
  private nextByte = 0;
  private lastByte = 0;
  private units = 0;

  constructor(
    private readonly bindings: Bindings,
    private readonly memory: Memory,
    private readonly checker: number,
    layout: Layout,
  ) {
    this.form = placeOf(layout.nodes, 0);
    this.record = layout.cells;
    this.cells = layout.cells + 256;
  }

  /** Writes the form into the checker's cells; how many are used, or AS_TEXT. */
  write(form: unknown): number {
    for (;;) {
      const used = this.attempt(form);
      if (used !== AGAIN) return used;
    }
  }

  private attempt(form: unknown): number {
    if (typeof form !== 'object' || form === null || saysToJson()) return AS_TEXT;
    const { bindings, memory } = this;
    // The first two in this order: each may make the memory grow, and so the views old.
    this.nextByte = bindings._textRoom(this.bytes);
    this.base = bindings._cellRoom(this.checker, this.cells) >> 2;
    memory.refresh();
    this.lastByte = this.nextByte + this.bytes;
    this.nextCell = this.record;
    this.units = 0;
    memory.words.fill(0, this.base, this.base + this.record * 4);
    const status = this.object(this.form, form as Record<string, unknown>, 0);
    return status === 0 ? this.nextCell : status;
  }

  /** 0, or why not. */
  private object(place: Place, value: Record<string, unknown>, record: number): number {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== plainObject && prototype !== null) return AS_TEXT;
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
    const { words } = this.memory;
    switch (typeof value) {
      case 'string':
        return place.takes === TAKES_TEXT ? this.text(place, value, at) : AS_TEXT;
      case 'number':
        if (value - value !== 0) {
          words[at] = NULL; // NaN and the infinities, as JSON.stringify has it
        } else {
          words[at] = NUMBER;
          this.memory.doubles[(at >> 1) + 1] = value + 0; // no -0
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
    const { words } = this.memory;
    words[at] = LIST;
    words[at + 1] = count;
    words[at + 2] = first;
    words.fill(0, this.base + first * 4, this.base + this.nextCell * 4);
    for (let i = 0, cell = first; i < count; i++, cell += stride) {
      const status = this.value(items, list[i], cell, cell + 1);
      if (status !== 0) return status;
    }
    return 0;
  }

  private text(place: Place, text: string, at: number): number {
    const { words, bytes } = this.memory;
    this.units += text.length;
    if (this.units > MOST_BYTES) return AS_TEXT;
    if (place.values !== undefined) {
      const choice = place.values.get(text);
      if (choice !== undefined) {
        words[at] = CHOICE;
        words[at + 2] = choice;
        return 0;
      }
    } else if (place.day) {
      const day = dayOf(text);
      if (day >= 0) {
        words[at] = DAY;
        words[at + 2] = day;
        return 0;
      }
    } else if (!place.text) {
      if (!isWellFormed(text)) return AS_TEXT;
      words[at] = UNREAD;
      words[at + 1] = place.length ? codePoints(text) : 0;
      return 0;
    }
    const to = this.nextByte;
    if (to + text.length * 3 > this.lastByte) return this.moreBytes(text.length * 3);
    const written = writeUtf8(bytes, to, text);
    if (written < 0) return AS_TEXT; // where the error is said
    words[at] = TEXT;
    words[at + 1] = written;
    words[at + 2] = to;
    this.nextByte = to + written;
    return 0;
  }

  private moreCells(): number {
    if (this.cells > MOST_CELLS) return AS_TEXT;
    this.cells = Math.max(this.cells * 2, this.nextCell);
    return AGAIN;
  }

  private moreBytes(wanted: number): number {
    this.bytes = this.bytes * 2 + wanted;
    return AGAIN;
  }
}

// A form near the core's limits, or beyond, goes as text, where they are kept (limits.h).
const MOST_CELLS = 1 << 18;
const MOST_BYTES = 1 << 20;

/** Whether somebody has given all objects or lists a toJSON, or an enumerable property: then only JSON.stringify knows. */
function saysToJson(): boolean {
  for (const _ in NOTHING) return true;
  return (NOTHING as { toJSON?: unknown }).toJSON !== undefined;
}

/** `YYYY-MM-DD` as year * 10000 + month * 100 + day, whether or not there is such a day; -1 for other texts. */
function dayOf(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return -1;
  let digits = 0;
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue;
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    digits = digits * 10 + digit;
  }
  return digits;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}
