// Somebody who fills in a form as it asks him to: always the first open question on the screen, then what he wants to say besides.
import assert from 'node:assert/strict';
import { readCaseFiles } from '../../../wasm/scripts/cases.mjs';

/** The sample's pages, with the editions that may answer there. */
export const PAGES = {
  'pages/outpatient-selection/index': ['jiangmen/outpatient-selection@2023', 'jiangmen/outpatient-selection@2024'],
  'pages/proxy-binding/index': ['jiangxi/proxy-binding@2024'],
  'pages/cross-region-filing/index': ['shenzhen/cross-region-filing@2023'],
};

/** A golden case of a pack that passes, and what its page has to know to check it. */
export function passingCase(pack) {
  const { cases } = readCaseFiles().find((file) => file.pack === pack);
  const found = cases.find(({ sample, expected, params }) => sample && expected.verdict === 'pass' && !params);
  assert.ok(found, `${pack} has a sample that passes`);
  return { ...found, day: found.as_of.slice(0, 10) };
}

export function valueAt(form, pointer) {
  return pointer.split('/').slice(1).reduce((value, step) => value?.[step], form);
}

/**
 * Answers every question that the form asks, from `form`, and then gives what else stands there.
 * @param device.rows   what is on the screen now
 * @param device.answer gives an answer at a row
 * @param device.none, device.add say that a list has no elements, or that it has one more
 */
export async function fillIn(device, form) {
  const asked = [];
  for (let count = 0; count < 200; count++) {
    const rows = await device.rows();
    const open = rows.find((row) => row.needed && (row.type === 'field' || row.type === 'heading'));
    const extra = rows.find((row) => row.type === 'field' && !row.filled && !asked.includes(row.pointer) && valueAt(form, row.pointer) !== undefined);
    const row = open ?? extra;
    if (!row) return asked;
    const value = valueAt(form, row.pointer);
    assert.notEqual(value, undefined, `asked for ${row.pointer}, which this applicant does not know`);
    assert.ok(!open || !asked.includes(row.pointer), `asked for ${row.pointer} twice`);
    asked.push(row.pointer);
    if (row.type === 'field') await device.answer(row, value);
    else if (value.length === 0) await device.none(row);
    else for (const _ of value) await device.add(row);
  }
  assert.fail('the form asks for ever');
}
