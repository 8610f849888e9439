// The built package, as its users import it, with the shipped rules.
import { join } from 'node:path';
import { createPrecheck } from 'yibao-precheck';
import { root } from '../../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../../wasm/src/cli/rule-files.js';

/** An engine over rules/, by text, as the command line makes it. */
export function createShippedEngine() {
  const { packs, sources } = readRuleFiles(join(root, 'rules'));
  return createPrecheck({ packs: packs.map((file) => file.text), sources: sources.map((file) => file.text) });
}
