// What stands on paper, whoever begins the printing: a button, or the browser's own menu. The rest of it is in style.css (`@media print`).

import type { LitElement } from 'lit';
import type { FieldView } from '../view-model/index.js';

/** Nobody can unfold anything there: what the element has drawn is printed unfolded, and folded again afterwards. */
export function unfoldOnPaper(element: LitElement, folded = 'details:not([open])'): void {
  let unfolded: HTMLDetailsElement[] = [];
  const before = () => {
    unfolded = Array.from(element.renderRoot.querySelectorAll<HTMLDetailsElement>(folded));
    for (const details of unfolded) details.open = true;
  };
  const after = () => {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  };
  element.addController({
    hostConnected() {
      window.addEventListener('beforeprint', before);
      window.addEventListener('afterprint', after);
    },
    hostDisconnected() {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    },
  });
}

/** The class of a field that is printed, whether or not the screen shows it just now: what is filled in, and what the applicant is asked. */
export function onPaper({ filled, matters, host }: FieldView): string {
  return filled || (matters && !host) ? 'on-paper' : '';
}
