// One form, one answer: as an object or as text, alone or among lines, whatever the engine was asked before. Over random forms
// for all shipped packs; equal-reports.mjs runs more of them, against another build and the native library too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { packs, sources } from 'yibao-precheck/rules';
import { createPrecheck } from 'yibao-precheck';
import { root } from '../../wasm/scripts/root.mjs';
import { compare, outcomeOf, verdictOf } from './support/equal.mjs';
import { randomRequests } from './support/random-forms.mjs';

const FORMS = 3000;
const directory = JSON.parse(readFileSync(join(root, 'web/examples/directory.json'), 'utf8'));
const engine = await createPrecheck({ packs, sources });
after(() => engine.dispose());

/** The first `count` requests of a seed. */
function* requests(seed, count) {
  const all = randomRequests(seed, packs, directory);
  for (let i = 0; i < count; i++) yield all.next().value;
}

const shown = ({ pack, form, options }) => inspect({ pack, ...options, directory: Boolean(options.directory), form }, { depth: 9 });

describe('random forms', () => {
  const seen = { verdicts: new Set(), packs: new Set(), refused: new Set() };

  it('get one answer as objects, as texts and as lines', () => {
    for (const request of requests(1, FORMS)) {
      const { answer, differences } = compare(engine, request.pack, request.form, request.options);
      if (differences.length > 0) assert.fail(`${shown(request)}\n${differences.join('\n')}`);
      const { verdict, pack, error } = JSON.parse(answer);
      if (error) seen.refused.add(error.code);
      else seen.packs.add(`${pack.id}@${pack.edition}`);
      if (verdict) seen.verdicts.add(verdict);
    }
  });

  it('meet every pack, verdict and kind of refusal', () => {
    assert.deepEqual([...seen.packs].sort(), packs.map(({ id, edition }) => `${id}@${edition}`).sort());
    assert.deepEqual([...seen.verdicts].sort(), ['fail', 'incomplete', 'not_needed', 'pass', 'plan']);
    for (const code of ['form.malformed_json', 'form.not_json', 'form.not_an_object', 'params.type']) assert.ok(seen.refused.has(code), code);
  });

  it('get the same answers from an engine that has answered nothing before', async () => {
    for (const request of requests(2, 12)) {
      const fresh = await createPrecheck({ packs, sources });
      const { pack, form, options } = request;
      const ask = (of) => outcomeOf(() => of.checkText(pack, form, options));
      assert.equal(ask(engine), ask(fresh), shown(request));
      fresh.dispose();
    }
  });

  it('get the same answers in another order', () => {
    const all = [...requests(3, 600)];
    const ask = ({ pack, form, options }) => outcomeOf(() => engine.checkText(pack, form, options));
    const answers = all.map(ask);
    for (let i = all.length - 1; i >= 0; i--) {
      const { pack, form, options } = all[i];
      assert.equal(outcomeOf(() => JSON.stringify(engine.verdict(pack, form, options))), verdictOf(JSON.parse(answers[i])), shown(all[i]));
      assert.equal(ask(all[i]), answers[i], shown(all[i]));
    }
  });
});

describe('one engine', () => {
  const pack = `${packs[0].id}@${packs[0].edition}`;
  const asOf = '2022-01-01';
  const same = (form, options = { asOf }) => {
    const { answer, differences } = compare(engine, pack, form, options);
    assert.deepEqual(differences, []);
    return answer;
  };

  it('takes lists that grow and shrink', () => {
    const lists = packs.find((other) => other.id === 'jiangmen/outpatient-selection');
    const form = (count, name) => ({ requests: Array.from({ length: count }, (_, i) => ({ kind: 'add', to: { code: `H${i}`, name, tier_class: 'tier2' } })) });
    for (const count of [0, 1, 500, 3, 0, 10, 2000, 1]) {
      const { differences } = compare(engine, `${lists.id}@${lists.edition}`, form(count, '甲'), { asOf: '2023-12-01' });
      assert.deepEqual(differences, [], `${count} requests`);
    }
  });

  it('goes on after memory has grown', async () => {
    const another = await createPrecheck({ packs, sources });
    const answers = [];
    for (const size of [10, 100_000, 10, 900_000, 10]) {
      const { answer, differences } = compare(another, pack, { note: '一'.repeat(size / 10), channel: 'x'.repeat(size) }, { asOf });
      assert.deepEqual(differences, [], `${size}`);
      answers.push(answer);
      const line = `{"pack":"${pack}","as_of":"${asOf}","form":{}}\n`;
      another.checkMany(line.repeat(size / 200)); // its answer is larger than the memory was
    }
    assert.deepEqual([answers[2], answers[4]], [answers[0], answers[0]]);
    another.dispose();
  });

  it('keeps apart more dates than it keeps checkers for', () => {
    const days = Array.from({ length: 12 }, (_, i) => `2022-01-${String(i + 1).padStart(2, '0')}`);
    for (let round = 0; round < 3; round++) {
      for (const day of days) assert.match(same({}, { asOf: day }), new RegExp(`"as_of":"${day}T`));
    }
  });
});
