// Which edition answers: day by day, from each topic's first day to two years ahead.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';
import { createShippedEngine } from './support/engine.mjs';

// Two years from when the last edition was written; a later edition moves it on by itself.
const AHEAD = '2028-12-31';

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

/** The days from one to another, both included. */
function* days(from, to) {
  for (let time = Date.parse(from); time <= Date.parse(to); time += DAY) yield dayText(time);
}

const topics = [...new Set(packs.map((pack) => pack.id))];

for (const id of topics) {
  const editions = packs.filter((pack) => pack.id === id);
  const dated = editions.filter((pack) => pack.effective !== null).sort((a, b) => ((a.effective.from ?? '') < (b.effective.from ?? '') ? -1 : 1));
  describe(id, () => {
    if (dated.length === 0) {
      it('has one edition without dates, which answers on every day', () => {
        assert.equal(editions.length, 1);
        for (const day of ['1999-12-31', '2022-02-28', AHEAD]) assert.equal(answering(id, day), editions[0].edition);
      });
      return;
    }
    const [first] = dated;
    const last = dated[dated.length - 1];
    const begin = first.effective.from ?? '2020-01-01';
    const end = [AHEAD, dayText(Date.parse(last.effective.from) + 2 * 366 * DAY)].sort()[1];

    if (first.effective.from !== null) {
      it('says clearly that none is in force before its first day', () => {
        assert.equal(answering(id, dayText(Date.parse(begin) - DAY)), 'pack.no_edition_in_force');
      });
    }
    it('has one edition on every day, and another only from its first day on', () => {
      const changes = [];
      let before;
      for (const day of days(begin, end)) {
        const edition = answering(id, day);
        if (edition !== before) changes.push({ day, edition });
        before = edition;
      }
      assert.deepEqual(changes, dated.map(({ edition, effective }) => ({ day: effective.from ?? begin, edition })));
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
