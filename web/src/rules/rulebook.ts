// <precheck-rulebook .library .route>: whichever of the pages about the rules rulesRoute() finds in an address.

import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { rulesIndexAddress, type RulesRoute } from '../../view-model/rules/addresses.js';
import type { EditionEntry } from '../../view-model/rules/edition.js';
import type { RulePack } from '../../view-model/rules/pack.js';
import { drawReason } from '../notice.js';
import { speechFor } from './parts.js';

/** What the pages read: of the page's library (web/src/library.ts), or anything like it. */
export interface RulesLibrary {
  packs: readonly EditionEntry[];
  /** A resolved pack that carries its sources. */
  read(key: string): Promise<unknown>;
}

/** It fetches the packs that the page needs from `library`. */
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
        ${drawReason(String(shown.reason), form)}`;
    }
    if (!shown.packs) return html`<p role="status">${strings.loading}</p>`;
    if (route.page === 'compare') return html`<precheck-compare .a=${shown.packs[0]} .b=${shown.packs[1]} locale=${locale}></precheck-compare>`;
    return html`<precheck-rules .packs=${library.packs} .pack=${shown.packs[0]} .at=${route.page === 'edition' ? route.at : ''} locale=${locale}></precheck-rules>`;
  }
}
