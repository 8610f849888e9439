// tests/golden/<jurisdiction>.<topic>.<edition>.jsonl: the exact report of every golden case, one a line, with the case's id.
import { join } from 'node:path';
import { root } from '../../../wasm/scripts/root.mjs';
import { requestOf } from '../../../wasm/src/tools/cases.js';

export const goldenFolder = join(root, 'tests/golden');

/** `a/b@2023` -> `a.b.2023.jsonl` */
export function goldenName(pack) {
  return `${pack.replace(/[/@]/g, '.')}.jsonl`;
}

/** The report lines of a case file, as the engine gives them now. */
export function goldenText(engine, { pack, cases }) {
  return cases.map((entry) => `${engine.checkLine(requestOf(pack, entry))}\n`).join('');
}
