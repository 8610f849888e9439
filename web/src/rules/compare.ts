// Two editions side by side on a wide screen, one above the other on a phone.

import { html, nothing, type TemplateResult } from 'lit';
import { rulesIndexAddress } from '../../view-model/rules/addresses.js';
import type { ChangedSection, ChangeView, CompareView, FieldView, SideView } from '../../view-model/rules/compare.js';
import type { RulesStrings } from '../../view-model/rules/strings.js';
import { drawReferences, drawSayings, drawWords, isItsName } from './parts.js';

export function drawCompare({ a, b, move, summary, sections }: CompareView, strings: RulesStrings): TemplateResult {
  return html`
    <p class="way"><a href=${rulesIndexAddress}>${strings.indexLink}</a></p>
    <h1 id="rules-title" tabindex="-1">${strings.compareTitle}</h1>
    <div class="card">
      <div class="sides">${drawSide(a, strings.before, strings)}${drawSide(b, strings.after, strings)}</div>
      <p>${summary}</p>
      ${move ? html`<p>${move}</p>` : nothing}
      <p class="note">${strings.structureOnly}</p>
    </div>
    ${sections.map((section) => drawSection(section, strings, [a.edition, b.edition]))}
  `;
}

function drawSide({ key, title, edition, days, address }: CompareView['a'], side: string, strings: RulesStrings): TemplateResult {
  return html`<div>
    <p class="label">${side}</p>
    <p><a href=${address}>${title} · ${edition}</a></p>
    <p class="detail">${strings.inForce}${strings.colon}${days}</p>
    <p class="names"><code>${key}</code></p>
  </div>`;
}

function drawSection({ part, title, changes, unchanged }: ChangedSection, strings: RulesStrings, editions: [string, string]): TemplateResult {
  return html`<section class="card" aria-labelledby="part.${part}" data-part=${part}>
    <h2 id="part.${part}">${title}</h2>
    ${changes.map((change) => drawChange(change, strings, editions))}
    ${unchanged.items.length > 0
      ? html`<details class="unchanged">
          <summary>${unchanged.label}</summary>
          <ul>${unchanged.items.map((item) => html`<li>${drawReferences([item], strings)}</li>`)}</ul>
        </details>`
      : nothing}
  </section>`;
}

function drawChange({ kind, sign, word, name, title, tags, fields, reads, links }: ChangeView, strings: RulesStrings, editions: [string, string]): TemplateResult {
  return html`<article class="entry change" data-change=${kind} data-name=${name}>
    <h3><span class="severity change-${kind}"><span class="icon" aria-hidden="true">${sign}</span>${word}</span> ${drawWords(title)}</h3>
    <p class="names">${tags.map((tag) => html`<span class="tag">${tag}</span> `)}${name && !isItsName(title, name) ? html`<code>${name}</code> ` : nothing}${drawReferences(links, strings)}</p>
    ${reads.length > 0 ? html`<p class="detail"><span class="label">${strings.readsChanged}${strings.colon}</span>${reads.join(strings.separator)}</p>` : nothing}
    ${fields.map((field) => drawField(field, strings, editions))}
  </article>`;
}

function drawField({ key, label, code, before, after, note }: FieldView, strings: RulesStrings, [a, b]: [string, string]): TemplateResult {
  return html`<div class="field-change" data-field=${key}>
    <h4>${label}${note ? html` <span class="note">${note}</span>` : nothing}</h4>
    <div class="sides">
      <div class="was"><span class="label">${a}${strings.colon}</span>${drawValue(before, code, strings)}</div>
      <div class="is"><span class="label">${b}${strings.colon}</span>${drawValue(after, code, strings)}</div>
    </div>
  </div>`;
}

function drawValue({ words, saying }: SideView, code: boolean, strings: RulesStrings): TemplateResult | (TemplateResult | string)[] {
  if (words.length === 0) return html`<span class="note">${strings.noValue}</span>`;
  if (!code) return drawWords(words);
  const written = html`<code>${drawWords(words)}</code>`;
  if (!saying) return written;
  return html`${drawWords(saying.words)}${drawSayings(saying.below)}<details class="expressions"><summary>${strings.expression}</summary>${written}</details>`;
}
