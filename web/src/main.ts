// Loads the rules and the checker, then hands over to the page. What fails here is told in words, never a blank page.

import { createPrecheck } from '../../wasm/src/index.js';
import { allStrings, defaultLocale, type Locale } from '../view-model/strings.js';
import { element, replaceChildren } from './dom.js';
import { startPage } from './page.js';
import type { RulesFile } from './rules-file.js';

const root = document.getElementById('app')!;
const locale: Locale = navigator.language.startsWith('zh') ? defaultLocale : 'en';

async function loadRules(): Promise<RulesFile> {
  const response = await fetch(new URL('rules.json', document.baseURI).href);
  if (!response.ok) throw new Error(`rules.json: ${response.status} ${response.statusText}`);
  return response.json();
}

async function start(): Promise<void> {
  const rules = await loadRules();
  const wasm = new URL('precheck.wasm', document.baseURI);
  startPage(root, rules, await createPrecheck({ packs: rules.packs, sources: rules.sources, wasm }), locale);
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
