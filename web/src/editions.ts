// Topics by jurisdiction, each with its editions: what answers today comes first, and what an applicant is told of each.

import { byJurisdiction } from '../view-model/jurisdictions.js';
import { isInForce } from '../view-model/pack.js';
import type { Strings } from '../view-model/strings.js';
import type { PackEntry } from './library.js';

export type Standing = 'in_force' | 'undated' | 'upcoming' | 'ended';

export interface Edition {
  entry: PackEntry;
  standing: Standing;
}

export interface Topic {
  id: string;
  /** The edition to take today first. */
  editions: Edition[];
}

export interface Area {
  name: PackEntry['jurisdiction']['name'];
  topics: Topic[];
}

export function standingOn(day: string, { effective }: PackEntry): Standing {
  if (!effective || (effective.from === null && effective.until === null)) return 'undated';
  if (isInForce({ effective }, day)) return 'in_force';
  return effective.from !== null && day < effective.from ? 'upcoming' : 'ended';
}

const order: Standing[] = ['in_force', 'undated', 'upcoming', 'ended'];

export function editionsOf(packs: PackEntry[], id: string, day: string): Edition[] {
  const firstDay = ({ effective }: PackEntry) => (effective && effective.from) || '';
  return packs
    .filter((entry) => entry.id === id)
    .map((entry) => ({ entry, standing: standingOn(day, entry) }))
    .sort((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing) || (firstDay(one.entry) < firstDay(other.entry) ? 1 : -1));
}

export function areasOf(packs: PackEntry[], day: string): Area[] {
  return byJurisdiction(packs).map(({ jurisdiction, topics }) => ({
    name: jurisdiction.name,
    topics: topics.map(({ id, entries }) => ({ id, editions: editionsOf(entries, id, day) })),
  }));
}

/** "现行 · 2023年10月1日起施行": since when it holds tells an applicant more than what its edition is called. '' where nothing is known. */
export function editionLine({ entry: { effective }, standing }: Edition, strings: Strings): string {
  const from = (effective && effective.from) || '';
  const until = (effective && effective.until) || '';
  const states: Record<typeof standing, string[]> = {
    in_force: [strings.inForce, from && strings.since(from)],
    undated: [],
    upcoming: [strings.upcoming(from)],
    ended: [from && strings.since(from), strings.ended(until)],
  };
  return states[standing].filter((part) => part !== '').join(' · ');
}
