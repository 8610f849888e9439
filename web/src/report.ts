// Draws a report from its view.

import type { Entry, Line, Link, ReportView, Section, Strings, VerdictView } from '../view-model/index.js';
import { drawClause } from './citations.js';
import { element, type Child } from './dom.js';
import { drawNotice } from './field-messages.js';

export interface ReportContext {
  strings: Strings;
  /** Keys of the folded parts that the reader has opened; a new report leaves them open. */
  opened: Set<string>;
  /** Leads the reader to the field of a pointer. */
  onFollow: (pointer: string) => void;
}

export function drawReport({ verdict, sections }: ReportView, context: ReportContext): Child[] {
  return [drawVerdict(verdict), ...sections.map((section) => drawSection(section, context))];
}

export function drawSign(sign: string): HTMLElement {
  return element('span', { class: 'icon', 'aria-hidden': 'true' }, sign);
}

function drawVerdict({ kind, sign, word, text, notes }: VerdictView): HTMLElement {
  return element(
    'div',
    { class: `verdict ${kind}` },
    element('p', { class: 'word' }, drawSign(sign), word),
    element('p', {}, text),
    ...notes.map((note) => element('p', { class: 'note' }, note)),
  );
}

function drawSection(section: Section, context: ReportContext): HTMLElement {
  const { name, title, note, ordered, folded, entries } = section;
  const items = entries.map((entry) => element('li', {}, ...drawEntry(entry, name, context)));
  const list = element(ordered ? 'ol' : 'ul', { class: 'entries' }, ...items);
  if (folded) return drawFolded(name, title, context, note !== '' && element('p', {}, note), list);
  return element('section', { id: `report-${name}` }, element('h3', {}, title), list);
}

function drawEntry(entry: Entry, name: Section['name'], context: ReportContext): Child[] {
  const lines = entry.lines.map((line) => drawLine(line, context));
  const cites =
    entry.clauses.length > 0 &&
    drawFolded(
      `${name} ${entry.key}`,
      entry.cites,
      context,
      element('ul', { class: 'clauses' }, ...entry.clauses.map((clause) => drawClause(clause, context.strings))),
    );
  return [...(name === 'findings' ? [drawNotice(entry, []), ...lines] : [drawHead(entry), ...lines]), cites];
}

function drawHead({ kind, word, title, text, tag }: Entry): Child {
  const parts = [
    word !== '' && element('span', { class: `status ${kind}` }, word),
    title !== '' && element('strong', {}, title),
    text,
    tag !== '' && element('span', { class: 'tag' }, tag),
  ].filter((part) => part !== false && part !== '');
  return parts.length > 0 && element('p', {}, ...spaced(parts, ' '));
}

function drawLine({ label, text, links }: Line, context: ReportContext): HTMLElement {
  const drawn = spaced(links.map((link) => drawLink(link, context)), context.strings.separator);
  return element('p', { class: 'where' }, label, text !== '' && ` ${text} `, ...drawn);
}

function drawLink({ pointer, label }: Link, { onFollow }: ReportContext): HTMLElement {
  const link = element('a', { href: '#field', 'data-path': pointer }, label);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onFollow(pointer);
  });
  return link;
}

function spaced(parts: Child[], between: string): Child[] {
  return parts.reduce<Child[]>((all, part) => (all.length > 0 ? [...all, between, part] : [part]), []);
}

function drawFolded(key: string, summary: string, { opened }: ReportContext, ...children: Child[]): HTMLElement {
  const details = element('details', { open: opened.has(key) }, element('summary', {}, summary), ...children);
  details.addEventListener('toggle', () => (details.open ? opened.add(key) : opened.delete(key)));
  return details;
}
