// The shipped packs with their cases and their mutants. Needs the built package.
import { join } from 'node:path';
import { resolvePacks } from 'yibao-precheck';
import { createCel } from 'yibao-precheck/cel';
import { familyOf, mutantsOf } from 'yibao-precheck/tools';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';

/** @param wanted `id` or `id@edition`; none: all. */
export async function mutatedPacks(wanted = []) {
  const files = readRuleFiles(join(root, 'rules'));
  const [packs, sources] = [files.packs, files.sources].map((texts) => texts.map(({ text }) => JSON.parse(text)));
  const resolved = await resolvePacks({ packs });
  const parse = await parser();
  return readCaseFiles()
    .filter(({ pack }) => wanted.length === 0 || wanted.some((name) => pack === name || pack.startsWith(`${name}@`)))
    .map((file) => {
      const place = packs.findIndex(({ id, edition }) => `${id}@${edition}` === file.pack);
      return { file, mutants: mutantsOf(packs[place], resolved[place], parse), family: familyOf(packs[place], packs, sources) };
    });
}

/** What mutantsOf reads expressions with. */
export async function parser() {
  const cel = await createCel();
  return (expression) => {
    const tree = cel.parse(expression);
    if (tree.errors) throw new Error(`${expression}: ${tree.errors[0].message}`);
    return tree;
  };
}
