// test --coverage: what the cases that were run do not reach.
import { createColors } from 'picocolors';
import { resolvePacks } from '../node.js';
import type { Precheck } from '../precheck.js';
import { caseCoverage, type PackCoverage, shareCovered } from '../tools/case-coverage.js';
import type { CaseFile } from '../tools/cases.js';
import { isMeant } from '../tools/test-packs.js';
import type { Context } from './context.js';
import { percentCovered, renderCoverage } from './render-coverage.js';
import { readDocuments } from './rules-folder.js';

/** Standard error may be a file while standard output is a terminal. */
const PLAIN = createColors(false);

export async function coverageOf(engine: Precheck, files: CaseFile[], { rules, filter }: { rules?: string; filter?: RegExp }): Promise<PackCoverage[]> {
  const packs = await resolvePacks(readDocuments(rules));
  return files.flatMap((file) => {
    const resolved = packs.find(({ id, edition }) => `${id}@${edition}` === file.pack);
    const cases = file.cases.filter((entry) => isMeant(entry, filter));
    return resolved && cases.length > 0 ? [caseCoverage(engine, { ...file, cases }, resolved)] : [];
  });
}

/** Adds a finding for each pack that has less than `least` percent. */
export async function showCoverage(coverage: PackCoverage[], format: string, least: number, { write, complain, colours, status }: Context): Promise<void> {
  if (format === 'json') await write(`${JSON.stringify({ coverage }, null, 2)}\n`);
  else if (format === 'jsonl') await write(`${JSON.stringify({ coverage })}\n`);
  else if (format === 'text') await write(`\n${renderCoverage(coverage, colours)}`);
  else complain(renderCoverage(coverage, PLAIN).trimEnd());
  for (const pack of coverage.filter((one) => shareCovered(one) * 100 < least)) {
    complain(`${pack.pack}: ${percentCovered(pack)} of the parts of conditions are covered, of ${least} % that are wanted`);
    status.addFinding();
  }
}
