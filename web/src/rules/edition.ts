// One edition: what it is, a table of contents, every entry with its citations, and the documents.

import { html, nothing, type TemplateResult } from 'lit';
import { rulesAddress, rulesIndexAddress } from '../../view-model/rules/addresses.js';
import type { EditionView } from '../../view-model/rules/edition.js';
import { drawClause, drawDetail, drawItem, drawNote, drawSource, type Speech } from './parts.js';

export interface EditionActions {
  onUnfold: (open: boolean) => void;
  onPrint: () => void;
}

export function drawEdition(view: EditionView, speech: Speech, { onUnfold, onPrint }: EditionActions): TemplateResult {
  const strings = speech.rules;
  const { key, title, details, note, sections, sources, links } = view;
  const contents = [
    ...sections.map(({ part, title, items }) => ({ anchor: `part.${part}`, title, count: items.length, entries: items.map(({ anchor, title }) => ({ anchor, title: title.map(({ text }) => text).join('') })) })),
    { anchor: 'part.sources', title: strings.sources, count: sources.length, entries: sources.map(({ anchor, title }) => ({ anchor, title })) },
  ];
  return html`
    <p class="way"><a href=${rulesIndexAddress}>${strings.indexLink}</a></p>
    <h1 id="rules-title" tabindex="-1">${title}</h1>
    <div class="card">
      ${details.map((detail) => drawDetail(detail, strings))}
      ${drawNote(note, speech)}
      ${links.length > 0 ? html`<ul class="plain" aria-label=${strings.compareHeading}>${links.map(({ address, label }) => html`<li><a class="target" href=${address}>${label}</a></li>`)}</ul>` : nothing}
      <p class="buttons screen-only">
        <button type="button" @click=${() => onUnfold(true)}>${strings.showAll}</button>
        <button type="button" @click=${() => onUnfold(false)}>${strings.hideAll}</button>
        <button type="button" @click=${onPrint}>${strings.print}</button>
      </p>
    </div>
    <nav class="card contents" id="contents" aria-labelledby="contents-title" tabindex="-1">
      <h2 id="contents-title">${strings.contents}</h2>
      <ol>${contents.map(
        ({ anchor, title, count, entries }) => html`<li>
          <a class="target" href=${rulesAddress(key, anchor)}>${title} (${count})</a>
          <details class="entries-of">
            <summary>${strings.entriesOf(title)}</summary>
            <ul class="plain">${entries.map((entry) => html`<li><a class="target" href=${rulesAddress(key, entry.anchor)}>${entry.title}</a></li>`)}</ul>
          </details>
        </li>`,
      )}</ol>
    </nav>
    ${sections.map(
      ({ part, title, note, items }) => html`<section class="card" aria-labelledby="part.${part}">
        <h2 id="part.${part}" tabindex="-1">${title}</h2>
        ${note ? html`<p class="note">${note}</p>` : nothing} ${items.map((item) => drawItem(item, speech))} ${drawBack(key, strings)}
      </section>`,
    )}
    <section class="card" aria-labelledby="part.sources">
      <h2 id="part.sources" tabindex="-1">${strings.sources}</h2>
      ${sources.map(
        ({ anchor, id, title, origin, url, clauses }) => html`<article class="entry" id=${anchor} tabindex="-1">
          <h3>${title}</h3>
          <p class="names"><code>${id}</code></p>
          <p class="origin">${origin} ${drawSource(url, speech.form)}</p>
          <details>
            <summary>${strings.clauses(clauses.length)}</summary>
            <ul class="clauses">${clauses.map((clause) => drawClause({ ...clause, origin: '' }, speech, `clause.${clause.id}`))}</ul>
          </details>
        </article>`,
      )}
      ${drawBack(key, strings)}
    </section>
  `;
}

function drawBack(key: string, strings: Speech['rules']): TemplateResult {
  return html`<p class="screen-only"><a class="target" href=${rulesAddress(key, 'contents')}>${strings.backToContents}</a></p>`;
}
