// The page: what is chosen and typed, and the one way round: an edit, a check, a new report.

import { PrecheckError, type Report } from '../../wasm/src/run-index.js';
import {
  added, changed, describeForm, describeReport, fieldsOf, indexClauses, packKey, parentPointer, removed, type Directory, type FieldView, type JsonObject, type Pack, type Source,
} from '../view-model/index.js';
import { allStrings, type Locale, type Strings } from '../view-model/strings.js';
import { createAnnouncer } from './announcer.js';
import { element, replaceChildren } from './dom.js';
import { placeMessages } from './field-messages.js';
import { drawForm, goTo, type DrawnForm } from './form.js';
import type { Library, OpenPack } from './library.js';
import { drawReport, drawSign } from './report.js';
import { drawSettings } from './settings.js';

/** What is typed for one pack. It is kept while another pack is looked at, and only in memory. */
interface Draft {
  form: JsonObject;
  /** A day, or an instant that an example brought along. */
  asOf: string;
  params: JsonObject | undefined;
  /** The id of the example that it started from; '' for none. */
  sample: string;
}

export function startPage(root: HTMLElement, library: Library, first: OpenPack, directory: Directory, firstLocale: Locale): void {
  const drafts = new Map<string, Draft>();
  const opened = new Set<string>();

  let strings: Strings = allStrings[firstLocale];
  let { pack, samples, precheck } = first;
  let drawn: DrawnForm;
  /** The text of the report that is shown, so that an edit that changes nothing redraws nothing. */
  let shownText: string | undefined;

  const skipLinks = element('nav', { class: 'skip' });
  const header = element('header', {});
  const settings = element('section', { class: 'settings', 'aria-labelledby': 'settings-title' });
  const formTitle = element('h2', { id: 'form-title' });
  const formHolder = element('div', {});
  const verdictBar = element('a', { class: 'verdict-bar', href: '#report' });
  const formSection = element(
    'section',
    { class: 'form', 'aria-labelledby': formTitle.id },
    formTitle,
    formHolder,
    verdictBar,
  );
  const reportTitle = element('h2', { id: 'report-title' });
  const reportBody = element('div', {});
  const report = element(
    'section',
    { id: 'report', tabindex: 0, class: 'report', 'aria-labelledby': reportTitle.id },
    reportTitle,
    reportBody,
  );
  const status = element('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  const announcer = createAnnouncer(status);

  verdictBar.addEventListener('click', (event) => {
    event.preventDefault();
    report.focus({ preventScroll: true });
    report.scrollIntoView();
  });

  function draft(): Draft {
    const key = packKey(pack);
    if (!drafts.has(key)) drafts.set(key, { form: {}, asOf: today(pack), params: undefined, sample: '' });
    return drafts.get(key)!;
  }

  /** Until it is there, nothing can be typed that would be lost. */
  async function openPack(key: string): Promise<void> {
    for (const control of Array.from(settings.querySelectorAll<HTMLInputElement>('input, button, select:not(#topic)'))) control.disabled = true;
    replaceChildren(formHolder);
    replaceChildren(reportBody);
    try {
      const chosen = await library.open(key);
      if (settings.querySelector<HTMLSelectElement>('#topic')!.value !== key) return; // another was chosen meanwhile
      ({ pack, samples, precheck } = chosen);
    } catch (reason) {
      showProblem(strings.cannotLoad, reason);
      return;
    }
    opened.clear();
    drawAll();
  }

  /** Everything whose words depend on the language or the pack; the report follows. */
  function drawAll(): void {
    document.documentElement.lang = strings.locale;
    document.title = strings.pageTitle;
    replaceChildren(
      skipLinks,
      element('a', { href: '#form-title' }, strings.skipToForm),
      element('a', { href: '#report' }, strings.skipToReport),
    );
    replaceChildren(
      header,
      element('h1', {}, strings.pageTitle),
      element('p', {}, strings.intro),
      element('p', { class: 'note' }, strings.privacy),
    );
    drawSettings(settings, {
      strings,
      packs: library.packs,
      pack: packKey(pack),
      samples,
      sample: draft().sample,
      day: draft().asOf.slice(0, 10),
      onLocale(locale) {
        strings = allStrings[locale];
        drawAll();
      },
      onPack: (key) => void openPack(key),
      onDay(day) {
        draft().asOf = day;
        check();
      },
      onSample(sample) {
        const form = JSON.parse(JSON.stringify(sample.form)) as JsonObject;
        drafts.set(packKey(pack), { form, asOf: sample.as_of, params: sample.params, sample: sample.id });
        drawAll();
        announcer.notice(strings.exampleLoaded(sample.title));
      },
      onClear() {
        drafts.set(packKey(pack), { form: {}, asOf: draft().asOf, params: undefined, sample: '' });
        drawAll();
        announcer.notice(strings.formCleared);
      },
    });
    formTitle.textContent = strings.form;
    reportTitle.textContent = strings.report;
    drawn = drawForm({
      root: viewOf(),
      strings,
      directory,
      onChange(pointer, raw) {
        draft().form = changed(pack.facts, draft().form, pointer, raw);
        check();
      },
      onAdd(pointer) {
        draft().form = added(draft().form, pointer);
        return listAt(pointer);
      },
      onRemove(pointer) {
        draft().form = removed(draft().form, pointer);
        return listAt(parentPointer(pointer));
      },
      onRedrawn: check,
      announce: announcer.notice,
    });
    replaceChildren(formHolder, drawn.root);
    shownText = undefined;
    check();
  }

  function viewOf(report?: Report): FieldView {
    return describeForm({ pack, form: draft().form, report, locale: strings.locale }).root;
  }

  function listAt(wanted: string): FieldView {
    return fieldsOf(viewOf()).find(({ pointer }) => pointer === wanted)!;
  }

  function check(): void {
    const { form, asOf, params } = draft();
    if (asOf === '') {
      showProblem(strings.chooseDate);
      return;
    }
    let text: string;
    try {
      text = precheck.checkText(packKey(pack), form, { asOf, locale: strings.locale, params, directory: directoryFor(draft()) });
    } catch (reason) {
      showProblem(strings.cannotCheck, reason);
      return;
    }
    show(text);
  }

  /** An example's institutions are its own: in a form that began as one, nothing is looked up before it holds a code of the directory. */
  function directoryFor({ form, sample }: Draft): Directory | undefined {
    if (sample === '') return directory;
    const text = JSON.stringify(form);
    return Object.keys(directory).some((code) => text.includes(JSON.stringify(code))) ? directory : undefined;
  }

  function show(text: string): void {
    // A redrawn list has lost its messages, so they are placed again even when the report is the same.
    const current = JSON.parse(text) as Report;
    placeMessages(drawn.fields, viewOf(current));
    if (text === shownText) return;
    shownText = text;
    const onFollow = (pointer: string) => goTo(drawn.fields.get(pointer)!);
    const clauses = indexClauses((pack.resolved as { sources: Source[] }).sources);
    const view = describeReport({ pack, form: draft().form, report: current, clauses, locale: strings.locale });
    replaceChildren(reportBody, ...drawReport(view, { strings, opened, onFollow }));
    const { kind, sign, line } = view.verdict;
    verdictBar.className = `verdict-bar ${kind}`;
    replaceChildren(
      verdictBar,
      drawSign(sign),
      element('span', {}, line),
      element('span', { class: 'see' }, strings.seeReport),
    );
    announcer.verdict(line);
  }

  /** There is no report: the day is missing, or the check could not be made. */
  function showProblem(words: string, reason?: unknown): void {
    shownText = undefined;
    placeMessages(drawn.fields, viewOf());
    const detail = reason instanceof PrecheckError ? `${reason.code}: ${reason.message}` : String(reason ?? '');
    replaceChildren(
      reportBody,
      element(
        'div',
        { class: 'verdict fail' },
        element('p', { class: 'word' }, words),
        detail !== '' && element('p', {}, detail),
      ),
    );
    verdictBar.className = 'verdict-bar fail';
    replaceChildren(verdictBar, words);
    announcer.verdict(words);
  }

  replaceChildren(
    root,
    skipLinks,
    header,
    element('main', {}, settings, formSection, report),
    status,
  );
  drawAll();
}

/** The day by the browser's clock, in the pack's time zone. The core itself reads no clock. */
function today(pack: Pack): string {
  const zone = { timeZone: pack.time_zone ?? 'Asia/Shanghai' };
  const format = new Intl.DateTimeFormat('en-US', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = format.formatToParts();
  const part = (type: string) => parts.find((candidate) => candidate.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}
