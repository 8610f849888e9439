// All packs by area and topic, each with its editions.

import { html, nothing, type TemplateResult } from 'lit';
import type { EditionLine, Overview } from '../../view-model/rules/overview.js';
import type { RulesStrings } from '../../view-model/rules/strings.js';

export function drawOverview({ areas }: Overview, strings: RulesStrings): TemplateResult {
  return html`
    <h1 id="rules-title" tabindex="-1">${strings.title}</h1>
    <p>${strings.intro}</p>
    ${areas.map(
      ({ name, anchor, topics }) => html`<section class="card" aria-labelledby=${anchor}>
        <h2 id=${anchor}>${name}</h2>
        ${topics.map(
          ({ id, title, editions }) => html`
            <h3>${title}</h3>
            <p class="names"><code>${id}</code></p>
            <ul class="plain editions">${editions.map((line) => drawLine(line, strings))}</ul>
          `,
        )}
      </section>`,
    )}
  `;
}

function drawLine({ key, address, title, edition, days, revision, tags, base, compare }: EditionLine, strings: RulesStrings): TemplateResult {
  return html`<li data-key=${key}>
    <a class="target" href=${address}>${title} · ${edition}</a>
    <p class="detail">${strings.inForce}${strings.colon}${days}${revision ? html` · ${revision}` : nothing} ${tags.map((tag) => html`<span class="tag">${tag}</span> `)}</p>
    ${base ? html`<p class="detail"><span class="label">${strings.overlayOf}${strings.colon}</span><a href=${base.address}>${base.label}</a></p>` : nothing}
    ${compare ? html`<p class="detail"><a class="target" href=${compare.address}>${compare.label}</a></p>` : nothing}
  </li>`;
}
