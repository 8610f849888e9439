// The JSON vectors through the module, as forms: what is no JSON is refused as such, what is JSON for other reasons or not at all.
// Texts that are not UTF-8 cannot be handed in as strings; the native tests have those.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck, PrecheckError } from 'yibao-precheck';
import { root } from '../../wasm/scripts/root.mjs';
import { goodOptions, pack, source } from './support/example.mjs';

const engine = await createPrecheck({ packs: [pack], sources: [source] });
after(() => engine.dispose());

const lines = readFileSync(join(root, 'tests/conformance/json/vectors.jsonl'), 'utf8').split('\n').filter((line) => line !== '');
const vectors = lines.map((line) => JSON.parse(line)).filter(({ text }) => text !== undefined);

/** The code of the error for a form, or undefined where there is a report. */
function codeOf(form) {
  try {
    engine.check(pack.id, form, goodOptions);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof PrecheckError, String(error));
    return error.code;
  }
}

describe('JSON vectors', () => {
  for (const about of new Set(vectors.map((vector) => vector.about))) {
    it(`are read or refused: ${about}`, () => {
      for (const { text, times = 1, reads } of vectors.filter((vector) => vector.about === about)) {
        const code = codeOf(text.repeat(times));
        const refused = ['form.malformed_json', 'form.duplicate_key', 'form.too_deep'].includes(code);
        assert.equal(refused, !reads, `${JSON.stringify(text)}: ${code}`);
      }
    });
  }

  it('are all there', () => assert.ok(vectors.length > 300));
});
