// The messages at a form's controls: their validity, and what it says in words.
import { type Controls, controlsAt, groupOf, placeMessage } from './form-places.js';
import { type Control, isBox } from './form-values.js';
import type { Obstacle } from './obstacles.js';

export interface Messages {
  /** Sets every control's validity; says it in words where `isShown`. */
  show(obstacles: readonly Obstacle[], controls: Controls, isShown: (obstacle: Obstacle, controls: Control[]) => boolean): void;
  /** Takes back all that was set. */
  remove(): void;
}

interface Message {
  element: HTMLElement;
  /** What it describes: the control, or all boxes of a group. */
  controls: Control[];
}

/** @param prefix of the ids of this form's messages */
export function createMessages(prefix: string): Messages {
  /** By the first control of the place. */
  const messages = new Map<Control, Message>();
  let invalid = new Set<Control>();
  let made = 0;

  function say(controls: Control[], text: string): void {
    const [first] = controls as [Control];
    let message = messages.get(first);
    if (!message) {
      message = { element: first.ownerDocument.createElement('p'), controls };
      message.element.className = 'precheck-message';
      message.element.id = `${prefix}-message-${++made}`;
      messages.set(first, message);
    }
    // New, or gone with what the page has drawn anew around the control.
    if (!message.element.isConnected) placeMessage(message.element, controls);
    message.controls = controls;
    if (message.element.textContent !== text) message.element.textContent = text;
    mark(message, true);
  }

  function unsay(first: Control, message: Message): void {
    mark(message, false);
    message.element.remove();
    messages.delete(first);
  }

  return {
    show(obstacles, controls, isShown) {
      const texts = new Map<Control, string>();
      const said = new Map<Control, { at: Control[]; text: string }>();
      for (const obstacle of obstacles) {
        const at = controlsAt(obstacle.path, controls);
        const [first] = at;
        if (!first || first.type === 'hidden') continue;
        if (!texts.has(first)) texts.set(first, obstacle.message);
        if (!said.has(first) && isShown(obstacle, at)) said.set(first, { at, text: obstacle.message });
      }
      for (const control of invalid) if (!texts.has(control)) control.setCustomValidity('');
      for (const [control, text] of texts) control.setCustomValidity(text);
      invalid = new Set(texts.keys());
      for (const [first, message] of messages) if (!said.has(first)) unsay(first, message);
      for (const { at, text } of said.values()) say(at, text);
    },

    remove() {
      for (const control of invalid) control.setCustomValidity('');
      invalid.clear();
      for (const [first, message] of messages) unsay(first, message);
    },
  };
}

/** A radio button is not invalid by itself: its group is, if it has that role. */
function mark({ element, controls }: Message, on: boolean): void {
  for (const control of controls) describe(control, element.id, on);
  const group = isBox(controls[0] as Control) ? groupOf(controls) : null;
  const bearers = (controls[0] as Control).type === 'radio' ? (group?.getAttribute('role') === 'radiogroup' ? [group] : []) : controls;
  for (const bearer of bearers) {
    if (on) bearer.setAttribute('aria-invalid', 'true');
    else bearer.removeAttribute('aria-invalid');
  }
}

function describe(control: Control, id: string, on: boolean): void {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((each) => each !== '' && each !== id);
  if (on) ids.push(id);
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
}
