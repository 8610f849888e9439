// What is checked and how: the language, the service, the day, and the examples to start from.

import { allStrings, localeNames, localise, type Locale, type Strings } from '../view-model/strings.js';
import { element, replaceChildren } from './dom.js';
import type { PackEntry, Sample } from './library.js';

export interface SettingsOptions {
  strings: Strings;
  packs: PackEntry[];
  /** The key of the one that is open. */
  pack: string;
  samples: Sample[];
  /** The id of the example last loaded; '' for none. */
  sample: string;
  /** `YYYY-MM-DD`, or '' when the date control is empty. */
  day: string;
  onLocale: (locale: Locale) => void;
  onPack: (key: string) => void;
  onDay: (day: string) => void;
  onSample: (sample: Sample) => void;
  onClear: () => void;
}

/** Draws into `section`. The control that has the focus keeps it through the redraw that it has caused. */
export function drawSettings(section: HTMLElement, options: SettingsOptions): void {
  const { strings } = options;
  const focused = section.contains(document.activeElement) ? document.activeElement!.id : '';
  replaceChildren(
    section,
    element('h2', { id: 'settings-title' }, strings.settings),
    drawLanguage(options),
    drawTopic(options),
    drawDay(options),
    ...drawSamples(options),
  );
  if (focused !== '') document.getElementById(focused)?.focus();
}

function labelled(label: string, control: HTMLElement): HTMLElement {
  return element('div', { class: 'field' }, element('label', { for: control.id }, label), control);
}

function drawLanguage({ strings, onLocale }: SettingsOptions): HTMLElement {
  const locales = Object.keys(allStrings) as Locale[];
  const select = element(
    'select',
    { id: 'language' },
    ...locales.map((locale) => element('option', { value: locale, lang: locale }, localeNames[locale])),
  );
  select.value = strings.locale;
  select.addEventListener('change', () => onLocale(select.value as Locale));
  return labelled(strings.language, select);
}

function drawTopic({ strings, packs, pack, onPack }: SettingsOptions): HTMLElement {
  const titleOf = (each: PackEntry) => `${localise(each.title, strings.locale)} · ${strings.edition(each.edition)}`;
  const select = element(
    'select',
    { id: 'topic' },
    ...packs.map((each) => element('option', { value: each.key }, titleOf(each))),
  );
  select.value = pack;
  select.addEventListener('change', () => onPack(select.value));
  return labelled(strings.topic, select);
}

function drawDay({ strings, day, onDay }: SettingsOptions): HTMLElement {
  const input = element('input', { id: 'as-of', type: 'date', required: true });
  input.value = day;
  input.addEventListener('input', () => onDay(input.value));
  return labelled(strings.asOf, input);
}

/** Loading takes a button: merely walking through the list by keyboard must not replace what has been typed. */
function drawSamples({ strings, samples, sample: loaded, onSample, onClear }: SettingsOptions): HTMLElement[] {
  const select = element(
    'select',
    { id: 'sample' },
    element('option', { value: '' }, strings.chooseExample),
    ...samples.map((sample) => element('option', { value: sample.id, lang: 'en' }, sample.title)),
  );
  select.value = loaded;
  const load = element('button', { type: 'button', id: 'load-sample' }, strings.loadExample);
  const clear = element('button', { type: 'button', id: 'clear' }, strings.clearForm);
  load.addEventListener('click', () => {
    const sample = samples[select.selectedIndex - 1] as Sample | undefined;
    if (sample) onSample(sample);
    else select.focus();
  });
  clear.addEventListener('click', onClear);
  return [labelled(strings.example, select), element('div', { class: 'buttons' }, load, clear)];
}
