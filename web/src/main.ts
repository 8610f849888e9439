// Opens the library and its first pack, then hands over to the page. What fails here is told in words, never a blank page.

import { allStrings, defaultLocale, type Locale, type Strings } from '../view-model/strings.js';
import { element, replaceChildren } from './dom.js';
import { openLibrary } from './library.js';
import { keepOffline } from './load/offline.js';
import { startPage } from './page.js';

const root = document.getElementById('app')!;
const locale: Locale = navigator.language.startsWith('zh') ? defaultLocale : 'en';

async function start(): Promise<void> {
  const base = new URL(document.baseURI);
  const library = await openLibrary(base);
  const [first, directory] = await Promise.all([library.open(library.packs[0].key), library.directory()]);
  startPage(root, library, first, directory, locale);
  keepOffline(base, () => showUpdate(allStrings[locale]));
}

function showUpdate(strings: Strings): void {
  const reload = element('button', { type: 'button' }, strings.reload);
  reload.addEventListener('click', () => location.reload());
  root.prepend(element('p', { class: 'note update', role: 'status' }, strings.updated, ' ', reload));
}

start().catch((reason: unknown) => {
  const strings = allStrings[locale];
  document.documentElement.lang = locale;
  replaceChildren(
    root,
    element('h1', {}, strings.pageTitle),
    element(
      'div',
      { class: 'verdict fail', role: 'alert' },
      element('p', { class: 'word' }, strings.cannotLoad),
      element('p', {}, strings.cannotLoadText),
      element('details', {}, element('summary', {}, strings.technical), element('pre', {}, String(reason))),
    ),
  );
});
