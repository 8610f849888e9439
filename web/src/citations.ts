// The clauses behind a finding, requirement or step: folded, with the text of each and the document it stands in.

import type { LocalizedText } from '../../wasm/src/index.js';
import { element } from './dom.js';
import type { Source } from './pack.js';
import { localise, type Strings } from './strings.js';

interface Clause {
  text: LocalizedText;
  source: Source;
}

export type ClauseIndex = Map<string, Clause>;

export function indexClauses(sources: Source[]): ClauseIndex {
  const index: ClauseIndex = new Map();
  for (const source of sources) for (const { id, text } of source.clauses) index.set(id, { text, source });
  return index;
}

export function drawClause(id: string, clauses: ClauseIndex, strings: Strings): HTMLElement {
  const clause = clauses.get(id);
  if (!clause) return element('li', {}, element('strong', {}, id), ' ', strings.clauseUnknown);
  const { source } = clause;
  const origin = [
    localise(source.title, strings.locale),
    localise(source.issuer, strings.locale),
    source.published_on,
    source.status === 'secondary' && strings.secondary,
  ].filter(Boolean);
  return element(
    'li',
    {},
    element('p', {}, element('strong', {}, id), ' ', localise(clause.text, strings.locale)),
    element('p', { class: 'origin' }, origin.join(' · '), ' ', drawLink(source, strings)),
  );
}

/** Only a link the reader chooses to follow leaves the page, and it takes nothing along. */
function drawLink(source: Source, strings: Strings): HTMLElement | null {
  if (source.url === undefined || !/^https?:/.test(source.url)) return null;
  return element('a', { href: source.url, target: '_blank', rel: 'noopener noreferrer' }, strings.sourceLink);
}
