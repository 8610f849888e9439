// The pages about the rules as elements: `<precheck-rulebook .library .route>` shows whichever of them rulesRoute() finds in an address. Importing this
// module defines them.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { stringsFor } from '../../view-model/strings.js';
import { rulesAddress, rulesIndexAddress, rulesRoute, type RulesRoute } from '../../view-model/rules/addresses.js';
import { comparePacks } from '../../view-model/rules/compare.js';
import { describeEdition, type EditionEntry } from '../../view-model/rules/edition.js';
import { describeOverview } from '../../view-model/rules/overview.js';
import type { RulePack } from '../../view-model/rules/pack.js';
import { rulesStringsFor } from '../../view-model/rules/strings.js';
import { drawCompare } from './compare.js';
import { drawEdition } from './edition.js';
import { drawOverview } from './overview.js';
import type { Speech } from './parts.js';

/** What the pages read: of the page's library (web/src/library.ts), or anything like it. */
export interface RulesLibrary {
  packs: readonly EditionEntry[];
  /** A resolved pack that carries its sources. */
  read(key: string): Promise<unknown>;
}

function speechFor(locale: string): Speech {
  return { rules: rulesStringsFor(locale), form: stringsFor(locale) };
}

/** In the light DOM, so that the page's one stylesheet applies; with everything unfolded on paper. */
class RulesElement extends LitElement {
  private folded: HTMLDetailsElement[] = [];

  override createRenderRoot(): this {
    this.classList.add('rulebook');
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.unfoldForPrint);
    window.addEventListener('afterprint', this.foldAfterPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.unfoldForPrint);
    window.removeEventListener('afterprint', this.foldAfterPrint);
  }

  protected allDetails(): HTMLDetailsElement[] {
    return [...this.querySelectorAll('details')];
  }

  private unfoldForPrint = (): void => {
    this.folded = this.allDetails().filter((details) => !details.open && !details.classList.contains('expressions'));
    for (const details of this.folded) details.open = true;
  };

  private foldAfterPrint = (): void => {
    for (const details of this.folded) details.open = false;
    this.folded = [];
  };
}

/** `<precheck-rules>`: one edition of `pack`, or without one the overview of all `packs`. */
export class PrecheckRules extends RulesElement {
  static override properties = { packs: { attribute: false }, pack: { attribute: false }, at: {}, locale: {} };

  declare packs: readonly EditionEntry[];
  declare pack: RulePack | undefined;
  /** The anchor of the entry to show first; '' for the top. */
  declare at: string;
  declare locale: string;

  constructor() {
    super();
    this.packs = [];
    this.pack = undefined;
    this.at = '';
    this.locale = 'zh-CN';
    this.addEventListener('click', (event) => this.follow(event));
  }

  override render(): TemplateResult {
    const speech = speechFor(this.locale);
    if (!this.pack) return drawOverview(describeOverview(this.packs, this.locale), speech.rules);
    const onUnfold = (open: boolean): void => this.allDetails().forEach((details) => (details.open = open && !details.classList.contains('entries-of')));
    return drawEdition(describeEdition(this.pack, this.packs, this.locale), speech, { onUnfold, onPrint: () => window.print() });
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.at && (changed.has('at') || changed.has('pack'))) this.goTo(this.at);
  }

  /** A link to an entry of this very edition leads there even if the address says so already. */
  private follow(event: Event): void {
    const link = (event.target as Element).closest('a');
    const route = link && this.contains(link) ? rulesRoute(link.getAttribute('href') ?? '') : undefined;
    if (route?.page === 'edition' && this.pack && route.key === `${this.pack.id}@${this.pack.edition}` && route.at) this.goTo(route.at);
  }

  private goTo(anchor: string): void {
    const target = [...this.querySelectorAll<HTMLElement>('[id]')].find(({ id }) => id === anchor);
    if (!target) return;
    for (let around = target.parentElement?.closest('details'); around; around = around.parentElement?.closest('details')) around.open = true;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }
}

/** `<precheck-compare>`: what changed from `a` to `b`. */
export class PrecheckCompare extends RulesElement {
  static override properties = { a: { attribute: false }, b: { attribute: false }, locale: {} };

  declare a: RulePack | undefined;
  declare b: RulePack | undefined;
  declare locale: string;

