// Puts the messages of the view at the fields they belong to, and marks the fields that are still to be filled in.

import { fieldsOf, type FieldView, type Line, type Notice } from '../view-model/index.js';
import type { DrawnField } from './controls.js';
import { element, type Child } from './dom.js';

export function placeMessages(drawn: Map<string, DrawnField>, root: FieldView): void {
  for (const { pointer, messages, needed, invalid } of fieldsOf(root)) {
    const field = drawn.get(pointer)!;
    field.messages.textContent = '';
    field.messages.append(...messages.map((notice) => drawNotice(notice, notice.lines.map(drawRemedy))));
    field.needed.hidden = !needed;
    field.root.classList.toggle('has-error', invalid);
    for (const target of field.invalidTargets) {
      if (invalid) target.setAttribute('aria-invalid', 'true');
      else target.removeAttribute('aria-invalid');
    }
  }
}

function drawRemedy({ label, text }: Line): HTMLElement {
  return element('p', { class: 'remedy' }, label !== '' && element('strong', {}, label), text);
}

/** The severity in a sign and a word, the message, and what else is to be said of it. */
export function drawNotice({ kind, sign, word, text }: Pick<Notice, 'sign' | 'word' | 'text'> & { kind: string }, lines: Child[]): HTMLElement {
  return element(
    'div',
    { class: `finding ${kind}` },
    element('p', {}, element('span', { class: 'icon', 'aria-hidden': 'true' }, sign), element('strong', {}, word), ' ', text),
    ...lines,
  );
}
