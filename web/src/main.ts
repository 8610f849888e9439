// Hands over to the page. On the page of one pack, its form is what the address means.

import { PrecheckCheck } from './check.js';
import { defineElements } from './elements.js';
import { openLibrary } from './library.js';
import { carriedPack } from './load/carried.js';
import { keepOffline } from './load/offline.js';
import { PrecheckPage } from './page.js';
import { applyPreferences, readPreferences } from './preferences.js';
import { checkAddress } from './routes.js';
import { keepScroll } from './scroll.js';
import { heedOnce } from './twice.js';

const carried = carriedPack();
if (carried) history.replaceState(null, '', `./${location.search}${location.hash || checkAddress(carried.key)}`);
const base = new URL(document.baseURI);
base.hash = '';
const library = openLibrary(base, carried);
applyPreferences(readPreferences());
defineElements();
customElements.define('precheck-check', PrecheckCheck);
customElements.define('precheck-page', PrecheckPage);

const page = new PrecheckPage();
page.library = library;
heedOnce(page);
keepScroll();
const root = document.getElementById('app')!;
root.textContent = '';
root.append(page);
void library.settled.then(() =>
  keepOffline(base, () => {
    page.outdated = true;
  }),
);
