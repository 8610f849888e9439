// Random forms, with everything that is wrong with forms, and forms that make memory grow: the same answers as Node's, over WebAssembly and without.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import * as shipped from 'yibao-precheck/rules';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { outcomeOf } from '../js/support/equal.mjs';
import { randomRequests } from '../js/support/random-forms.mjs';
import { createLogicLayer } from './support/logic-layer.mjs';
import { packedFolder } from './support/packed.mjs';

const FORMS = 1000;
const directory = JSON.parse(readFileSync(join(root, 'web/examples/directory.json'), 'utf8'));
const node = await createPrecheck(shipped);

function* requests(count) {
  for (const { pack, kind, form, options } of randomRequests(5, shipped.packs, directory)) {
    if (kind === 'javascript') continue; // does not cross into another realm as JSON
    if (count-- === 0) return;
    yield { pack, form, options };
  }
}

for (const namespace of ['WXWebAssembly', undefined]) {
  describe(namespace ?? 'no WebAssembly', async () => {
    const layer = createLogicLayer(packedFolder, { namespace });
    await layer.run(async (names, require) => {
      const packs = names.map((name) => require(`yibao-precheck/compiled/${name}`));
      require('yibao-precheck').engine = await require('yibao-precheck').createPrecheck({ packs, fallback: () => require('yibao-precheck/fallback') });
    }, shipped.packs.map(({ id, edition }) => `${id}/${edition}`));
    const inside = async (list) => JSON.parse(await layer.run(checkAll, { list, directory }));

    it(`${FORMS} random forms are answered as in Node`, async () => {
      const list = [...requests(FORMS)];
      const answers = await inside(list.map(({ pack, form, options }) => ({ pack, form, options: { ...options, directory: Boolean(options.directory) } })));
      const known = new Set();
      list.forEach(({ pack, form, options }, index) => {
        const expected = outcomeOf(() => node.checkText(pack, form, options));
        assert.equal(answers[index], expected, JSON.stringify({ pack, form, options: { ...options, directory: undefined } }));
        known.add(JSON.parse(expected).verdict ?? JSON.parse(expected).error.code);
      });
      for (const one of ['pass', 'incomplete', 'fail', 'form.malformed_json']) assert.ok(known.has(one), `${one} of ${[...known]}`);
    });

    it('the list of packs and the reports, which cross as other texts do, are those of Node by the authors\' documents', async () => {
      const list = readCaseFiles().map(({ pack, cases: [{ form, as_of: asOf, params }] }) => ({ pack, form, options: { asOf, params } }));
      const found = JSON.parse(await layer.run(({ list: asked }, require) => {
        const { engine } = require('yibao-precheck');
        return JSON.stringify([engine.packs(), asked.map(({ pack, form, options }) => engine.check(pack, form, options))]);
      }, { list }));
      assert.deepEqual(found, JSON.parse(JSON.stringify([node.packs(), list.map(({ pack, form, options }) => node.check(pack, form, options))])));
    });

    it('what the small engine leaves out is not there', async () => {
      const left = await layer.run((_, require) => JSON.stringify(['explain', 'compiled'].map((name) => typeof require('yibao-precheck').engine[name])));
      assert.equal(left, '["undefined","undefined"]');
    });

    it('half of a surrogate pair is found in objects, texts and lines', async () => {
      const pack = 'generic/unbinding';
      const list = ['\ud800', 'a\udc00', '\udbff\ud800'].flatMap((half) => [
        { pack, form: { action: half }, options: { asOf: '2024-05-10' } },
        { pack, form: { [half]: 1 }, options: { asOf: '2024-05-10' } },
        { pack, form: `{"action":"${half}"}`, options: { asOf: '2024-05-10' } },
        { pack, form: {}, options: { asOf: half } },
        { line: `{"pack":"${pack}","as_of":"2024-05-10","form":{"action":"${half}"}}` },
      ]);
      const answers = await inside(list);
      list.forEach(({ pack: id, form, options, line }, index) => {
        assert.equal(answers[index], line === undefined ? outcomeOf(() => node.checkText(id, form, options)) : node.checkLine(line));
        assert.match(answers[index], /"error"/);
      });
    });

    it('forms are read right after memory has grown', async () => {
      const options = { asOf: '2024-05-10' };
      const small = { pack: 'generic/unbinding', form: { action: 'unbind' }, options };
      // As large as texts may be, in several packs: each has memory of its own for its forms.
      const large = shipped.packs.map(({ id, edition }) => ({ pack: `${id}@${edition}`, form: { note: '医'.repeat(300_000) }, options }));
      const list = large.flatMap((one) => [small, one, { ...one, form: JSON.stringify(one.form) }, small]);
      const answers = await inside(list);
      list.forEach(({ pack, form, options: with_ }, index) => assert.equal(answers[index], outcomeOf(() => node.checkText(pack, form, with_)), pack));
    });
  });
}

/** Runs inside. */
function checkAll({ list, directory }, require) {
  const { engine, PrecheckError } = require('yibao-precheck');
  return JSON.stringify(list.map(({ pack, form, options, line }) => {
    if (line !== undefined) return engine.checkLine(line);
    try {
      return engine.checkText(pack, form, Object.assign({}, options, { directory: options.directory ? directory : undefined }));
    } catch (error) {
      if (!(error instanceof PrecheckError)) throw error;
      const { code, message, pointer, line: at, column } = error;
      return JSON.stringify({ error: Object.assign({ code, message }, pointer !== undefined && { pointer }, at !== undefined && { line: at, column }) });
    }
  }));
}
