// Golden cases (*.cases.json) as requests. Plain JavaScript: build scripts and test runners read the shipped ones with it before anything is
// built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesBelow } from '../cli/rule-files.js';

/**
 * One case with its whole form.
 * @typedef {{ id: string, title: string, as_of: string, form: any, params?: any, sample?: true | { 'zh-CN': string, en?: string }, expected: import('./expected.js').Expected }} Case
 * @typedef {{ name: string, pack: string, cases: Case[] }} CaseFile  `name`: as it was given; `pack`: `id@edition`
 */

/**
 * Every *.cases.json below a rules folder, by its name there.
 * @param {string} rules
 * @returns {CaseFile[]}
 */
export function readCaseFilesBelow(rules) {
  return namesBelow(rules)
    .filter((name) => name.endsWith('.cases.json'))
    .map((name) => parseCases(name, readFileSync(join(rules, name), 'utf8')));
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {CaseFile}
 */
export function parseCases(name, text) {
  try {
    const { pack, forms = {}, cases } = JSON.parse(text);
    return { name, pack, cases: cases.map((/** @type {any} */ entry) => ({ ...entry, form: wholeForm(entry, forms) })) };
  } catch (reason) {
    throw new Error(`${name}: ${/** @type {Error} */ (reason).message}`);
  }
}

/**
 * A case as one JSONL request.
 * @param {string} pack
 * @param {Pick<Case, 'id' | 'as_of' | 'form' | 'params'>} entry
 */
export function requestOf(pack, { id, as_of, form, params }) {
  return JSON.stringify({ id, pack, as_of, form, params });
}

/**
 * RFC 7396: null deletes, objects merge, anything else replaces.
 * @param {any} target
 * @param {any} patch
 * @returns {any}
 */
export function mergePatch(target, patch) {
  if (!isObject(patch)) return patch;
  const result = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/**
 * @param {{ id: string, base?: string, form?: any }} entry
 * @param {Record<string, any>} forms
 */
function wholeForm({ id, base, form }, forms) {
  if (base === undefined) return form;
  if (!(base in forms)) throw new Error(`case ${id}: no form is named ${base}`);
  return form === undefined ? forms[base] : mergePatch(forms[base], form);
}

/** @param {any} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
