// test --watch: runs all cases once, then after each change those that it concerns.
import { once } from 'node:events';
import { watch } from 'chokidar';
import { type NamedText, parsed, readCases } from './case-files.js';
import type { Context } from './context.js';
import { describe } from './failure.js';
import { readRuleFiles } from './rule-files.js';
import { rulesFolder } from './rules-folder.js';

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

interface Snapshot {
  cases: NamedText[];
  packs: NamedText[];
  sources: NamedText[];
}

/** Resolves never: the user ends it. */
export async function watchCases(wanted: string[], rules: string | undefined, run: (files: NamedText[]) => Promise<void>, { complain }: Context): Promise<void> {
  let before: Snapshot = { cases: [], packs: [], sources: [] };
  let [running, again] = [false, false];
  const settle = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      try {
        const now = snapshot(wanted, rules);
        const files = concerned(before, now);
        if (files.length > 0) await run(files);
        before = now;
      } catch (reason) {
        // A file is often broken while it is edited. What was right last time is compared with the next change.
        complain(describe(reason));
      }
    }
    running = false;
  };
  let timer: NodeJS.Timeout | undefined;
  const folders = [rulesFolder(rules), ...readCases(wanted, rules).map(({ path }) => path)];
  const watcher = watch(folders, { ignoreInitial: true }).on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
  });
  await once(watcher, 'ready');
  await settle();
  complain('Watching for changes; end with Ctrl+C.');
  await new Promise((_, reject) => watcher.on('error', reject));
}

function snapshot(wanted: string[], rules: string | undefined): Snapshot {
  const { packs, sources } = readRuleFiles(rulesFolder(rules));
  const named = ({ name, text }: { name: string; text: string }) => ({ path: name, text });
  return { cases: readCases(wanted, rules), packs: packs.map(named), sources: sources.map(named) };
}

/** The files of cases that changed, or whose pack did, or a base or source of it. */
function concerned(before: Snapshot, now: Snapshot): NamedText[] {
  const changed = (kind: keyof Snapshot) => {
    const old = new Map(before[kind].map(({ path, text }) => [path, text]));
    return now[kind].filter(({ path, text }) => old.get(path) !== text);
  };
  const sources = new Set(changed('sources').map(({ text }) => JSON.parse(text).id));
  const edited = new Set(changed('packs').map(({ path }) => path));
  const packs = now.packs.map(({ path, text }) => ({ path, ...JSON.parse(text) }));
  const concernedPacks = new Set<string>();
  // Bases before those that extend them, however deep: as often as something new is found.
  for (let size = -1; size !== concernedPacks.size; ) {
    size = concernedPacks.size;
    for (const pack of packs) {
      const here = edited.has(pack.path) || concernedPacks.has(pack.extends) || (pack.sources ?? []).some((id: string) => sources.has(id));
      if (here) concernedPacks.add(`${pack.id}@${pack.edition}`);
    }
  }
  const ownChange = new Set(changed('cases').map(({ path }) => path));
  return now.cases.filter((file) => ownChange.has(file.path) || concernedPacks.has(parsed(file).pack));
}
