// Golden cases show every rule, requirement, outcome, hint and plan of every edition both ways.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';
import { createShippedEngine } from './support/engine.mjs';

const engine = await createShippedEngine();
const { packs } = await shippedDocuments();
const files = new Map(readCaseFiles().map((file) => [file.pack, file.cases]));

for (const pack of packs) {
  const name = `${pack.id}@${pack.edition}`;
  describe(name, () => {
    const reports = (files.get(name) ?? []).map((entry) => JSON.parse(engine.checkLine(requestOf(name, entry))));

    it('has cases', () => assert.notEqual(reports.length, 0));
    it('has a form that breaks each rule, and one that does not', () => {
      assert.deepEqual(oneSided(pack.rules, ({ id }) => (report) => {
        if (report.findings.some(({ rule, unverified }) => rule === id && !unverified)) return 'broken';
        return [...report.findings, ...report.pending].some(({ rule }) => rule === id) ? undefined : 'kept';
      }, ['broken', 'kept']), []);
    });
    it('has a form that meets each requirement, and one that does not; advice with a condition is given and not given', () => {
      const owed = (pack.requirements ?? []).filter(({ satisfied }) => satisfied);
      const status = ({ id }) => (report) => report.requirements.find((requirement) => requirement.id === id)?.status;
      assert.deepEqual(oneSided(owed, (requirement) => (report) => {
        const found = status(requirement)(report);
        return found === 'satisfied' || found === 'missing' ? found : found === 'alternative' ? 'missing' : undefined;
      }, ['satisfied', 'missing']), []);
      const advice = (pack.requirements ?? []).filter(({ satisfied, when }) => !satisfied && when);
      assert.deepEqual(oneSided(advice, (requirement) => (report) => status(requirement)(report) ?? 'absent', ['advisory', 'absent']), []);
    });
    it('has a form with each outcome, and one without', () => {
      const outcomes = Object.keys(pack.outcomes ?? {}).map((id) => ({ id }));
      assert.deepEqual(oneSided(outcomes, ({ id }) => (report) => (report.outcomes[id] ? 'there' : 'absent'), ['there', 'absent']), []);
    });
    it('has a form with each hint, and one without where a hint has a condition', () => {
      const shown = ({ id }) => (report) => (report.guidance.some((hint) => hint.id === id) ? 'shown' : 'hidden');
      assert.deepEqual(oneSided(pack.guidance ?? [], shown, ['shown']), []);
      assert.deepEqual(oneSided((pack.guidance ?? []).filter(({ when }) => when), shown, ['hidden']), []);
    });
    if (pack.plan) {
      it('has a plan, a form that needs none, and one for which none works', () => {
        const verdict = (report) => (report.findings.some(({ rule }) => rule.startsWith('plan.')) ? 'impossible' : report.verdict);
        const seen = new Set(reports.map(verdict));
        assert.deepEqual(['plan', 'pass', 'impossible'].filter((word) => !seen.has(word)), []);
      });
    }

    /** Entries whose reports do not show all that is wanted: "id: never broken". */
    function oneSided(entries, viewOf, wanted) {
      return entries.flatMap((entry) => {
        const view = viewOf(entry);
        const seen = new Set(reports.map(view));
        return wanted.filter((word) => !seen.has(word)).map((word) => `${entry.id}: never ${word}`);
      });
    }
  });
}
