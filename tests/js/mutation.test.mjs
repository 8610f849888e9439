// Mutants of packs: which there are, that small packs' cases kill theirs, and that the list of equivalent ones is sound. `npm run mutate` runs those
// of every pack.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mutantsOf } from 'yibao-precheck/tools';
import { mutatedPacks, parser } from '../mutation/packs.mjs';
import { equivalents, runMutants, scoreOf } from '../mutation/score.mjs';

const parse = await parser();
const facts = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['change', 'add', 'end'] },
    days: { type: 'integer', minimum: 0 },
    list: { type: 'array', maxItems: 3, items: { type: 'object', properties: { on: { type: 'boolean' } } } },
  },
};
const ofPack = (pack, base = {}) => mutantsOf({ format: 1, id: 'a/b', edition: '1', ...pack }, { format: 1, id: 'a/b', edition: '1', facts, ...base, ...pack }, parse);
const names = (pack, base) => ofPack(pack, base).map(({ name }) => name);
/** Of the condition of a rule, what is changed: `days [< -> <=] 3`. */
const edits = (assert, parameters) => names({ parameters, rules: [{ id: 'r', assert }] }).filter((name) => name.startsWith('rule r ')).map((name) => name.replace('rule r assert: ', ''));

describe('mutantsOf', () => {
  it('moves comparisons to their neighbours and numbers by one', () => {
    assert.deepEqual(edits('days < 3'), ['days [< -> <=] 3', 'days < [3 -> 2]', 'days < [3 -> 4]']);
    for (const [one, other] of [['<', '<='], ['>', '>='], ['==', '!=']]) {
      assert.equal(edits(`days ${one} days`)[0], `days [${one} -> ${other}] days`);
      assert.equal(edits(`days ${other} days`)[0], `days [${other} -> ${one}] days`);
    }
  });
  it('takes && for || and the other way, and adds and takes away negations', () => {
    assert.deepEqual(edits('a && !(b || true)'), [
      'a [&& -> ||] !(b || true)',
      '[a -> !(a)] && !(b || true)',
      'a && [!(b || true) -> (b || true)]',
      'a && !(b [|| -> &&] true)',
      'a && !([b -> !(b)] || true)',
      'a && !(b || [true -> false])',
    ]);
    assert.deepEqual(edits('a.b'), ['[a.b -> !(a.b)]']);
    assert.deepEqual(edits('a ? b : c'), ['[a -> !(a)] ? b : c']);
  });
  it('takes exists for all, and negates what is asked of each element', () => {
    assert.deepEqual(edits('list.exists(e, e.on)'), ['list.[exists -> all](e, e.on)', 'list.exists(e, [e.on -> !(e.on)])', '[list.exists(e, e.on) -> !(list.exists(e, e.on))]']);
    assert.equal(edits('list.all(e, e.on)')[0], 'list.[all -> exists](e, e.on)');
  });
  it('takes a word for another of its enum, a day for its neighbours, an element out of a list', () => {
    assert.deepEqual(edits("kind == 'add'").slice(1), ["kind == ['add' -> 'end']"]);
    assert.deepEqual(edits("kind == 'end'").slice(1), ["kind == ['end' -> 'change']"]);
    assert.deepEqual(edits("as_of < date('2024-02-29')").slice(1), ["as_of < date(['2024-02-29' -> '2024-02-28'])", "as_of < date(['2024-02-29' -> '2024-03-01'])"]);
    assert.deepEqual(edits("kind in ['change', 'add']").slice(0, 2), ["kind in [['change', -> ] 'add']", "kind in ['change'[, 'add' -> ]]"]);
    assert.deepEqual(edits("kind in ['change', 'add']").slice(2, 4), ["kind in [['change' -> 'end'], 'add']", "kind in ['change', ['add' -> 'end']]"]);
  });
  it('moves periods by one, whoever says how long they are', () => {
    assert.deepEqual(edits('addDays(today, days) == today').slice(1), ['addDays(today, [days -> (days) - 1]) == today', 'addDays(today, [days -> (days) + 1]) == today']);
    assert.deepEqual(edits('addMonths(today, 6) == today').slice(1), ['addMonths(today, [6 -> 5]) == today', 'addMonths(today, [6 -> 7]) == today']);
  });
  it('changes parameters that conditions read, be it through definitions, and no others', () => {
    const parameters = { most: { value: 3 }, from: { type: 'date', value: '2024-01-01' }, words: { value: ['a', 'b'] }, on: { value: true }, level: { value: 'city' }, shown: { value: 7 }, host: { type: 'int', host: true } };
    const pack = {
      parameters,
      definitions: { late: 'today > params.from', unread: 'params.shown > 1' },
      rules: [{ id: 'r', when: "definitions.late && params.level == 'province'", assert: 'days < params.most && kind in params.words || params.on', message: { en: '${params.shown} ${definitions.unread}' } }],
    };
    assert.deepEqual(names(pack, {}).filter((name) => /^(parameter|definition)/.test(name)), [
      'definition late definition: today [> -> >=] params.from',
      'parameter most: 3 -> 2', 'parameter most: 3 -> 4',
      'parameter from: "2024-01-01" -> "2023-12-31"', 'parameter from: "2024-01-01" -> "2024-01-02"',
      'parameter words: ["a","b"] -> ["b"]', 'parameter words: ["a","b"] -> ["a"]',
      'parameter on: true -> false',
      'parameter level: "city" -> "province"',
    ]);
  });
  it('changes bounds of facts by one and takes values out of enums, with their labels', () => {
    assert.deepEqual(names({ facts }), [
      'fact kind enum: without change', 'fact kind enum: without add', 'fact kind enum: without end',
      'fact days minimum: 0 -> -1', 'fact days minimum: 0 -> 1',
      'fact list maxItems: 3 -> 2', 'fact list maxItems: 3 -> 4',
    ]);
    const labelled = { type: 'object', properties: { kind: { type: 'string', enum: ['a', 'b'], 'x-values': { a: 1, b: 2 } } } };
    assert.deepEqual(ofPack({ facts: labelled })[0].document.facts.properties.kind, { type: 'string', enum: ['b'], 'x-values': { b: 2 } });
    const overlay = { type: 'object', properties: { kind: { enum: ['a'] } } };
    const [mutant] = mutantsOf({ format: 1, id: 'a/b', edition: '2', facts: overlay }, { format: 1, id: 'a/b', edition: '2', facts: labelled }, parse);
    assert.deepEqual(mutant.document.facts.properties.kind, { enum: [], 'x-values': { a: null } });
  });
  it('changes one place in each, leaves the pack as it is, and names no two alike', () => {
    const pack = { rules: [{ id: 'r', assert: 'days < 3 || days < 3' }] };
    const before = structuredClone(pack);
    const mutants = ofPack(pack);
    assert.deepEqual(pack, before);
    assert.equal(new Set(mutants.map(({ name }) => name)).size, mutants.length);
    assert.equal(new Set(mutants.map(({ document }) => document.rules[0].assert)).size, mutants.length);
    assert.ok(mutants.some(({ document }) => document.rules[0].assert === 'days < 3 || days <= 3'));
  });
  it('changes in an overlay what it says itself', () => {
    const base = { rules: [{ id: 'r', when: 'days > 1', assert: 'days < 3' }], facts };
    const overlay = { rules: [{ id: 'r', assert: 'days < 4' }], outcomes: { gone: null }, parameters: { gone: null } };
    assert.ok(mutantsOf({ format: 1, id: 'a/b', edition: '2', extends: 'a/b@1', ...overlay }, { format: 1, id: 'a/b', edition: '2', ...base }, parse).every(({ name }) => name.startsWith('rule r assert: days ')));
  });
});

