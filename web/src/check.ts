// <precheck-check>: one form with its report. What is typed is kept on this device as it is typed.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { hasSensitive, isInForce, localise, sentences, stringsFor, type Directory, type Engine, type Fact, type JsonObject, type Ready, type Standing, type Strings } from '../view-model/index.js';
import type { Locale } from '../view-model/strings.js';
import { emptyDraft, isHeld, keepDraft, readDraft, type Draft } from './drafts.js';
import { editionLine, editionsOf, standingOn } from './editions.js';
import type { PrecheckForm } from './form.js';
import type { DrawnPack, Library, PackEntry, Sample } from './library.js';
import { drawFailure } from './notice.js';
import { oncePainted } from './painted.js';
import type { PrecheckReport } from './report.js';
import { checkAddress } from './routes.js';
import { drawSaving, type Saving } from './saving.js';
import { restoreScroll } from './scroll.js';
import { drawSettings, type Settings } from './settings.js';
import { today } from './today.js';
import { moveTo, result, trail } from './trail.js';

/** The form is made ready, out of sight, while the engine arrives: which of its fields matter is not known before. */
const arriving: Engine = {
  open() {
    throw new Error('the engine is not there yet');
  },
};

interface Opened extends DrawnPack {
  precheck: Engine;
}

export class PrecheckCheck extends LitElement {
  static override properties = {
    library: { attribute: false },
    packKey: { attribute: false },
    locale: { type: String },
    elder: { type: Boolean },
    opened: { state: true },
    directory: { state: true },
    problem: { state: true },
    draft: { state: true },
    given: { state: true },
    atReport: { state: true },
    restored: { state: true },
    lacking: { state: true },
    cleared: { state: true },
    picture: { state: true },
    shown: { state: true },
    now: { state: true },
    judged: { state: true },
  };

  declare library: Library;
  declare packKey: string;
  declare locale: Locale;
  declare elder: boolean;
  declare private opened: Opened | null;
  declare private directory: Directory | undefined;
  declare private problem: unknown;
  declare private draft: Draft;
  /** The form that the element starts from; what is typed since is in the draft. */
  declare private given: JsonObject;
  /** In elder mode form and report take turns. */
  declare private atReport: boolean;
  /** The form began with what this device has kept. */
  declare private restored: boolean;
  /** Something of it was not kept. */
  declare private lacking: boolean;
  /** What was there before the form was cleared, as long as nothing else is filled in. */
  declare private cleared: Draft | null;
  /** Its address; '' for none, null where it could not be made. */
  declare private picture: string | null;
  /** The first verdict is on the screen: what nobody has waited for is drawn too. */
  declare private shown: boolean;
  /** Today, as it was when this tab was last looked at. */
  declare private now: string;
  /** There is a report. */
  declare private judged: boolean;
  private source: Ready | undefined;
  /** Of the form that is shown; the browser may be at another already. */
  private address = '';
  /** The question to begin with. */
  private step = '';
  /** The browser is on its way to where a button of the page leads. */
  private isGoing = false;
  /** There is a form and a report to go to. */
  private reachable: boolean | undefined;

