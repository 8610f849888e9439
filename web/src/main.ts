// Loads the index of packs, then hands over to the page. What fails here is told in words, never a blank page.

import { render } from 'lit';
import { allStrings } from '../view-model/strings.js';
import { PrecheckCheck } from './check.js';
import { defineElements } from './elements.js';
import { drawFailure } from './form.js';
import { openLibrary } from './library.js';
import { PrecheckPage } from './page.js';
import { applyPreferences, readPreferences } from './preferences.js';

const root = document.getElementById('app')!;
const preferences = readPreferences();
applyPreferences(preferences);
defineElements();
customElements.define('precheck-check', PrecheckCheck);
customElements.define('precheck-page', PrecheckPage);

openLibrary(new URL(document.baseURI)).then(
  (library) => {
    const page = new PrecheckPage();
    page.library = library;
    root.textContent = '';
    root.append(page);
  },
  (reason: unknown) => {
    const strings = allStrings[preferences.locale];
    root.textContent = '';
    render(drawFailure(strings.cannotLoad, strings.cannotLoadText, reason, strings), root);
  },
);
