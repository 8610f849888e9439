// The files of a rules folder. Plain JavaScript: the build scripts read the shipped rules with it before anything is built.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readUtf8 } from './utf8.js';

/** @typedef {{ name: string, text: string }} RuleFile  `name`: the path below the rules folder, with slashes */

// What lies in a rules folder besides packs, sources, cases and schemas.
const OTHER_FILES = ['uncovered.json'];

/**
 * Rule packs and source documents below `folder`.
 * @param {string} folder
 * @returns {{ packs: RuleFile[], sources: RuleFile[] }}
 */
export function readRuleFiles(folder) {
  return ruleFilesAmong(namesBelow(folder), (name) => readUtf8(join(folder, name)));
}

/**
 * Of the names below a rules folder: `sources/*.json` are sources, every other .json file is a pack that is neither cases nor schema nor the
 * list of clauses that no pack covers.
 * @param {string[]} names
 * @param {(name: string) => string} textOf
 * @returns {{ packs: RuleFile[], sources: RuleFile[] }}
 */
export function ruleFilesAmong(names, textOf) {
  const rules = names.filter((name) => name.endsWith('.json') && !name.endsWith('.cases.json') && !name.startsWith('schema/') && !OTHER_FILES.includes(name));
  const read = (/** @type {string} */ name) => ({ name, text: textOf(name) });
  return {
    packs: rules.filter((name) => !name.startsWith('sources/')).map(read),
    sources: rules.filter((name) => name.startsWith('sources/')).map(read),
  };
}

/**
 * Every file below `folder`, in code-unit order, so that machines with other locales agree.
 * @param {string} folder
 * @returns {string[]}
 */
export function namesBelow(folder, prefix = '') {
  const names = [];
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) names.push(...namesBelow(folder, `${name}/`));
    else names.push(name);
  }
  return names.sort();
}
