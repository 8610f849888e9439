// Loads the index of packs, then hands over to the page. What fails here is told in words, never a blank page.

import { render } from 'lit';
import { allStrings } from '../view-model/strings.js';
import { PrecheckCheck } from './check.js';
import { defineElements } from './elements.js';
import { drawFailure } from './form.js';
import { openLibrary, type Library } from './library.js';
import { keepOffline } from './load/offline.js';
import { PrecheckPage } from './page.js';
import { applyPreferences, readPreferences } from './preferences.js';

const root = document.getElementById('app')!;
const base = new URL(document.baseURI);
base.hash = '';
const preferences = readPreferences();
applyPreferences(preferences);
defineElements();
customElements.define('precheck-check', PrecheckCheck);
customElements.define('precheck-page', PrecheckPage);

function start(library: Library): void {
  const page = new PrecheckPage();
  page.library = library;
  root.textContent = '';
  root.append(page);
  keepOffline(base, () => {
    page.outdated = true;
  });
}

openLibrary(base).then(start, (reason: unknown) => {
  const strings = allStrings[preferences.locale];
  root.textContent = '';
  render(drawFailure(strings.cannotLoad, strings.cannotLoadText, reason, strings), root);
});
