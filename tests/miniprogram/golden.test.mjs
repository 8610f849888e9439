// The same bytes in every logic layer: each golden case of each pack, over WXWebAssembly, over TTWebAssembly and without any, as a line, and some as objects and
// as a form that is being filled in, against the file that Node's run wrote.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { goldenFolder, goldenName } from '../js/support/golden.mjs';
import { createLogicLayer } from './support/logic-layer.mjs';
import { packedFolder } from './support/packed.mjs';

/** So many cases of each pack are also checked as objects and filled in, property by property; equal.test.mjs has more. */
const AS_OBJECTS = 5;

const files = readCaseFiles();
const golden = (pack) => readFileSync(join(goldenFolder, goldenName(pack)), 'utf8');

for (const [title, namespace, fallbackUsed] of [['WXWebAssembly', 'WXWebAssembly', false], ['TTWebAssembly', 'TTWebAssembly', false], ['no WebAssembly', undefined, true]]) {
  describe(title, async () => {
    const layer = createLogicLayer(packedFolder, { namespace });
    const packs = files.map(({ pack }) => pack);

    it('starts with all packs, each a module', async () => {
      const loaded = await layer.run(async (names, require) => {
        const { createPrecheck } = require('yibao-precheck/miniprogram');
        const packs = names.map((name) => require(`yibao-precheck/compiled/${name.replace('@', '/')}`));
        const engine = await createPrecheck({ packs, fallback: () => require('yibao-precheck/fallback') });
        require('yibao-precheck').engine = engine; // the same module, by the other name
        return JSON.stringify(engine.packs().map(({ id, edition }) => `${id}@${edition}`));
      }, packs);
      assert.deepEqual(JSON.parse(loaded), packs);
      assert.equal(layer.required.some((path) => path.endsWith('/fallback.js')), fallbackUsed);
    });

    for (const { pack, cases } of files) {
      it(`${pack}: reports equal the golden ones byte for byte`, async () => {
        const requests = cases.map((entry) => requestOf(pack, entry));
        const answers = JSON.parse(await layer.run(checkEach, { requests, asObjects: AS_OBJECTS }));
        const expected = golden(pack).trimEnd().split('\n');
        assert.equal(answers.length, expected.length);
        answers.forEach(({ line, report, filled }, index) => {
          assert.equal(line, expected[index], cases[index].id);
          // Only lines have an id.
          const withoutId = expected[index].replace(`"id":${JSON.stringify(cases[index].id)},`, '');
          if (index >= AS_OBJECTS) return;
          assert.equal(report, withoutId, `${cases[index].id}, as an object`);
          assert.equal(filled, withoutId, `${cases[index].id}, filled in`);
        });
      });
    }
  });
}

/** Runs inside. */
function checkEach({ requests, asObjects }, require) {
  const { engine } = require('yibao-precheck');
  return JSON.stringify(requests.map((request, index) => {
    const { pack, as_of: asOf, form, params } = JSON.parse(request);
    const line = engine.checkLine(request);
    if (index >= asObjects) return { line };
    const session = engine.open(pack, { asOf, params });
    for (const name of Object.keys(form)) session.set(`/${name}`, form[name]);
    const filled = session.reportText();
    session.close();
    return { line, report: engine.checkText(pack, form, { asOf, params }), filled };
  }));
}
