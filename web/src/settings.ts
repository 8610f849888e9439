// What a check is made by: the day, the edition, an example to start from. Applicants hardly need it, and whoever looks at the rules does.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { localise, type Strings } from '../view-model/index.js';
import { rulesAddress } from '../view-model/rules/addresses.js';
import type { Edition } from './editions.js';
import { drawEditionLink } from './home.js';
import type { Sample } from './library.js';

export interface Settings {
  strings: Strings;
  /** Of the pack whose form this is. */
  key: string;
  /** '' where none is chosen. */
  day: string;
  editions: Edition[];
  samples: Sample[];
  /** The id of the example that the form started from; '' for none. */
  sample: string;
  onDay: (day: string) => void;
  onSample: (sample: Sample) => void;
}

export function drawSettings(settings: Settings): TemplateResult {
  const { strings, key, day, editions, onDay } = settings;
  const titleOf = (wanted: string) => editions.filter(({ entry }) => entry.key === wanted).map(({ entry }) => localise(entry.title, strings.locale))[0];
  const others = editions.filter(({ entry }) => entry.key !== key);
  return html`<details class="settings">
    <summary>${strings.checkSettings}</summary>
    <div class="fields">
      <div class="field">
        <label for="as-of">${strings.asOf}</label>
        <input
          id="as-of"
          type="date"
          required
          aria-describedby="as-of-day"
          .value=${live(day)}
          @input=${(event: Event) => onDay((event.target as HTMLInputElement).value)}
        />
        <p class="help" id="as-of-day">${day === '' ? '' : strings.day(day)}</p>
      </div>
      ${others.length > 0
        ? html`<div class="field">
            <p class="editions-title" id="editions">${strings.editions}</p>
            <ul class="editions" aria-labelledby="editions">
              ${others.map((each) => html`<li>${drawEditionLink(each, 'other', titleOf(each.entry.key) === titleOf(key) ? '' : titleOf(each.entry.key), strings)}</li>`)}
            </ul>
          </div>`
        : nothing}
      ${drawSamples(settings)}
      <p><a class="rules-link" href=${rulesAddress(key)}>${strings.theseRules}</a></p>
    </div>
  </details>`;
}

/** Loading takes a button: merely walking through the list by keyboard must not replace what has been typed. */
function drawSamples({ strings, samples, sample, onSample }: Settings): TemplateResult {
  const load = (event: Event) => {
    const select = (event.target as Element).closest('details')!.querySelector<HTMLSelectElement>('#sample')!;
    const chosen = samples[select.selectedIndex - 1] as Sample | undefined;
    if (chosen) onSample(chosen);
    else select.focus();
  };
  return html`<div class="field">
      <label for="sample">${strings.example}</label>
      <select id="sample">
        <option value="" .selected=${sample === ''}>${strings.chooseExample}</option>
        ${samples.map(({ id, title }) => html`<option value=${id} .selected=${id === sample}>${localise(title, strings.locale)}</option>`)}
      </select>
    </div>
    <div class="buttons">
      <button type="button" id="load-sample" @click=${load}>${strings.loadExample}</button>
    </div>`;
}
