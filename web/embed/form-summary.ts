// The list of what holds a submit back: it gets the focus, leads to the fields, and shrinks as they are mended.
import type { FactSchema } from '../../wasm/src/documents.js';
import { type Controls, controlsAt, focusable, labelOf } from './form-places.js';
import type { Obstacle } from './obstacles.js';
import { wordsFor } from './words.js';

export interface Summary {
  show(obstacles: readonly Obstacle[], controls: Controls): void;
  focus(): void;
  clear(): void;
  /** Takes back all that was set. */
  remove(): void;
}

/** @param given the page's own element for it; absent: one at the form's top */
export function createSummary(form: HTMLFormElement, prefix: string, given: HTMLElement | undefined, facts: FactSchema, locale: string): Summary {
  const words = wordsFor(locale);
  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name) => form.ownerDocument.createElement(name);
  // A group with a name, and no live region: the focus says what it is, once.
  const box = make('div');
  const heading = make('p');
  const list = make('ul');
  box.className = 'precheck-summary';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', `${prefix}-held`);
  box.tabIndex = -1;
  heading.id = `${prefix}-held`;
  box.append(heading, list);
  let shown = '';
  /** Controls that had no id for a link to lead to. */
  const named: HTMLElement[] = [];
  let controls: Controls = new Map();

  function textOf({ path, message }: Obstacle): string {
    const label = labelOf(controlsAt(path, controls), path, facts, locale);
    return label === '' ? message : words.at(label, message);
  }

  function itemOf({ path }: Obstacle, text: string): HTMLElement {
    const item = make('li');
    const control = focusable(controlsAt(path, controls));
    if (!control) {
      item.textContent = text;
      return item;
    }
    if (control.id === '') {
      control.id = `${prefix}-${path.slice(1).replace(/\//g, '-')}`;
      named.push(control);
    }
    const link = make('a');
    link.href = `#${control.id}`;
    link.textContent = text;
    link.addEventListener('click', (event) => {
      event.preventDefault(); // an address with # may be a route of the page
      focusable(controlsAt(path, controls))?.focus(); // the page may have drawn it anew meanwhile
    });
    item.append(link);
    return item;
  }

  function clear(): void {
    shown = '';
    box.remove();
  }

  return {
    show(obstacles, where) {
      controls = where;
      if (obstacles.length === 0) return clear();
      const texts = obstacles.map(textOf);
      if (!box.isConnected) {
        if (given) given.append(box);
        else form.insertAdjacentElement('afterbegin', box);
      } else if (texts.join('\n') === shown) {
        return;
      }
      shown = texts.join('\n');
      heading.textContent = words.held(obstacles.length);
      list.textContent = '';
      list.append(...obstacles.map((obstacle, index) => itemOf(obstacle, texts[index] as string)));
    },
    focus: () => box.focus(),
    clear,
    remove() {
      clear();
      for (const control of named.splice(0)) if (control.id.startsWith(`${prefix}-`)) control.removeAttribute('id');
    },
  };
}
