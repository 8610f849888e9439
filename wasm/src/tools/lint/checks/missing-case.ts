// A pack without cases; a rule or requirement that no case shows both ways, in its own pack or in one that inherits it.
import type { Report } from '../../../report.js';
import type { Check, Finding, JudgedCases, LintContext } from '../check.js';
import { declaredAt, entriesOf, type LintPack } from '../packs.js';

export const missingCase: Check = {
  id: 'lint.missing_case',
  level: 'warning',
  what: 'a pack without cases; a rule or requirement that no case shows both ways',
  find: ({ packs, cases }) => (cases ? [...packsWithout(packs, cases), ...entriesWithout(packs, cases)] : []),
};

function packsWithout(packs: LintContext['packs'], cases: JudgedCases[]): Finding[] {
  return packs
    .filter(({ name }) => !cases.some(({ pack, reports }) => pack === name && reports.length > 0))
    .map(({ name, chain }) => ({
      at: { document: chain[0] as LintPack['chain'][0], pointer: '/edition' },
      message: `no case shows what ${name} says`,
      help: 'Write <edition>.cases.json beside it: a form that passes and one that fails for every rule.',
    }));
}

/** What is to be seen in the reports of the cases, and how to tell. */
interface Shown {
  list: 'rules' | 'requirements';
  ways: [string, string];
  wayOf(id: string, report: Report): string | undefined;
  applies(entry: Record<string, unknown>): boolean;
}

const SHOWN: Shown[] = [
  {
    list: 'rules',
    ways: ['in which it makes a finding', 'in which it makes none'],
    wayOf(id, { findings, pending }) {
      if (findings.some(({ rule, unverified }) => rule === id && !unverified)) return this.ways[0];
      return [...findings, ...pending].some(({ rule }) => rule === id) ? undefined : this.ways[1];
    },
    applies: () => true,
  },
  {
    list: 'requirements',
    ways: ['in which it is met', 'in which it is missing'],
    wayOf(id, { requirements }) {
      const status = requirements.find((requirement) => requirement.id === id)?.status;
      return status === 'satisfied' ? this.ways[0] : status === 'missing' || status === 'alternative' ? this.ways[1] : undefined;
    },
    applies: (entry) => entry.satisfied !== undefined,
  },
];

function entriesWithout(packs: LintContext['packs'], cases: JudgedCases[]): Finding[] {
  const seen = new Map<string, Set<string>>();
  const first = new Map<string, { finding: Omit<Finding, 'message'>; id: string; shown: Shown }>();
  for (const pack of packs) {
    const reports = cases.filter((file) => file.pack === pack.name).flatMap((file) => file.reports);
    if (reports.length === 0) continue; // said of the pack as a whole
    for (const shown of SHOWN) {
      for (const { entry, pointer } of entriesOf(pack, shown.list)) {
        if (!shown.applies(entry)) continue;
        const id = entry.id as string;
        const at = declaredAt(pack, `${pointer}/id`);
        const key = `${at.document.name}\n${at.pointer}`;
        const ways = seen.get(key) ?? new Set();
        for (const report of reports) ways.add(shown.wayOf(id, report) ?? '');
        seen.set(key, ways);
        first.set(key, { finding: { at, help: 'Add such a form to the cases beside the pack.' }, id, shown });
      }
    }
  }
  return [...first].flatMap(([key, { finding, id, shown }]) => {
    const missing = shown.ways.filter((way) => !(seen.get(key) as Set<string>).has(way));
    return missing.length === 0 ? [] : [{ ...finding, message: `no case shows "${id}": there is none ${missing.join(', and none ')}` }];
  });
}
