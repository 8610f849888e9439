// Every clause of the sources is in the packs: judged where a form can be held against it, shown where it cannot.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { clauseCoverage } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { READMES, withTable } from '../../wasm/scripts/rules-table.mjs';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';

describe('the shipped packs', async () => {
  const { clauses, needless } = clauseCoverage(await shippedDocuments(), JSON.parse(readFileSync(join(root, 'rules/uncovered.json'), 'utf8')));

  it('cover every clause, or rules/uncovered.json says why not', () => {
    assert.deepEqual(clauses.filter(({ state }) => state === 'open').map(({ id, check }) => `${id} (${check})`), []);
  });
  it('need no excuse where they cover a clause', () => assert.deepEqual(needless, []));
  it('cover or excuse each of the 133 clauses of the five first sources', () => {
    assert.equal(clauses.filter(({ id, state }) => /^S[0-4]-/.test(id) && state !== 'open').length, 133);
  });
});

describe('a clause', () => {
  const sources = [{ clauses: [{ id: 'X-01', check: 'full' }, { id: 'X-02', check: 'none' }, { id: 'X-03', check: 'warn_only' }] }];
  const pack = (parts) => ({ id: 'a/b', edition: '1', rules: [], ...parts });
  const states = (parts, uncovered = {}) => clauseCoverage({ packs: [pack(parts)], sources }, uncovered).clauses.map(({ state }) => state);
  const all = ['X-01', 'X-02', 'X-03'];

  it('is open where nothing cites it', () => assert.deepEqual(states({}), ['open', 'open', 'open']));
  it('is covered by a rule, a requirement, an outcome, a fact, a plan', () => {
    const covered = ['covered', 'covered', 'covered'];
    assert.deepEqual(states({ rules: [{ id: 'r', severity: 'info', cites: all }] }), covered);
    assert.deepEqual(states({ requirements: [{ id: 'r', cites: all }] }), covered);
    assert.deepEqual(states({ outcomes: { review: [{ cites: all }] } }), covered);
    assert.deepEqual(states({ facts: { type: 'object', properties: { visits: { type: 'array', items: { type: 'string', 'x-cites': all } } } } }), covered);
    assert.deepEqual(states({ plan: { actions: [{ action: 'a', cites: all }], impossible: { cites: [] } } }), covered);
  });
  it('is covered by guidance only where no form can be held against it', () => {
    assert.deepEqual(states({ guidance: [{ id: 'g', cites: all }] }), ['open', 'covered', 'open']);
  });
  it('is excused by name with a reason, and an excuse that is not needed is told', () => {
    const why = 'The notice names no day, so nothing could be checked.';
    const { clauses, needless } = clauseCoverage({ packs: [pack({ guidance: [{ id: 'g', cites: ['X-02'] }] })], sources }, { 'X-01': why, 'X-02': why, 'X-09': why });
    assert.deepEqual(states({}, { 'X-01': '', 'X-02': 'later', 'X-03': true }), ['open', 'open', 'open']);
    assert.deepEqual(clauses.map(({ state }) => state), ['excused', 'covered', 'open']);
    assert.deepEqual(needless, ['X-02', 'X-09']);
  });
});

describe('the table of packs', async () => {
  const { packs } = await shippedDocuments();
  for (const words of READMES) {
    it(`in ${words.file} is what the packs say (npm run rules:table)`, () => {
      const text = readFileSync(join(root, words.file), 'utf8');
      assert.equal(withTable(text, words, packs), text);
    });
  }
});
