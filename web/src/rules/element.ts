// What the elements of the pages about the rules are made of.

import { LitElement } from 'lit';

/** In the light DOM, so that the page's one stylesheet applies; with everything unfolded on paper. */
export class RulesElement extends LitElement {
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
