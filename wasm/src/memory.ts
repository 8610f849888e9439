// Texts to and from the memory of a wasm instance.
import type { CommonBindings } from './bindings.js';

const NOT_WELL_FORMED = -1;

/** Those that take texts and answer with one. */
type TextFunction = '_setDirectory' | '_check' | '_verdict' | '_editionOf' | '_openChecker';

/** Views of an instance's memory; another set after it has grown, which any call into wasm may make it do. */
export class Memory {
  bytes = new Uint8Array(0);
  words = new Int32Array(0);
  doubles = new Float64Array(0);
  /** Who is writing a form at this moment: its getters may call the engine. */
  writer: { interrupt(): void } | undefined;

  /** Whether the views of before lose their buffer when memory grows. Where the engine is JavaScript (wasm2js), whose memory has its buffer as its own, they keep it. */
  private readonly detaches: boolean;

  constructor(private readonly bindings: CommonBindings) {
    this.detaches = !Object.prototype.hasOwnProperty.call(bindings.memory, 'buffer');
    this.refresh();
  }

  /** To be called after each call into wasm that may have allocated. */
  refresh(): void {
    if (this.bytes.length > 0 && (this.detaches || this.bytes.buffer === this.bindings.memory.buffer)) return;
    const { buffer } = this.bindings.memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
  }

  /** Puts a text where `_…OfText` and `_reportsOfLines` read it; its bytes, or -1 where it is not well-formed UTF-16. */
  give(text: string | Uint8Array): number {
    const most = typeof text === 'string' ? text.length * 3 : text.length;
    const at = this.bindings._textRoom(most);
    this.refresh();
    if (typeof text !== 'string') {
      this.bytes.set(text, at);
      return text.length;
    }
    if (!encoder || text.length <= SHORT) return writeUtf8(this.bytes, at, text);
    // wasm finds what the encoder puts for half of a surrogate pair faster than JavaScript finds the half.
    const written = encoder.encodeInto(text, this.bytes.subarray(at, at + most)).written as number;
    return !this.bindings._hasReplacement(written) || isWellFormed(text) ? written : NOT_WELL_FORMED;
  }

  /** Puts texts one behind the other to where functions of several read them; their sizes. Halves of surrogate pairs become U+FFFD. */
  giveAll(texts: readonly string[]): number[] {
    let most = 0;
    for (const text of texts) most += text.length * 3;
    let at = this.bindings._textRoom(most);
    this.refresh();
    return texts.map((text) => {
      let size = writeUtf8(this.bytes, at, text);
      if (size === NOT_WELL_FORMED) size = writeUtf8(this.bytes, at, text.replace(LONE_SURROGATES, '\ufffd'));
      at += size;
      return size;
    });
  }

  /** What a function of texts answers. */
  ask(name: TextFunction, ...texts: string[]): string {
    return this.take((this.bindings[name] as (...sizes: number[]) => number)(...this.giveAll(texts)));
  }

  /** The text of so many bytes that wasm has just answered with. */
  take(bytes: number): string {
    return readUtf8(this.takeBytes(bytes));
  }

  /** The same, as bytes that are overwritten by the next call. */
  takeBytes(bytes: number): Uint8Array {
    const at = this.bindings._outputText();
    this.refresh();
    return this.bytes.subarray(at, at + bytes);
  }
}

/** The part of TextEncoder that is used. */
interface Encoder {
  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number };
}

// What old webviews and mini-programs lack is done by hand.
export const encoder: Encoder | undefined =
  typeof TextEncoder === 'function' && typeof TextEncoder.prototype.encodeInto === 'function' ? (new TextEncoder() as Encoder) : undefined;
const decoder = typeof TextDecoder === 'function' ? new TextDecoder() : undefined;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const LONE_SURROGATES = /[\ud800-\udfff]/gu;

/** Whether the text is UTF-16 without halves of surrogate pairs. */
export const isWellFormed: (text: string) => boolean =
  typeof ('' as { isWellFormed?(): boolean }).isWellFormed === 'function'
    ? (text) => (text as unknown as { isWellFormed(): boolean }).isWellFormed()
    : (text) => !LONE_SURROGATE.test(text);

/** Above this a call into the engine's own encoder is worth its while. */
export const SHORT = 40;

/** Writes `text` at `at`, where there is room for three bytes a unit; how many bytes, or -1 where it is not well-formed. */
export function writeUtf8(bytes: Uint8Array, at: number, text: string): number {
  if (encoder && text.length > SHORT) {
    if (!isWellFormed(text)) return NOT_WELL_FORMED;
    return encoder.encodeInto(text, bytes.subarray(at, at + text.length * 3)).written;
  }
  let to = at;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[to++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[to++] = 0xc0 | (code >> 6);
    } else {
      if ((code & 0xf800) !== 0xd800) {
        bytes[to++] = 0xe0 | (code >> 12);
      } else {
        const low = text.charCodeAt(i + 1); // NaN at the end
        if (code > 0xdbff || (low & 0xfc00) !== 0xdc00) return NOT_WELL_FORMED;
        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
        i++;
        bytes[to++] = 0xf0 | (code >> 18);
        bytes[to++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[to++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[to++] = 0x80 | (code & 0x3f);
  }
  return to - at;
}

function readUtf8(bytes: Uint8Array): string {
  return decoder ? decoder.decode(bytes) : readUtf8ByHand(bytes);
}

/** Few enough for the arguments of one call. */
const CHUNK = 4096;
const units = new Uint16Array(CHUNK);

/** Of well-formed UTF-8, which is all that wasm answers with. In chunks: a text joined character by character takes half as long again. */
function readUtf8ByHand(bytes: Uint8Array): string {
  const end = bytes.length;
  let text = '';
  for (let at = 0; at < end; ) {
    let count = 0;
    while (at < end && count < CHUNK - 1) {
      const lead = bytes[at++] as number;
      if (lead < 0x80) {
        units[count++] = lead;
      } else if (lead < 0xe0) {
        units[count++] = ((lead & 0x1f) << 6) | ((bytes[at++] as number) & 0x3f);
      } else if (lead < 0xf0) {
        units[count++] = (lead << 12) | (((bytes[at++] as number) & 0x3f) << 6) | ((bytes[at++] as number) & 0x3f);
      } else {
        const high = ((lead & 7) << 18) | (((bytes[at++] as number) & 0x3f) << 12);
        const code = (high | (((bytes[at++] as number) & 0x3f) << 6) | ((bytes[at++] as number) & 0x3f)) - 0x10000;
        units[count++] = 0xd800 | (code >> 10);
        units[count++] = 0xdc00 | (code & 0x3ff);
      }
    }
    text += String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
  }
  return text;
}
