// Which mutants of a pack its golden cases tell from it.
import type { PackDocument, SourceDocument } from '../documents.js';
import type { createPrecheck as CreatePrecheck } from '../node.js';
import type { Report } from '../report.js';
import { type Case, type CaseFile, requestOf } from './cases.js';
import { differences } from './expected.js';
import type { Mutant } from './mutate.js';

export interface MutantResult {
  mutant: Mutant;
  /** `refused`: it does not load, so that its author would hear of it at once. */
  outcome: 'refused' | 'killed' | 'survived';
  /** The id of the case that is not as expected any more. */
  by?: string;
}

export interface PackFamily {
  /** The packs that it is built on, however deep. */
  bases: PackDocument[];
  /** What they and it cite. */
  sources: SourceDocument[];
}

/** What a pack needs beside it, out of all documents. */
export function familyOf(document: PackDocument, packs: readonly PackDocument[], sources: readonly SourceDocument[]): PackFamily {
  const bases: PackDocument[] = [];
  for (let base = document.extends; base !== undefined; ) {
    const found = packs.find(({ id, edition }) => `${id}@${edition}` === base);
    if (!found) throw new Error(`the base ${base} is not among the packs`);
    bases.push(found);
    base = found.extends;
  }
  const cited = [document, ...bases].flatMap((pack) => (pack.sources ?? []) as string[]);
  return { bases, sources: sources.filter(({ id }) => cited.includes(id)) };
}

/** Loads each mutant into an engine of its own and runs the cases until one differs. */
export async function* checkMutants(createPrecheck: typeof CreatePrecheck, mutants: Iterable<Mutant>, { bases, sources }: PackFamily, { pack, cases }: CaseFile): AsyncGenerator<MutantResult> {
  // Neighbouring mutants fall to the same case: the last that killed one comes first.
  const order = [...cases];
  for (const mutant of mutants) {
    let engine;
    try {
      engine = await createPrecheck({ packs: [mutant.document, ...bases], sources });
    } catch (reason) {
      // By name: each entry of the package has a class PackError of its own.
      if ((reason as Error).name !== 'PackError') throw reason;
      yield { mutant, outcome: 'refused' };
      continue;
    }
    const killer = order.findIndex((entry) => differs(entry, JSON.parse(engine.checkLine(requestOf(pack, entry)))));
    engine.dispose();
    const [by] = killer < 0 ? [] : order.splice(killer, 1);
    if (by) order.unshift(by);
    yield by ? { mutant, outcome: 'killed', by: by.id } : { mutant, outcome: 'survived' };
  }
}

function differs({ expected }: Case, answer: Report | { error: unknown }): boolean {
  return 'error' in answer || differences(expected, answer).length > 0;
}
