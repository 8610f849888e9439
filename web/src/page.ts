// <precheck-page>: what stands around every page, and which one the address names.

import rulesStyle from 'address:rules.css';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { allStrings, localeNames, localise, type Locale, type Strings } from '../view-model/strings.js';
import type { PrecheckCheck } from './check.js';
import { draftKeys, dropDrafts } from './drafts.js';
import { drawHome, notCleared, type Clearing } from './home.js';
import type { Library } from './library.js';
import { styledBy } from './load/style.js';
import { applyPreferences, keepPreferences, readPreferences, type Preferences, type Theme } from './preferences.js';
import { routeOf, type Route } from './routes.js';

export class PrecheckPage extends LitElement {
  static override properties = {
    library: { attribute: false },
    route: { state: true },
    preferences: { state: true },
    notice: { state: true },
    reachable: { state: true },
    clearing: { state: true },
    outdated: { attribute: false },
  };

  declare library: Library;
  /** A newer version of the page is there. */
  declare outdated: boolean;
  declare private route: Route;
  declare private preferences: Preferences;
  declare private notice: string;
  /** How "clear all" stands, and what puts back what it has cleared. */
  declare private clearing: Clearing;
  /** There is a form and a report to skip to. */
  declare private reachable: boolean;
  /** The reader came to this page by a link of another. */
  declare private moved: boolean;

  constructor() {
    super();
    this.route = routeOf(location.hash);
    this.preferences = readPreferences();
    this.notice = '';
    this.clearing = notCleared;
    this.reachable = false;
    this.outdated = false;
    this.moved = false;
    this.onHash = this.onHash.bind(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.onHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.onHash);
  }

  private get strings(): Strings {
    return allStrings[this.preferences.locale];
  }

