// Texts without TextEncoder and TextDecoder, which mini-programs lack: the same bytes and characters as with them, halves of surrogate pairs found, and
// memory that grows under an engine in JavaScript, whose old buffers stay as they were.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { root } from '../../wasm/scripts/root.mjs';
import { randomFrom } from '../js/support/random.mjs';

const { outputFiles: [{ text: code }] } = await build({
  entryPoints: [join(root, 'wasm/src/memory.ts')], bundle: true, format: 'iife', globalName: 'memory', target: 'es2018', write: false,
});
const withoutCoders = load({});
const withCoders = load({ TextEncoder, TextDecoder });

/** memory.ts in a realm of its own; `isWellFormed` is newer than ES2018. */
function load(globals) {
  const context = createContext(globals);
  const evaluate = (source) => new Script(source).runInContext(context);
  if (!globals.TextEncoder) evaluate('delete String.prototype.isWellFormed');
  evaluate(code);
  return evaluate('memory');
}

const write = ({ writeUtf8 }, text) => {
  const bytes = new Uint8Array(text.length * 3 + 16).fill(0xee);
  const written = writeUtf8(bytes, 7, text);
  assert.equal(bytes[7 + Math.max(written, 0) + (written < 0 ? text.length * 3 : 0)], 0xee, 'nothing behind the text is touched');
  return written < 0 ? undefined : Buffer.from(bytes.subarray(7, 7 + written)).toString('hex');
};

function read({ Memory }, bytes) {
  const buffer = new ArrayBuffer(Math.ceil(bytes.length / 8) * 8);
  new Uint8Array(buffer).set(bytes);
  return new Memory({ memory: { buffer }, _outputText: () => 0 }).take(bytes.length);
}

const PIECES = ['a', 'Z9', ' ', '\u0000', '\u007f', '\u0080', 'é', '\u07ff', '\u0800', '医', '保', '𠮷', '\u{1f600}', '\u{10ffff}', '\ud7ff', '\ue000', '\ufeff', '\uffff'];
const LONE = ['\ud800', '\udbff', '\udc00', '\udfff'];

describe('texts', () => {
  const random = randomFrom(11);
  const texts = Array.from({ length: 3000 }, (_, i) => Array.from({ length: random.below(i % 10 === 0 ? 300 : 30) }, () => random.pick(PIECES)).join(''));

  it('have the bytes that UTF-8 gives them', () => {
    for (const text of texts) {
      const expected = Buffer.from(text, 'utf8').toString('hex');
      assert.equal(write(withoutCoders, text), expected);
      assert.equal(write(withCoders, text), expected);
    }
  });

  it('are read back', () => {
    for (const text of texts.filter((one) => !one.startsWith('\ufeff'))) { // a TextDecoder takes a leading one for a mark; no answer begins so
      assert.equal(read(withoutCoders, Buffer.from(text)), text);
      assert.equal(read(withCoders, Buffer.from(text)), text);
    }
  });

  it('are read back where a character of two halves stands at the end of a chunk', () => {
    for (const padding of [4092, 4093, 4094, 4095, 4096, 4097, 8190, 8191]) {
      for (const piece of ['\u{1f600}', '医', 'é', 'a']) {
        const text = `${'x'.repeat(padding)}${piece}${'y'.repeat(5000)}${piece}`;
        assert.equal(read(withoutCoders, Buffer.from(text)), text);
      }
    }
  });

  it('are refused for half of a surrogate pair, wherever it stands', () => {
    for (const half of LONE) {
      for (const text of ['', 'a', '医'.repeat(50), '\u{1f600}']) {
        for (const wrong of [half + text, text + half, text + half + text, `${text}${half}a`, half + half + text]) {
          if (wrong.isWellFormed()) continue; // two halves that make one character
          assert.equal(write(withoutCoders, wrong), undefined, JSON.stringify(wrong));
          assert.equal(write(withCoders, wrong), undefined, JSON.stringify(wrong));
          assert.equal(withoutCoders.isWellFormed(wrong), false);
        }
      }
    }
    for (const text of texts) assert.equal(withoutCoders.isWellFormed(text), true);
  });
});

describe('views', () => {
  it('are renewed when memory in JavaScript grows, whose old buffer keeps its length', () => {
    const engine = { memory: { buffer: new ArrayBuffer(64) } };
    const memory = new withoutCoders.Memory(engine);
    const before = memory.bytes;
    memory.refresh();
    assert.equal(memory.bytes, before);
    engine.memory.buffer = new ArrayBuffer(128);
    memory.refresh();
    assert.equal(memory.bytes.length, 128);
    for (const view of [memory.bytes, memory.words, memory.doubles]) assert.equal(view.buffer, engine.memory.buffer);
  });

  it('are renewed when memory of WebAssembly grows, and not looked up before', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const views = new withCoders.Memory({ memory });
    const before = views.bytes;
    views.refresh();
    assert.equal(views.bytes, before);
    memory.grow(1);
    views.refresh();
    assert.equal(views.bytes.length, 2 * 65536);
  });
});
