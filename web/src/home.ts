// The home page: the topics by jurisdiction.

import { html, nothing, type TemplateResult } from 'lit';
import { rulesIndexAddress } from '../view-model/rules/addresses.js';
import { localise, type Strings } from '../view-model/strings.js';
import { areasOf, editionLine, type Edition, type Topic } from './editions.js';
import type { PackEntry } from './library.js';
import { checkAddress } from './routes.js';
import { today } from './today.js';

/** What has been done to all that this device keeps. */
export interface Clearing {
  done: 'allCleared' | 'putBack' | null;
  undo: (() => void) | null;
}

export const notCleared: Clearing = { done: null, undo: null };

export interface Home {
  strings: Strings;
  packs: PackEntry[];
  /** Keys of the packs with a form that was begun. */
  begun: string[];
  notice: string;
  clearing: Clearing;
  onClearAll: () => void;
}

export function drawHome({ strings, packs, begun, notice, clearing, onClearAll }: Home): TemplateResult {
  const words = (text: PackEntry['title']) => localise(text, strings.locale);
  return html`<main class="home">
    <h1 tabindex="-1">${strings.pageTitle}</h1>
    <p>${strings.intro}</p>
    <p class="note">${strings.privacy}</p>
    ${notice === '' ? nothing : html`<p role="alert">${notice}</p>`}
    <h2>${strings.topics}</h2>
    ${areasOf(packs, today()).map(
      ({ name, topics }) =>
        html`<section class="area">
          <h3>${words(name)}</h3>
          <ul>
            ${topics.map((topic) => html`<li>${drawTopic(topic, strings, begun)}</li>`)}
          </ul>
        </section>`,
    )}
    <p><a class="rules-link" href=${rulesIndexAddress}>${strings.rules}</a></p>
    <p role="status">${clearing.done ? strings[clearing.done] : ''}</p>
    <p class="buttons">
      ${clearing.undo ? html`<button type="button" id="undo-clear" @click=${clearing.undo}>${strings.undo}</button>` : nothing}
      ${begun.length > 0 ? html`<button type="button" id="clear-all" @click=${onClearAll}>${strings.clearAll}</button>` : nothing}
    </p>
  </main>`;
}

function drawTopic({ editions }: Topic, strings: Strings, begun: string[]): TemplateResult {
  const [first, ...others] = editions;
  const titleOf = ({ entry }: Edition) => localise(entry.title, strings.locale);
  const link = (edition: Edition, kind: string, title: string) => {
    const tag = begun.includes(edition.entry.key) ? html`<span class="tag begun">${strings.kept}</span>` : nothing;
    return drawEditionLink(edition, kind, title, strings, tag);
  };
  return html`${link(first, '', titleOf(first))}
    ${others.length > 0
      ? html`<details ?open=${others.some(({ entry }) => begun.includes(entry.key))}>
          <summary>${strings.editions}</summary>
          ${others.map((each) => link(each, 'other', titleOf(each) === titleOf(first) ? '' : titleOf(each)))}
        </details>`
      : nothing}`;
}

export function drawEditionLink(edition: Edition, kind: string, title: string, strings: Strings, tag: unknown = nothing): TemplateResult {
  return html`<a class="topic ${kind}" href=${checkAddress(edition.entry.key)}>
    ${title === '' ? nothing : html`<strong>${title}</strong>`} <span class="edition">${editionLine(edition, strings) || (title === '' ? strings.undated : '')}</span>
    ${tag}
  </a>`;
}
