// How this device wants the page: language, appearance, large text.

import { allStrings, defaultLocale, type Locale } from '../view-model/strings.js';
import { keep, readKept } from './storage.js';

export type Theme = 'auto' | 'light' | 'dark';

export interface Preferences {
  locale: Locale;
  theme: Theme;
  elder: boolean;
}

export function readPreferences(): Preferences {
  const { locale, theme, elder } = (readKept('preferences') || {}) as Partial<Preferences>;
  const spoken: Locale = navigator.language.startsWith('zh') ? defaultLocale : 'en';
  return {
    locale: locale && locale in allStrings ? locale : spoken,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    elder: elder === true,
  };
}

export function keepPreferences(preferences: Preferences): void {
  keep('preferences', preferences);
}

/** The colours follow the system, unless one of them is chosen. */
export function applyPreferences({ locale, theme, elder }: Preferences): void {
  const root = document.documentElement;
  root.lang = locale;
  root.classList.toggle('elder', elder);
  for (const each of ['light', 'dark']) root.classList.toggle(each, theme === each);
}
