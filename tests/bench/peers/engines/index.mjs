/**
 * Every engine is one file here of the same shape. It is bundled by itself (measure/bundle.mjs), so it imports its library, its rules and
 * nothing else.
 * @typedef {object} Engine
 * @property {string} title
 * @property {string[]} packages  What it takes from the registry.
 * @property {'cel' | 'logic'} [language]  Takes other rules in this language (the measurements of growth need it).
 * @property {boolean} [structure]  Says "structure" of a form of the wrong structure.
 * @property {false} [rules]  Knows no rules.
 * @property {boolean} [asynchronous]  Answers by promises.
 * @property {boolean} [native]  A binary for this platform, which is not bundled.
 * @property {boolean} [floor]  Only a lower bound, not an engine.
 * @property {string[]} [files]  What its bundle reads, from this folder.
 * @property {string} [note]
 *
 * `create({ today, rules?, facts? })` gives a function for each way in which it can be called:
 *   object: form → { verdict, failing }    report: form → report    text: form's text → report's text    line: JSONL line → report's text
 *   lines: bytes of many JSONL lines → their reports' bytes, a line each
 */

/** The rows of the table: which engine, called in which way, over which forms. */
export const ROWS = [
  { engine: 'hand-written', mode: 'object', title: 'hand-written JavaScript, object to verdict' },
  { engine: 'hand-written', mode: 'report', title: 'hand-written JavaScript, object to report' },
  { engine: 'hand-written', mode: 'text', title: 'hand-written JavaScript, text to report text' },
  { engine: 'json-only', mode: 'text', title: 'JSON.parse and JSON.stringify alone' },
  { engine: 'yibao-precheck', mode: 'object', title: 'yibao-precheck, object to verdict' },
  { engine: 'yibao-precheck', mode: 'report', title: 'yibao-precheck, object to report' },
  { engine: 'yibao-precheck', mode: 'report', forms: 'three', title: 'yibao-precheck, object to report, three findings' },
  { engine: 'yibao-precheck', mode: 'text', title: 'yibao-precheck, text to report text' },
  { engine: 'yibao-precheck', mode: 'line', title: 'yibao-precheck, JSONL line to report text' },
  { engine: 'yibao-precheck', mode: 'lines', title: 'yibao-precheck, JSONL as the command line hands it over, 60 lines at a time' },
  { engine: 'yibao-precheck-run', mode: 'object', title: 'yibao-precheck/run, object to verdict' },
  { engine: 'json-logic-engine-compiled', mode: 'object' },
  { engine: 'json-logic-engine-interpreted', mode: 'object' },
  { engine: 'ajv', mode: 'object' },
  { engine: 'zod', mode: 'object' },
  { engine: 'marcbachmann-cel-js', mode: 'object' },
  { engine: 'json-logic-js', mode: 'object' },
  { engine: 'zen-wasm', mode: 'object' },
  { engine: 'zen-native', mode: 'object' },
  { engine: 'bufbuild-cel', mode: 'object' },
  { engine: 'json-rules-engine', mode: 'object' },
  { engine: 'cel-js', mode: 'object' },
  { engine: 'feelin', mode: 'object' },
];

/** What every time is a multiple of. */
export const YARDSTICK = ROWS.find(({ engine, mode }) => engine === 'hand-written' && mode === 'text');

export const ENGINES = [...new Set(ROWS.map(({ engine }) => engine))];

/** Measured for growth: ours and the three fastest engines that take rules as data. */
export const GROWING = ['yibao-precheck', 'json-logic-engine-compiled', 'json-logic-engine-interpreted', 'marcbachmann-cel-js'];
