// The golden cases beside the shipped rule packs: what `npm start` shows and every test runner checks.
import { join } from 'node:path';
import { readCaseFilesBelow } from '../src/tools/cases.js';
import { root } from './root.mjs';

/** Every *.cases.json: its name below the rules folder, its pack (`id@edition`) and its cases with their whole form. */
export function readCaseFiles() {
  return readCaseFilesBelow(join(root, 'rules'));
}
