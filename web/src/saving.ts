// A finished check on paper, as JSON or as a picture.

import { html, nothing, type TemplateResult } from 'lit';
import { localise, packKey, withoutSensitive, type Pack, type ReportView, type Standing, type Strings } from '../view-model/index.js';

export interface Saving {
  strings: Strings;
  pack: Pack;
  standing: () => Standing | null;
  view: () => ReportView | null;
  /** Address of the picture that is shown; '' for none. */
  picture: string;
  onPicture: (picture: string) => void;
  onClear: () => void;
}

export function drawSaving(saving: Saving): TemplateResult {
  const { strings, pack, picture, onPicture, onClear } = saving;
  return html`<section class="saving" aria-labelledby="saving-title">
    <h3 id="saving-title">${strings.save}</h3>
    <p class="note">${strings.savedNames}</p>
    <div class="buttons">
      <button type="button" id="print" @click=${printAll}>${strings.print}</button>
      <button type="button" id="save-picture" @click=${() => savePicture(saving)}>${strings.savePicture}</button>
      <button type="button" id="save-json" @click=${() => saveJson(saving)}>${strings.saveJson}</button>
    </div>
    ${picture === ''
      ? nothing
      : html`<figure class="picture">
          <p role="status">${strings.pictureHint}</p>
          <img src=${picture} alt=${strings.report} />
          <p class="buttons">
            <a class="button" href=${picture} download="${fileName(pack)}.png">${strings.download}</a>
            <button type="button" @click=${() => onPicture('')}>${strings.closePicture}</button>
          </p>
        </figure>`}
    <p><button type="button" id="clear" @click=${onClear}>${strings.clearForm}</button></p>
  </section>`;
}

function fileName(pack: Pack): string {
  return `precheck-${packKey(pack).replace(/[^\w.-]+/g, '-')}`;
}

/** On paper nobody can unfold anything: the clauses are printed with what they stand for. */
function printAll(): void {
  const folded = [...document.querySelectorAll<HTMLDetailsElement>('precheck-report details:not([open])')];
  for (const details of folded) details.open = true;
  window.print();
  for (const details of folded) details.open = false;
}

/** Files are sent on: without what tells who somebody is. */
function saveJson({ pack, standing }: Saving): void {
  const now = standing();
  if (!now) return;
  const text = JSON.stringify({ pack: packKey(pack), form: withoutSensitive(pack.facts, now.form), report: now.report }, undefined, 2);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName(pack)}.json`;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

async function savePicture({ view, pack, strings, onPicture }: Saving): Promise<void> {
  const shown = view();
  if (!shown) return;
  const { drawPicture } = await import('./picture.js'); // nobody needs it before
  onPicture(drawPicture(shown, localise(pack.title, strings.locale), strings.separator));
}
