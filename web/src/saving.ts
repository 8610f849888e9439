// A finished check on paper, as JSON or as a picture.

import { html, nothing, type TemplateResult } from 'lit';
import { localise, packKey, withoutSensitive, type Pack, type ReportView, type Standing, type Strings } from '../view-model/index.js';

export interface Saving {
  strings: Strings;
  pack: Pack;
  /** There is a result to save. */
  judged: boolean;
  standing: () => Standing | null;
  view: () => ReportView | null;
  /** Address of the picture that is shown; '' for none, null where it could not be made. */
  picture: string | null;
  onPicture: (picture: string | null) => void;
  onClear: () => void;
}

export function drawSaving(saving: Saving): TemplateResult {
  const { strings, pack, judged, picture, onPicture, onClear } = saving;
  return html`<section class="saving" aria-labelledby="saving-title">
    <h3 id="saving-title">${strings.save}</h3>
    <p class="note">${strings.savedNames}</p>
    <div class="buttons">
      <button type="button" id="print" @click=${() => window.print()}>${strings.print}</button>
      <button type="button" id="save-picture" ?disabled=${!judged} @click=${() => savePicture(saving)}>${strings.savePicture}</button>
      <button type="button" id="save-json" ?disabled=${!judged} @click=${() => saveJson(saving)}>${strings.saveJson}</button>
    </div>
    ${picture === null ? html`<p role="alert">${strings.pictureNotMade}</p>` : nothing}
    ${!picture
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
  try {
    const { drawPicture } = await import('./picture.js'); // nobody needs it before
    onPicture(drawPicture(shown, localise(pack.title, strings.locale), strings.separator));
  } catch (reason) {
    console.warn(reason);
    onPicture(null);
  }
}