  constructor() {
    super();
    this.opened = null;
    this.draft = emptyDraft;
    this.given = {};
    this.atReport = false;
    this.restored = false;
    this.lacking = false;
    this.cleared = null;
    this.picture = '';
    this.shown = false;
    this.now = today();
    this.judged = false;
    this.onVisible = this.onVisible.bind(this);
    this.onTraversal = this.onTraversal.bind(this);
    this.elder = false;
    this.locale = 'zh-CN';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.onVisible);
    window.addEventListener('popstate', this.onTraversal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.onVisible);
    window.removeEventListener('popstate', this.onTraversal);
  }

  /** Phones leave a page open for days. */
  private onVisible(): void {
    if (document.hidden) return;
    const { pack } = this.opened || {};
    this.now = today(pack && pack.time_zone);
  }

  /** The browser has gone back or forward. */
  private onTraversal(): void {
    const form = this.formElement();
    const screen = trail().pop();
    if (!form || screen === undefined || location.hash !== this.address) return;
    if (this.isGoing) {
      this.isGoing = false;
      this.onScreen(); // another button may have been pressed meanwhile
    } else if (screen === result) void this.toReport();
    else {
      void this.toForm(screen);
      void form.goTo(screen);
    }
  }

  private onScreen(): void {
    const form = this.formElement();
    if (!this.elder || !form || form.step === '' || this.isGoing || location.hash !== this.address) return;
    this.isGoing = moveTo(this.atReport ? result : form.step);
  }

  private get strings(): Strings {
    return stringsFor(this.locale);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('packKey')) void this.load();
  }

  /** Event `reachable`: form and report can be gone to by toForm() and toReport(), or no longer. */
  protected override updated(): void {
    this.onScreen();
    const { opened, problem } = this;
    const reachable = problem === undefined && !!opened && opened.precheck !== arriving;
    if (reachable === this.reachable) return;
    this.reachable = reachable;
    this.dispatchEvent(new CustomEvent('reachable', { detail: reachable }));
  }

  private async load(): Promise<void> {
    const key = this.packKey;
    this.opened = null;
    this.problem = undefined;
    this.address = location.hash;
    this.isGoing = false;
    this.atReport = trail().pop() === result;
    this.step = trail().filter((screen) => screen !== result).pop() || '';
    this.cleared = null;
    this.picture = '';
    const isWhole = isHeld(key);
    this.draft = readDraft(key);
    this.given = this.draft.form;
    this.restored = Object.keys(this.given).length > 0;
    try {
      const opening = this.library.open(key);
      opening.catch(() => {}); // told below
      const drawn = await this.library.draw(key);
      if (key !== this.packKey) return;
      this.opened = { ...drawn, precheck: arriving };
      this.now = today(drawn.pack.time_zone);
      this.lacking = !isWhole && hasSensitive(drawn.pack.facts);
      const opened = await opening;
      if (key !== this.packKey) return;
      this.opened = opened;
      void this.lookUp();
    } catch (reason) {
      if (key === this.packKey) this.problem = reason;
    }
  }

  /** Where the institutions cannot be had, what is known of them is asked for instead; the next field that is entered tries again. */
  private async lookUp(): Promise<void> {
    const { opened } = this;
    if (this.directory || !opened || !looksUp(opened.pack.facts)) return;
    try {
      this.directory = await this.library.directory();
    } catch (reason) {
      console.warn('institutions are not looked up:', reason);
    }
  }

  /** An example's institutions are its own: in a form that began as one, nothing is looked up before it holds a code of the directory. */
  private directoryFor({ form, sample }: Draft): Directory | undefined {
    const { directory } = this;
    if (sample === '' || !directory) return directory;
    const text = JSON.stringify(form);
    return Object.keys(directory).some((code) => text.includes(JSON.stringify(code))) ? directory : undefined;
  }

  /** The same object as long as nothing in it has changed: another one opens the form anew. */
  private sourceOf({ precheck, pack }: Opened): Ready {
    const directory = this.directoryFor(this.draft);
    if (!this.source || this.source.directory !== directory || this.source.precheck !== precheck) {
      this.source = { precheck, packs: [pack], directory, areas: () => this.areas() };
    }
    return this.source;
  }

  /** A form that was begun may hold some, and the engine goes first. */
  private async areas(): Promise<Directory> {
    await this.library.settled;
    return this.library.areas();
  }

  private onReport({ detail: { form, report } }: CustomEvent<Standing>): void {
    this.judged = report !== null;
    if (!this.shown && this.opened && this.opened.precheck !== arriving) {
      oncePainted(() => {
        this.shown = true;
        oncePainted(restoreScroll); // what is drawn now is drawn then
      });
    }
    if (!this.opened || form === this.draft.form) return; // of the form before, which settles while another pack is on its way
    this.draft = { ...this.draft, form };
    this.cleared = null;
    keepDraft(this.packKey, this.opened.pack, this.draft);
    this.picture = '';
  }

  /** Puts another form in the place of the one that is filled in. */
  private async start(draft: Draft, notice: string): Promise<void> {
    this.draft = draft;
    this.given = draft.form;
    this.restored = false;
    this.cleared = null;
    this.picture = '';
    keepDraft(this.packKey, this.opened!.pack, draft);
    this.formElement()!.announce(notice);
    await this.toForm();
  }

  private async loadSample({ id, title, as_of, form, params }: Sample): Promise<void> {
    const words = this.strings.exampleLoaded(localise(title, this.locale));
    await this.start({ form: JSON.parse(JSON.stringify(form)) as JsonObject, asOf: as_of, params, sample: id }, words);
  }

  private async clear(): Promise<void> {
    const before = this.draft;
    // An example takes its day with it.
    await this.start({ ...emptyDraft, form: {}, asOf: before.sample === '' ? before.asOf : undefined }, this.strings.formCleared);
    if (Object.keys(before.form).length > 0) this.cleared = before;
  }

  private formElement(): PrecheckForm | null {
    return this.querySelector<PrecheckForm>('precheck-form');
  }

  async toReport(): Promise<void> {
    this.atReport = true;
    await this.updateComplete;
    const report = this.querySelector<HTMLElement>('#report')!;
    report.focus({ preventScroll: true });
    report.scrollIntoView();
  }

  async toForm(pointer?: string): Promise<void> {
    this.atReport = false;
    await this.updateComplete;
    if (pointer !== undefined) return;
    const title = this.querySelector<HTMLElement>('#form-title')!;
    title.focus({ preventScroll: true });
    title.closest('section')!.scrollIntoView();
  }

  protected override render(): TemplateResult {
    const { strings, opened } = this;
    const entry = this.library.packs.find(({ key }) => key === this.packKey);
    return html`<main class="check ${this.elder ? 'in-turn' : ''}">
      <h1 tabindex="-1">${entry ? localise(entry.title, this.locale) : this.packKey}</h1>
      ${entry ? this.drawStanding(entry) : nothing}
      ${this.problem !== undefined
        ? drawFailure(strings.cannotLoad, strings.cannotLoadText, this.problem, strings)
        : opened
          ? this.drawOpened(opened)
          : html`<p role="status">${strings.loading}</p>`}
    </main>`;
  }

  /** Whose rules these are and since when; the day, where it is not today. */
  private drawStanding(entry: PackEntry): TemplateResult {
    const { strings } = this;
    const day = this.day();
    const words = [
      localise(entry.jurisdiction.name, this.locale), editionLine({ entry, standing: standingOn(this.now, entry) }, strings), day === this.now || day === '' ? '' : strings.checkedOn(day),
    ];
    return html`<p class="note standing">${words.filter((each) => each !== '').join(' · ')}</p>
      ${day === '' || isInForce(entry, day) ? nothing : this.drawOutside(entry, day)}`;
  }

  /** An edition is checked by for any day, but not for every day does that say what held. */
  private drawOutside(entry: PackEntry, day: string): TemplateResult {
    const { strings } = this;
    const then = editionsOf(this.library.packs, entry.id, day).find(({ standing }) => standing === 'in_force');
    return html`<p class="note outside" role="status">
      ${strings.notInForce(day)} ${then ? html`<a href=${checkAddress(then.entry.key)}>${strings.editionThen}</a>` : nothing}
    </p>`;
  }

  /** The day of the check; '' where none is chosen. */
  private day(): string {
    const { asOf } = this.draft;
    return asOf === undefined ? this.now : asOf.slice(0, 10);
  }

  private drawOpened(opened: Opened): TemplateResult {
    const { strings, draft, elder, atReport } = this;
    const isArriving = opened.precheck === arriving;
    return html`${isArriving ? html`<p role="status">${strings.loading}</p>` : nothing}
      <section class="form" aria-labelledby="form-title" ?inert=${isArriving} ?hidden=${elder && atReport} @focusin=${this.lookUp}>
        <h2 id="form-title" tabindex="-1">${strings.form}</h2>
        ${this.restored
          ? html`<p class="note restored">${sentences([strings.restored, this.lacking ? strings.notKept : ''], strings)} <button type="button" @click=${() => this.clear()}>${strings.clearForm}</button></p>`
          : nothing}
        ${this.cleared ? this.drawCleared(this.cleared) : nothing}
        <precheck-form
          id="form"
          .pack=${this.packKey}
          .source=${this.sourceOf(opened)}
          .given=${this.given}
          .asOf=${draft.asOf === undefined ? this.now : draft.asOf}
          .params=${draft.params}
          .locale=${this.locale}
          .paged=${elder}
          .step=${this.step}
          @step=${this.onScreen}
          @precheck-standing=${this.onReport}
          @verdict=${() => this.toReport()}
        ></precheck-form>
      </section>
      <section id="report" tabindex="0" class="report" aria-labelledby="report-title" ?inert=${isArriving} ?hidden=${elder && !atReport}>
        <h2 id="report-title">${strings.report}</h2>
        ${elder ? html`<p><button type="button" class="to-form" @click=${() => this.toForm()}>${strings.backToForm}</button></p>` : nothing}
        ${isArriving
          ? nothing
          : html`<precheck-report for="form" .locale=${this.locale} @precheck-follow=${(event: CustomEvent<string>) => this.toForm(event.detail)}></precheck-report>`}
        ${this.shown ? drawSaving(this.saving(opened)) : nothing}
      </section>
      ${this.shown ? drawSettings(this.settings(opened)) : nothing}`;
  }

  private drawCleared(before: Draft): TemplateResult {
    const { strings } = this;
    return html`<p class="note cleared">
      ${strings.formCleared} <button type="button" @click=${() => this.start(before, strings.restored)}>${strings.undo}</button>
    </p>`;
  }

  private saving({ pack }: Opened): Saving {
    return {
      strings: this.strings,
      pack,
      judged: this.judged,
      standing: () => this.formElement()!.standing,
      view: () => this.querySelector<PrecheckReport>('precheck-report')!.view(),
      picture: this.picture,
      onPicture: (picture) => {
        this.picture = picture;
      },
      onClear: () => this.clear(),
    };
  }

  private settings({ pack, samples }: Opened): Settings {
    const { draft } = this;
    return {
      strings: this.strings,
      key: this.packKey,
      day: this.day(),
      editions: editionsOf(this.library.packs, pack.id, this.now),
      samples,
      sample: draft.sample,
      onDay: (asOf) => {
        this.draft = { ...this.draft, asOf };
      },
      onSample: (sample) => void this.loadSample(sample),
    };
  }
}

/** Whether a form has codes that a directory may know. */
function looksUp(fact: Fact): boolean {
  if (fact['x-directory'] !== undefined) return true;
  if (fact.items) return looksUp(fact.items);
  return Object.values(fact.properties || {}).some(looksUp);
}
