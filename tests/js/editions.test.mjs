// Which edition answers: day by day, from each topic's first edition to two years beyond the last date that any of them names.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';
import { createShippedEngine } from './support/engine.mjs';

const engine = await createShippedEngine();
const { packs } = await shippedDocuments();

/** The edition that answers a form on a day, or the error's code. */
function answering(id, asOf, form = {}) {
  try {
    return engine.check(id, form, { asOf }).pack.edition;
  } catch (error) {
    return error.code;
  }
}

const DAY = 24 * 60 * 60 * 1000;
const dayText = (time) => new Date(time).toISOString().slice(0, 10);

const topics = [...new Set(packs.map((pack) => pack.id))];

for (const id of topics) {
  const editions = packs.filter((pack) => pack.id === id);
  const dated = editions.filter((pack) => pack.effective !== null);
  describe(id, () => {
    if (dated.length === 0) {
      it('has one edition without dates, which answers on every day', () => {
        assert.equal(editions.length, 1);
        for (const day of ['1999-12-31', '2022-02-28', '2099-01-01']) assert.equal(answering(id, day), editions[0].edition);
      });
      return;
    }
    it('has exactly one edition for every day, or says clearly that none is in force', () => {
      const dates = dated.flatMap(({ effective }) => [effective.from, effective.until]).filter(Boolean).map(Date.parse);
      assert.notEqual(dates.length, 0);
      const end = Math.max(...dates) + 2 * 366 * DAY;
      const wrong = [];
      for (let time = Math.min(...dates) - DAY; time <= end; time += DAY) {
        const day = dayText(time);
        // In force: begun, and neither ended nor followed by a later one.
        const begun = dated.filter(({ effective }) => !effective.from || effective.from <= day);
        const last = begun.reduce((a, b) => (a === undefined || (b.effective.from ?? '') > (a.effective.from ?? '') ? b : a), undefined);
        const expected = last && !(last.effective.until && last.effective.until <= day) ? last.edition : 'pack.no_edition_in_force';
        const found = answering(id, day);
        if (found !== expected) wrong.push(`${day}: ${found} instead of ${expected}`);
      }
      assert.deepEqual(wrong, []);
    });
    it('leaves no gap between its editions', () => {
      const sorted = [...dated].sort((a, b) => ((a.effective.from ?? '') < (b.effective.from ?? '') ? -1 : 1));
      const gaps = sorted.slice(1).filter((pack, i) => sorted[i].effective.until !== null && sorted[i].effective.until !== pack.effective.from);
      assert.deepEqual(gaps.map((pack) => `before ${pack.edition}`), []);
    });
  });
}

describe('a benefit year picks its edition, whatever the day', () => {
  const selection = topics.find((id) => packs.filter((pack) => pack.id === id && pack.edition_by).length > 1);
  const [first, second] = packs.filter((pack) => pack.id === selection);
  const form = (year) => ({ requests: [{ kind: 'change', benefit_year: year }] });

  it('the choice for the earlier year, made in its last December, uses the earlier edition', () => {
    assert.equal(answering(selection, '2022-12-31', form(first.edition_value)), first.edition);
    assert.equal(answering(selection, '2023-12-31', form(first.edition_value)), first.edition);
  });
  it('the choice for the next year uses the next edition', () => {
    assert.equal(answering(selection, '2023-10-01', form(second.edition_value)), second.edition);
    assert.equal(answering(selection, '2023-09-30', form(second.edition_value)), second.edition);
  });
  it('a year that no edition names leaves it to the day', () => {
    assert.equal(answering(selection, '2022-12-31', form(1999)), first.edition);
  });
});
