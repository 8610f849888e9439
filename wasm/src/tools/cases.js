// Golden cases (*.cases.json) as requests. Plain JavaScript: build scripts and test runners read the shipped ones with it before anything is
// built.
import { join } from 'node:path';
import { namesBelow } from '../cli/rule-files.js';
import { readUtf8 } from '../cli/utf8.js';
import { EXPECTED_KEYS } from './expected.js';

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
    .map((name) => casesOf(name, () => JSON.parse(readUtf8(join(rules, name)))));
}

/**
 * @param {string} name
 * @param {() => any} read Gives the file's JSON.
 * @returns {CaseFile}
 * @throws {Error} where it is no file of cases; it names the file, and the case at fault
 */
export function casesOf(name, read) {
  try {
    const { pack, forms = {}, cases } = read() ?? {};
    if (typeof pack !== 'string') throw new Error('"pack" is missing: id@edition of the pack that the cases are of');
    if (!Array.isArray(cases)) throw new Error('"cases" is missing, a list of cases');
    const whole = cases.map((entry, index) => ({ ...checked(entry, index), form: wholeForm(entry, forms) }));
    const twice = whole.find(({ id }, index) => whole.findIndex((other) => other.id === id) < index);
    if (twice) throw new Error(`two cases have the id ${twice.id}`);
    return { name, pack, cases: whole };
  } catch (reason) {
    throw new Error(`${name}: ${/** @type {Error} */ (reason).message}`);
  }
}

const CASE_KEYS = ['id', 'title', 'sample', 'as_of', 'base', 'form', 'params', 'expected'];

/**
 * @param {any} entry
 * @param {number} index
 */
function checked(entry, index) {
  if (typeof entry?.id !== 'string') throw new Error(`case ${index + 1} of the list has no "id"`);
  refuseUnknown(entry, CASE_KEYS, `case ${entry.id}`);
  if (!isObject(entry.expected)) throw new Error(`case ${entry.id}: "expected" is missing, an object with "verdict" and "findings"`);
  refuseUnknown(entry.expected, EXPECTED_KEYS, `case ${entry.id}: "expected"`);
  const lacking = ['verdict', 'findings'].find((key) => !(key in entry.expected));
  if (lacking !== undefined) throw new Error(`case ${entry.id}: "expected" lacks "${lacking}", which every case states`);
  return entry;
}

/**
 * @param {object} object
 * @param {string[]} known
 * @param {string} what
 */
function refuseUnknown(object, known, what) {
  const wrong = Object.keys(object).find((key) => !known.includes(key));
  if (wrong !== undefined) throw new Error(`${what} has the unknown key "${wrong}"; there are ${known.join(', ')}`);
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