  constructor() {
    super();
    this.a = undefined;
    this.b = undefined;
    this.locale = 'zh-CN';
  }

  override render(): TemplateResult | typeof nothing {
    return this.a && this.b ? drawCompare(comparePacks(this.a, this.b, this.locale), rulesStringsFor(this.locale)) : nothing;
  }
}

/** `<precheck-rulebook>`: whichever of the pages `route` names, with the packs that it needs from `library`. */
export class PrecheckRulebook extends LitElement {
  static override properties = { library: { attribute: false }, route: { attribute: false }, locale: {}, moved: { attribute: false }, shown: { state: true } };

  declare library: RulesLibrary | undefined;
  declare route: RulesRoute | undefined;
  declare locale: string;
  /** The reader came here by a link: the title takes the focus, and a screen reader says it. */
  declare moved: boolean;
  /** What was read for the route with these keys, or why not. */
  declare shown: { keys: string; packs?: RulePack[]; missing?: string; reason?: unknown } | undefined;

  constructor() {
    super();
    this.library = undefined;
    this.route = undefined;
    this.locale = 'zh-CN';
    this.moved = false;
    this.shown = undefined;
  }

  override createRenderRoot(): this {
    this.classList.add('rulebook');
    return this;
  }

  override willUpdate(): void {
    const keys = this.keys();
    if (this.library && keys !== undefined && this.shown?.keys !== keys.join(' ')) void this.read(keys);
  }

  private keys(): string[] | undefined {
    const { route } = this;
    if (!route) return undefined;
    return route.page === 'edition' ? [route.key] : route.page === 'compare' ? [route.a, route.b] : [];
  }

  private async read(keys: string[]): Promise<void> {
    const wanted = keys.join(' ');
    const library = this.library!;
    this.shown = { keys: wanted };
    const missing = keys.find((key) => !library.packs.some((pack) => pack.key === key));
    let read: PrecheckRulebook['shown'];
    try {
      read = missing ? { keys: wanted, missing } : { keys: wanted, packs: (await Promise.all(keys.map((key) => library.read(key)))) as RulePack[] };
    } catch (reason) {
      read = { keys: wanted, reason };
    }
    if (this.shown?.keys === wanted) this.shown = read; // another page may have been asked for meanwhile
  }

  override async updated(changed: PropertyValues): Promise<void> {
    const { route, shown, moved } = this;
    if (!changed.has('shown') || !moved || !shown || !(shown.packs || shown.missing || shown.reason) || (route?.page === 'edition' && route.at)) return;
    await this.querySelector<LitElement>('precheck-rules, precheck-compare')?.updateComplete;
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>('#rules-title')?.focus();
  }

  override render(): TemplateResult {
    const { library, route, locale, shown } = this;
    const { rules: strings, form } = speechFor(locale);
    if (!library || !route || !shown) return html`<p>${strings.loading}</p>`;
    if (shown.missing) {
      return html`<h1 id="rules-title" tabindex="-1">${strings.notFound}</h1><p>${strings.notFoundText(shown.missing)}</p><p><a class="target" href=${rulesIndexAddress}>${strings.indexLink}</a></p>`;
    }
    if (shown.reason !== undefined) {
      return html`<h1 id="rules-title" tabindex="-1">${strings.cannotLoad}</h1>
        <p role="alert">${strings.cannotLoad}</p>
        <p><button type="button" @click=${() => (this.shown = undefined)}>${strings.retry}</button></p>
        <details><summary>${form.technical}</summary><pre>${String(shown.reason)}</pre></details>`;
    }
    if (!shown.packs) return html`<p role="status">${strings.loading}</p>`;
    if (route.page === 'compare') return html`<precheck-compare .a=${shown.packs[0]} .b=${shown.packs[1]} locale=${locale}></precheck-compare>`;
    return html`<precheck-rules .packs=${library.packs} .pack=${shown.packs[0]} .at=${route.page === 'edition' ? route.at : ''} locale=${locale}></precheck-rules>`;
  }
}

const elements: [string, CustomElementConstructor][] = [['precheck-rules', PrecheckRules], ['precheck-compare', PrecheckCompare], ['precheck-rulebook', PrecheckRulebook]];
for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);

export { rulesAddress, rulesRoute };
