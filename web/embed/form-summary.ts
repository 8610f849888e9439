// The list of what holds a submit back: it gets the focus, leads to the fields, and shrinks as they are mended.
import type { Path } from '../../wasm/src/report.js';
import type { FormOptions } from './form.js';
import { fillable, isShown, labelOf, placeOf, unfold } from './form-places.js';
import type { Control } from './form-values.js';
import { wordsFor } from './words.js';

export interface Entry {
  path: Path;
  message: string;
  /** Where it can be mended; empty where the page has no field for it. */
  controls: Control[];
}

export interface Summary {
  show(entries: Entry[]): void;
  focus(): void;
  clear(): void;
  /** Takes back all that was set. */
  remove(): void;
}

export function createSummary(form: HTMLFormElement, prefix: string, { summary: given, facts, locale = 'zh-CN', reveal }: FormOptions): Summary {
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
  let entries: Entry[] = [];

  function textOf({ path, message, controls }: Entry): string {
    const label = labelOf(controls, path, facts, locale);
    return label === '' ? message : words.at(label, message);
  }

  /** The control that a link means; absent where a link would lead nowhere. */
  const targetOf = ({ controls }: Entry): Control | undefined => (reveal || placeOf(controls) ? fillable(controls)[0] : undefined);

  function itemOf(entry: Entry): HTMLElement {
    const item = make('li');
    const target = targetOf(entry);
    if (!target) {
      item.textContent = textOf(entry);
      return item;
    }
    if (target.id === '') target.id = `${prefix}-${named.push(target)}`;
    const link = make('a');
    link.href = `#${target.id}`;
    link.textContent = textOf(entry);
    link.addEventListener('click', (event) => {
      event.preventDefault(); // an address with # may be a route of the page
      void lead(entry, link);
    });
    item.append(link);
    return item;
  }

  async function lead(entry: Entry, link: HTMLElement): Promise<void> {
    // The page may have drawn its controls anew meanwhile.
    const controls = () => (entries.find(({ path }) => path === entry.path) ?? entry).controls;
    const [target] = fillable(controls());
    if (target) unfold(target);
    if (target && reveal && !placeOf([target])) await reveal(target, entry.path);
    const place = placeOf(controls());
    if (!place) {
      link.replaceWith(link.textContent as string);
      box.focus();
    } else if (place.localName === 'label') {
      place.scrollIntoView({ block: 'center' }); // not under a bar at the page's top
    } else {
      place.focus();
    }
  }

  function clear(): void {
    shown = '';
    box.remove();
  }

  return {
    show(now) {
      entries = now;
      if (entries.length === 0) return clear();
      const texts = entries.map((entry) => `${textOf(entry)}${targetOf(entry) ? '\n' : ''}`).join('\n');
      if (box.isConnected && texts === shown) return;
      shown = texts;
      heading.textContent = words.held(entries.length);
      list.textContent = '';
      list.append(...entries.map(itemOf));
      if (box.isConnected) return;
      if (given) given.append(box);
      else form.prepend(box);
    },
    focus() {
      if (!isShown(box)) form.prepend(box); // never held without a word
      box.focus();
    },
    clear,
    remove() {
      clear();
      for (const control of named.splice(0)) if (control.id.startsWith(`${prefix}-`)) control.removeAttribute('id');
    },
  };
}
