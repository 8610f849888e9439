// One clause behind a finding, requirement or step: its text and the document it stands in.

import type { ClauseView, Strings } from '../view-model/index.js';
import { element } from './dom.js';

export function drawClause({ id, text, origin, url }: ClauseView, strings: Strings): HTMLElement {
  // Only a link the reader chooses to follow leaves the page, and it takes nothing along.
  const link = url !== '' && element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, strings.sourceLink);
  return element(
    'li',
    {},
    element('p', {}, element('strong', {}, id), ' ', text),
    origin !== '' && element('p', { class: 'origin' }, origin, ' ', link),
  );
}
