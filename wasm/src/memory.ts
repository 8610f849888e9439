// Texts to and from the memory of a wasm instance.
import type { Bindings } from './bindings.js';

const NOT_WELL_FORMED = -1;

/** Views of an instance's memory; another set after it has grown, which any call into wasm may make it do. */
export class Memory {
  bytes = new Uint8Array(0);
  words = new Int32Array(0);
  doubles = new Float64Array(0);
  /** Who is writing a form at this moment: its getters may call the engine. */
  writer: { interrupt(): void } | undefined;

  constructor(private readonly bindings: Bindings) {
    this.refresh();
  }

  /** To be called after each call into wasm that may have allocated. */
  refresh(): void {
    if (this.bytes.length > 0) return; // else the buffer was detached, or there was none yet
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

// What old webviews and mini-programs lack is done by hand.
export const encoder = typeof TextEncoder === 'function' && typeof TextEncoder.prototype.encodeInto === 'function' ? new TextEncoder() : undefined;
const decoder = typeof TextDecoder === 'function' ? new TextDecoder() : undefined;
const LONE_SURROGATE = /[\ud800-\udfff]/u;

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
    return encoder.encodeInto(text, bytes.subarray(at, at + text.length * 3)).written as number;
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
  if (decoder) return decoder.decode(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i++] as number;
    let code = lead;
    if (lead >= 0x80) {
      const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
      code = lead & (0x3f >> more);
      for (let k = 0; k < more; k++) code = (code << 6) | ((bytes[i++] as number) & 0x3f);
    }
    text += String.fromCodePoint(code);
  }
  return text;
}