  /** Another page: its title is what a screen reader says first. */
  private async onHash(): Promise<void> {
    this.route = routeOf(location.hash);
    this.notice = '';
    this.clearing = notCleared; // who has left the page does not expect that it comes back
    this.moved = true;
    if (this.route.page === 'rules') return; // its element moves the focus once it has read what it shows
    await this.updateComplete;
    const check = this.querySelector<LitElement>('precheck-check');
    if (check) await check.updateComplete;
    this.querySelector<HTMLElement>('h1')!.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('preferences')) applyPreferences(this.preferences);
    if (changed.has('route') && this.route.page === 'rules') this.loadRules();
  }

  /** What comes above the page would push it from under the finger. Some browsers hold it in its place themselves, but not at its top. */
  protected override update(changed: PropertyValues): void {
    const top = () => this.querySelector('header')!.getBoundingClientRect().top;
    const before = changed.has('outdated') && this.outdated ? top() : null;
    super.update(changed);
    if (before === null) return;
    const shift = top() - before;
    this.style.minHeight = `calc(100vh + ${shift}px)`;
    window.scrollBy(0, shift);
  }

  /** The pages about the rules are fetched when the first of them is opened. */
  private loadRules(): void {
    Promise.all([import('./rules/index.js'), styledBy(rulesStyle)]).catch(() => {
      this.route = { page: 'home' };
      this.notice = this.strings.rulesNotLoaded;
    });
  }

  protected override updated(): void {
    document.title = [this.pageName(), this.strings.pageTitle].filter((part) => part !== '').join(' · ');
  }

  private pageName(): string {
    const { route } = this;
    const shown = route.page === 'check' ? route.key : route.page === 'rules' && route.rules.page === 'edition' ? route.rules.key : '';
    const entry = this.library.packs.find(({ key }) => key === shown);
    if (!entry && route.page === 'rules') return this.strings.rules;
    return entry ? localise(entry.title, this.strings.locale) : '';
  }

  private prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    keepPreferences(this.preferences);
  }

  private async clearAll(): Promise<void> {
    const undo = async () => {
      putBack();
      this.clearing = { done: 'putBack', undo: null };
      await this.focusOn('#clear-all');
    };
    const putBack = dropDrafts();
    this.clearing = { done: 'allCleared', undo };
    await this.focusOn('#undo-clear');
  }

  /** What was pressed is gone: what has come in its place. */
  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const target = this.querySelector<HTMLElement>(selector); // none where nothing was kept, or another tab has cleared it
    if (target) target.focus();
  }

  protected override render(): TemplateResult {
    return html`${this.drawUpdate()} ${this.drawSkipLinks()} ${this.drawHeader()} ${this.drawPage()} ${this.drawFooter()}`;
  }

  private drawUpdate(): unknown {
    const { strings } = this;
    if (!this.outdated) return nothing;
    return html`<p class="note update" role="status">
      ${strings.updated} <button type="button" @click=${() => location.reload()}>${strings.reload}</button>
    </p>`;
  }

  /** The pack whose form the address names; '' where it names none that there is. */
  private checkedPack(): string {
    const { route, library } = this;
    return route.page === 'check' && library.packs.some(({ key }) => key === route.key) ? route.key : '';
  }

  private drawPage(): TemplateResult {
    const { route, strings, library } = this;
    const checked = this.checkedPack();
    if (checked !== '') {
      const { locale, elder } = this.preferences;
      const onReachable = ({ detail }: CustomEvent<boolean>) => {
        this.reachable = detail;
      };
      return html`<precheck-check .library=${library} .packKey=${checked} .locale=${locale} .elder=${elder} @reachable=${onReachable}></precheck-check>`;
    }
    if (route.page === 'rules') {
      return html`<main><precheck-rulebook .library=${library} .route=${route.rules} .moved=${this.moved} .locale=${this.preferences.locale}></precheck-rulebook></main>`;
    }
    const notice = route.page === 'check' ? strings.noSuchPack : route.page === 'unknown' ? strings.noPage : this.notice;
    return drawHome({ strings, packs: library.packs, begun: draftKeys(), notice, clearing: this.clearing, onClearAll: () => this.clearAll() });
  }

  /** The hash is the address of the page, so these links move the focus themselves. */
  private drawSkipLinks(): unknown {
    const { strings } = this;
    if (this.checkedPack() === '' || !this.reachable) return nothing;
    const skip = (event: Event, way: 'toForm' | 'toReport') => {
      event.preventDefault();
      void this.querySelector<PrecheckCheck>('precheck-check')![way]();
    };
    return html`<nav class="skip">
      <a href="#form-title" @click=${(event: Event) => skip(event, 'toForm')}>${strings.skipToForm}</a>
      <a href="#report" @click=${(event: Event) => skip(event, 'toReport')}>${strings.skipToReport}</a>
    </nav>`;
  }

  private drawHeader(): TemplateResult {
    const { strings } = this;
    const { locale, elder } = this.preferences;
    return html`<header>
      <a class="home-link" href="#/">${strings.home}</a>
      <button type="button" id="elder" aria-pressed=${elder ? 'true' : 'false'} @click=${() => this.prefer({ elder: !elder })}>${strings.elder}</button>
      <label><span class="spoken">${strings.language}</span>
        <select id="language" @change=${(event: Event) => this.prefer({ locale: chosen(event) as Locale })}>
          ${Object.entries(localeNames).map(([name, title]) => html`<option value=${name} lang=${name} .selected=${name === locale}>${title}</option>`)}
        </select>
      </label>
    </header>`;
  }

  /** The system's own choice between light and dark is nearly always right: it need not stand at the top. */
  private drawFooter(): TemplateResult {
    const { strings } = this;
    return html`<footer>
      <label><span>${strings.theme}</span>
        <select id="theme" @change=${(event: Event) => this.prefer({ theme: chosen(event) as Theme })}>
          ${Object.entries(strings.themes).map(([name, title]) => html`<option value=${name} .selected=${name === this.preferences.theme}>${title}</option>`)}
        </select>
      </label>
    </footer>`;
  }
}

function chosen(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
