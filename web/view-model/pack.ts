// The parts of rule packs and sources that a renderer needs (rules/schema/ has the whole formats).

import type { FactSchema, LocalizedText, PackDocument, SourceDocument } from '../../wasm/src/documents.js';
import type { JsonObject } from './pointer.js';

export type Fact = FactSchema;

export interface Pack extends PackDocument {
  title: LocalizedText;
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
