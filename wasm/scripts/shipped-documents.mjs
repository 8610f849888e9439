// The rules folder as it is shipped: packs with their bases merged in, in the order of their files, and the sources.
import { join } from 'node:path';
import { readRuleFiles } from '../src/cli/rule-files.js';
import { root } from './root.mjs';

export async function shippedDocuments() {
  const { resolvePacks } = await import('../../dist/node.js'); // not before it is built
  const { packs, sources } = readRuleFiles(join(root, 'rules'));
  const names = { packs: packs.map((file) => file.name) };
  return {
    packs: await resolvePacks({ packs: packs.map((file) => file.text), names }),
    sources: sources.map((file) => JSON.parse(file.text)),
  };
}
