// What the elements of the pages about the rules are made of.

import { LitElement } from 'lit';
import { unfoldOnPaper } from '../paper.js';

/** In the light DOM, so that the page's one stylesheet applies; with everything unfolded on paper. */
export class RulesElement extends LitElement {
  constructor() {
    super();
    unfoldOnPaper(this, 'details:not([open]):not(.expressions)');
  }

  override createRenderRoot(): this {
    this.classList.add('rulebook');
    return this;
  }

  protected allDetails(): HTMLDetailsElement[] {
    return [...this.querySelectorAll('details')];
  }
}
