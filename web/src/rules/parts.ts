// What the pages about the rules draw alike: words with their inserted values, citations, folded expressions.

import { html, nothing, type TemplateResult } from 'lit';
import { stringsFor, type ClauseView, type Strings } from '../../view-model/index.js';
import type { Detail, Item, Reference } from '../../view-model/rules/edition.js';
import { rulesStringsFor, type RulesStrings } from '../../view-model/rules/strings.js';
import type { Saying } from '../../view-model/rules/sayings.js';
import type { Words } from '../../view-model/rules/words.js';

/** The words of both: of the page about the rules and of the forms. */
export interface Speech {
  rules: RulesStrings;
  form: Strings;
}

export function speechFor(locale: string): Speech {
  return { rules: rulesStringsFor(locale), form: stringsFor(locale) };
}

export function drawWords(words: Words): (TemplateResult | string)[] {
  return words.map(({ kind, text, address }) => {
    if (kind === 'link') return html`<a href=${address}>${text}</a>`;
    if (kind === 'value') return html`<b class="value">${text}</b>`;
    return kind === 'open' ? html`<span class="open-value">〔${text}〕</span>` : text;
  });
}

export function drawReferences(references: Reference[], strings: RulesStrings): (TemplateResult | string)[] {
  return references.map(({ label, address }, index) => {
    const separator = index > 0 ? strings.separator : '';
    return html`${separator}${address ? html`<a href=${address}>${label}</a>` : label}`;
  });
}

export function drawDetail({ label, words, references, below = [] }: Detail, strings: RulesStrings): TemplateResult {
  const line = html`<p class="detail">${label ? html`<span class="label">${label}${strings.colon}</span>` : nothing}${drawWords(words)}${drawReferences(references, strings)}</p>`;
  return html`${line}${drawSayings(below)}`;
}

export function drawSayings(sayings: Saying[]): TemplateResult | typeof nothing {
  return sayings.length > 0 ? html`<ul class="sayings">${sayings.map(({ words, below }) => html`<li>${drawWords(words)}${drawSayings(below)}</li>`)}</ul>` : nothing;
}

export function drawClause({ id, text, origin, url, derived }: ClauseView, { form, rules }: Speech, anchor = ''): TemplateResult {
  return html`<li id=${anchor || nothing} tabindex=${anchor ? -1 : nothing}>
    <p><strong>${id}</strong> ${text}</p>
    ${derived ? html`<p class="note">${rules.derived}</p>` : nothing}
    ${origin ? html`<p class="origin">${origin} ${drawSource(url, form)}</p>` : nothing}
  </li>`;
}

/** Only a link that the reader chooses to follow leaves the page, and it takes nothing along. */
export function drawSource(url: string, form: Strings): TemplateResult | typeof nothing {
  return url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${form.sourceLink}</a>` : nothing;
}

function drawCitations(clauses: ClauseView[], speech: Speech): TemplateResult | typeof nothing {
  if (clauses.length === 0) return nothing;
  return html`<details class="citations">
    <summary>${speech.rules.cites} ${clauses.map(({ id }) => id).join(' ')}</summary>
    <ul class="clauses">${clauses.map((clause) => drawClause(clause, speech))}</ul>
  </details>`;
}

function drawExpressions({ expressions, uses }: Item, strings: RulesStrings): TemplateResult | typeof nothing {
  if (expressions.length === 0) return nothing;
  return html`<details class="expressions">
    <summary>${uses.length > 0 ? strings.expressionAndUses : strings.expression}</summary>
    <dl>${expressions.map(({ label, text }) => html`<dt>${label}</dt><dd><code>${text}</code></dd>`)}</dl>
    ${uses.map((detail) => drawDetail(detail, strings))}
  </details>`;
}

/** Authors write their notes in one language, and do not say in which: in another than the page's they are said to be theirs. */
export function drawNote(note: string, { rules, form }: Speech): TemplateResult | typeof nothing {
  if (!note) return nothing;
  const language = /[\u4e00-\u9fff]/.test(note) ? 'zh-CN' : 'en';
  const label = language === form.locale ? rules.note : rules.authorsNote;
  return html`<p class="note"><span class="label">${label}${rules.colon}</span><span lang=${language}>${note}</span></p>`;
}

/** What has no title is called by its name, which then need not stand below once more. */
export function isItsName(title: Words, name: string): boolean {
  return title.length === 1 && title[0].text === name;
}

/** One entry of an edition. */
export function drawItem(item: Item, speech: Speech): TemplateResult {
  const { anchor, kind, sign, word, title, tags, name, details, choices, note, clauses } = item;
  const strings = speech.rules;
  return html`<article class="entry" id=${anchor} tabindex="-1">
    <h3>${sign ? html`<span class="severity ${kind}"><span class="icon" aria-hidden="true">${sign}</span>${word}</span> ` : nothing}${drawWords(title)}</h3>
    <p class="names">${tags.map((tag) => html`<span class="tag">${tag}</span> `)}${isItsName(title, name) ? nothing : html`<code>${name}</code>`}</p>
    ${details.map((detail) => drawDetail(detail, strings))}
    ${choices.length > 0
      ? html`<ul class="choices" aria-label=${strings.choices}>${choices.map(
          ({ title, code, help }) => html`<li>${title}${title === code ? nothing : html` <code>${code}</code>`}${help ? html`<span class="note">${strings.colon}${help}</span>` : nothing}</li>`,
        )}</ul>`
      : nothing}
    ${drawNote(note, speech)}
    ${drawCitations(clauses, speech)} ${drawExpressions(item, strings)}
  </article>`;
}
