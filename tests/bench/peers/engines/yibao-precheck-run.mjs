// Ours, as a page would have it: the small engine, and the pack compiled at build time (measure/bundle.mjs).
import { createPrecheck } from '../../../../dist/run-node.js';
import compiled from '../build/yibao-compiled.mjs';
import { callsOf } from './yibao-precheck-calls.mjs';

export const engine = {
  title: 'yibao-precheck/run',
  packages: [],
  structure: true,
  files: ['../../../../dist/precheck-run.wasm'],
  note: 'pack compiled at build time',
};

export async function create({ today }) {
  return callsOf(await createPrecheck({ packs: [compiled] }), today);
}
