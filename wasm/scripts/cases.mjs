// The golden cases beside the rule packs, as requests: what `npm start` shows and every test runner checks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesBelow } from '../src/cli/rule-files.js';
import { root } from './root.mjs';

/** Every *.cases.json: its name below the rules folder, its pack (`id@edition`) and its cases with their whole form. */
export function readCaseFiles(rules = join(root, 'rules')) {
  return namesBelow(rules)
    .filter((name) => name.endsWith('.cases.json'))
    .map((name) => {
      const { pack, forms = {}, cases } = JSON.parse(readFileSync(join(rules, name), 'utf8'));
      return { name, pack, cases: cases.map((entry) => ({ ...entry, form: wholeForm(entry, forms) })) };
    });
}

/** A case as one JSONL request. */
export function requestOf(pack, { id, as_of, form, params }) {
  return JSON.stringify({ id, pack, as_of, form, params });
}

/** RFC 7396: null deletes, objects merge, anything else replaces. */
export function mergePatch(target, patch) {
  if (!isObject(patch)) return patch;
  const result = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

function wholeForm({ id, base, form }, forms) {
  if (base === undefined) return form;
  if (!(base in forms)) throw new Error(`case ${id}: no form is named ${base}`);
  return form === undefined ? forms[base] : mergePatch(forms[base], form);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
