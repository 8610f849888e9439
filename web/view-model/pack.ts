// The parts of rule packs and sources that a renderer needs (rules/schema/ has the whole formats).

import type { Effective, FactSchema, Jurisdiction, LocalizedText, PackDocument, SourceDocument } from '../../wasm/src/documents.js';
import type { JsonObject } from './pointer.js';
import { localise } from './strings.js';

export type Fact = FactSchema;

export interface Pack extends PackDocument {
  title: LocalizedText;
  jurisdiction?: Jurisdiction;
  effective?: Effective | null;
  facts: Fact;
  time_zone?: string;
  requirements?: { id: string; title: LocalizedText }[];
  resolved?: { sources: Source[] };
}

export interface Source extends SourceDocument {
  url?: string;
  status?: string;
}

/** Institutions by code, for forms that hold codes only. */
export type Directory = Record<string, JsonObject>;

export function packKey(pack: { id: string; edition: string }): string {
  return `${pack.id}@${pack.edition}`;
}

/** Where no day is said it is in force on all of them. `day`: 2024-07-03. */
export function isInForce({ effective }: Pick<Pack, 'effective'>, day: string): boolean {
  const { from = null, until = null } = effective || {};
  return (from === null || from <= day) && (until === null || day < until);
}

/** "杭州市 · 异地就医备案": a topic in words, with its area where the title does not say it. */
export function topicName({ title, jurisdiction }: Pick<Pack, 'title' | 'jurisdiction'>, locale: string): string {
  const words = localise(title, locale);
  const area = localise(jurisdiction && jurisdiction.name, locale);
  return words.includes(area) ? words : `${area} · ${words}`;
}
