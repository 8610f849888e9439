// The clauses behind a finding, requirement or step: the text of each and the document it stands in.

import type { LocalizedText } from '../../wasm/src/documents.js';
import type { Source } from './pack.js';
import { localise, type Strings } from './strings.js';

export interface ClauseView {
  id: string;
  text: string;
  /** The document, who issued it and when. */
  origin: string;
  /** An address that starts with http; '' where there is none. */
  url: string;
  /** An inference: the document does not say so in words. */
  derived: boolean;
}

export type ClauseIndex = Map<string, { text: LocalizedText; derived: boolean; source: Source }>;

export function indexClauses(sources: readonly Source[]): ClauseIndex {
  const index: ClauseIndex = new Map();
  for (const source of sources) for (const { id, text, derived = false } of source.clauses) index.set(id, { text, derived, source });
  return index;
}

export function clauseView(id: string, clauses: ClauseIndex, strings: Strings): ClauseView {
  const clause = clauses.get(id);
  if (!clause) return { id, text: strings.clauseUnknown, origin: '', url: '', derived: false };
  const { title, issuer, published_on, status, url = '' } = clause.source;
  const origin = [
    localise(title, strings.locale),
    localise(issuer, strings.locale),
    published_on && strings.day(published_on),
    status === 'secondary' && strings.secondary,
  ];
  return {
    id,
    text: localise(clause.text, strings.locale),
    origin: origin.filter(Boolean).join(' · '),
    url: /^https?:/.test(url) ? url : '',
    derived: clause.derived,
  };
}
