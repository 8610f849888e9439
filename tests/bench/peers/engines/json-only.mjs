// No engine: what reading a form's text and writing its report cost by themselves, so that nobody need take the yardstick on trust.
import { create as createHandWritten } from './hand-written.mjs';

export const engine = { title: 'JSON.parse and JSON.stringify alone', packages: [], floor: true };

export function create({ today }) {
  const { report } = createHandWritten({ today });
  return {
    /** The report is made once for each form, outside of what is measured. */
    inputOf: (text) => ({ text, report: report(JSON.parse(text)) }),
    text(input) {
      JSON.parse(input.text);
      return JSON.stringify(input.report);
    },
  };
}
