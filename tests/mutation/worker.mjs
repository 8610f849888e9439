// A share of the mutants of each pack, in a thread of its own: those whose place modulo `threads` is `index`.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createPrecheck, resolvePacks } from 'yibao-precheck';
import { createCel } from 'yibao-precheck/cel';
import { checkMutants, familyOf, mutantsOf } from 'yibao-precheck/tools';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';

const { wanted, index, threads } = workerData;
const files = readRuleFiles(join(root, 'rules'));
const [packs, sources] = [files.packs, files.sources].map((texts) => texts.map(({ text }) => JSON.parse(text)));
const resolved = await resolvePacks({ packs });
const cel = await createCel();

function parse(expression) {
  const tree = cel.parse(expression);
  if (tree.errors) throw new Error(`${expression}: ${tree.errors[0].message}`);
  return tree;
}

const results = [];
for (const file of readCaseFiles()) {
  if (wanted.length > 0 && !wanted.some((name) => file.pack === name || file.pack.startsWith(`${name}@`))) continue;
  const place = packs.findIndex(({ id, edition }) => `${id}@${edition}` === file.pack);
  const mutants = mutantsOf(packs[place], resolved[place], parse).map((mutant, number) => ({ ...mutant, place: number }));
  const checked = [];
  for await (const { mutant, outcome, by } of checkMutants(createPrecheck, mutants.filter((mutant) => mutant.place % threads === index), familyOf(packs[place], packs, sources), file)) {
    checked.push({ place: mutant.place, name: mutant.name, pointer: mutant.pointer, outcome, by });
  }
  results.push({ pack: file.pack, mutants: checked });
}
parentPort.postMessage(results);
