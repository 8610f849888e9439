// <precheck-rules>: one edition, or all of them.

import type { PropertyValues, TemplateResult } from 'lit';
import { rulesRoute } from '../../view-model/rules/addresses.js';
import { describeEdition, type EditionEntry } from '../../view-model/rules/edition.js';
import { describeOverview } from '../../view-model/rules/overview.js';
import type { RulePack } from '../../view-model/rules/pack.js';
import { drawEdition } from './edition.js';
import { RulesElement } from './element.js';
import { drawOverview } from './overview.js';
import { speechFor } from './parts.js';

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