describe('the cases of small packs', () => {
  it('kill at least 95 % of the mutants', { timeout: 120_000 }, async () => {
    const results = await runMutants(['generic/unbinding', 'national/family-mutual-aid']);
    assert.deepEqual(results.map(({ pack }) => pack), ['generic/unbinding@base', 'national/family-mutual-aid@2024', 'national/family-mutual-aid@base']);
    for (const result of results) {
      const score = scoreOf(result);
      assert.ok(score.mutants > 5 && score.killed > 0, `${score.pack}: ${score.killed} of ${score.mutants}`);
      assert.deepEqual(score.faults, []);
    }
  });
});

describe('scoreOf', () => {
  const mutants = [...Array(40).keys()].map((place) => ({ name: `m${place}`, outcome: place < 2 ? 'survived' : 'killed', by: 'a-case' }));
  it('asks for 95 %, and names the survivors', () => {
    assert.deepEqual(scoreOf({ pack: 'p', mutants }, {}).faults, []); // 38 of 40
    const worse = mutants.map((mutant, place) => (place === 2 ? { ...mutant, outcome: 'survived' } : mutant));
    assert.deepEqual(scoreOf({ pack: 'p', mutants: worse }, {}).faults, ['92.5 % of the mutants are killed, of 95.0 % that are wanted: cases are missing for', '  m0', '  m1', '  m2']);
  });
  it('refuses an equivalent that is killed, is none any more, or is one too many', () => {
    const [killed] = scoreOf({ pack: 'p', mutants }, { m5: 'so' }).faults;
    assert.match(killed, /"m5" is no equivalent: the case a-case tells it/);
    assert.match(scoreOf({ pack: 'p', mutants }, { gone: 'so' }).faults[0], /no mutant "gone" any more/);
    assert.match(scoreOf({ pack: 'p', mutants }, { m0: 'so', m1: 'so' }).faults[0], /2 of 40 .* more than 3\.0 %/);
  });
});

it('equivalent.json names mutants that there are, with a reason, at most 3 % of a pack', async () => {
  const packs = new Map((await mutatedPacks()).map(({ file, mutants }) => [file.pack, mutants.map(({ name }) => name)]));
  for (const [pack, listed] of Object.entries(equivalents)) {
    assert.ok(packs.has(pack), pack);
    assert.deepEqual(Object.keys(listed).filter((name) => !packs.get(pack).includes(name)), [], pack);
    assert.deepEqual(Object.entries(listed).filter(([, reason]) => !/^[A-Z].{15,}\.$/.test(reason)), [], `${pack}: a reason is a sentence`);
    assert.ok(Object.keys(listed).length <= packs.get(pack).length * 0.03, pack);
  }
});
