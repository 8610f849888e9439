// Ours, as npm ships it: the built package and its wasm.
import { createPrecheck } from '../../../../dist/node.js';
import { FACTS } from '../workload/facts.mjs';
import { packOf, SOURCE } from '../workload/pack.mjs';
import { CEL_RULES } from '../workload/rules.cel.mjs';
import { callsOf } from './yibao-precheck-calls.mjs';

export const engine = {
  title: 'yibao-precheck',
  packages: [],
  language: 'cel',
  structure: true,
  files: ['../../../../dist/precheck.wasm'],
};

export async function create({ today, rules = CEL_RULES, facts = FACTS }) {
  const precheck = await createPrecheck({ packs: [packOf(rules, facts)], sources: [SOURCE] });
  return callsOf(precheck, today);
}
