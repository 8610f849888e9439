// Packs by whose rules they are, and by topic: as every list of packs shows them.

import type { Jurisdiction } from '../../wasm/src/documents.js';

export interface TopicOf<Entry> {
  id: string;
  /** Its editions, in the order given. */
  entries: Entry[];
}

export interface JurisdictionOf<Entry> {
  jurisdiction: Jurisdiction;
  topics: TopicOf<Entry>[];
}

/** In the order of the area codes: the whole country stands first. */
export function byJurisdiction<Entry extends { id: string; jurisdiction: Jurisdiction }>(packs: readonly Entry[]): JurisdictionOf<Entry>[] {
  const found = new Map<string, JurisdictionOf<Entry>>();
  for (const entry of packs) {
    const { id, jurisdiction } = entry;
    // Rules for any area share the country's code but not its name.
    const key = `${jurisdiction.code} ${jurisdiction.name['zh-CN']}`;
    const own = found.get(key) ?? { jurisdiction, topics: [] };
    found.set(key, own);
    const topic = own.topics.find((each) => each.id === id);
    if (topic) topic.entries.push(entry);
    else own.topics.push({ id, entries: [entry] });
  }
  return [...found.values()].sort(({ jurisdiction: { code: one } }, { jurisdiction: { code: other } }) => (one < other ? -1 : one > other ? 1 : 0));
}
