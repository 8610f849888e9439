// All editions by area and topic.

import { byJurisdiction, type TopicOf } from '../jurisdictions.js';
import { localise } from '../strings.js';
import { compareAddress, rulesAddress } from './addresses.js';
import type { EditionEntry } from './edition.js';
import { rulesStringsFor } from './strings.js';

export interface EditionLine {
  key: string;
  address: string;
  title: string;
  edition: string;
  days: string;
  revision: string;
  /** What it is to others: a base, an overlay. */
  tags: string[];
  base: { label: string; address: string } | null;
  /** With the edition before it. */
  compare: { label: string; address: string } | null;
}

export interface TopicLines {
  id: string;
  title: string;
  editions: EditionLine[];
}

export interface Overview {
  areas: { code: string; name: string; anchor: string; topics: TopicLines[] }[];
}

export function describeOverview(entries: readonly EditionEntry[], locale: string): Overview {
  const topicOf = ({ id, entries: own }: TopicOf<EditionEntry>): TopicLines => {
    const editions = own.map((entry) => lineOf(entry, entries, locale));
    return { id, title: commonTitle(editions.map(({ title }) => title)) || id, editions };
  };
  return {
    areas: byJurisdiction(entries).map(({ jurisdiction: { code, name }, topics }, place) => ({ code, name: localise(name, locale), anchor: `area.${place + 1}`, topics: topics.map(topicOf) })),
  };
}

function lineOf(entry: EditionEntry, entries: readonly EditionEntry[], locale: string): EditionLine {
  const strings = rulesStringsFor(locale);
  const before = entries.filter(({ id, key }) => id === entry.id && key < entry.key).pop();
  const base = entries.find(({ key }) => key === entry.extends);
  return {
    key: entry.key,
    address: rulesAddress(entry.key),
    title: localise(entry.title, locale),
    edition: strings.edition(entry.edition, entry.effective),
    days: strings.effective(entry.effective),
    revision: entry.revision === undefined ? '' : `${strings.revision} ${entry.revision}`,
    tags: [entry.extends && strings.overlay, entries.some((other) => other.extends === entry.key) && strings.base].filter((tag): tag is string => Boolean(tag)),
    base: base ? { label: `${localise(base.title, locale)} · ${strings.edition(base.edition, base.effective)}`, address: rulesAddress(base.key) } : null,
    compare: before ? { label: strings.compareWith(strings.edition(before.edition, before.effective)), address: compareAddress(before.key, entry.key) } : null,
  };
}

/** What the titles of all editions begin with, up to where they tell their years; '' where that is next to nothing. */
function commonTitle([first, ...others]: string[]): string {
  let length = first.length;
  for (const title of others) while (!title.startsWith(first.slice(0, length))) length--;
  const common = length === first.length ? first : first.slice(0, length).replace(/[（(][^）)]*$/, '').trim();
  return common.length < 4 ? '' : common;
}
