// The messages at a form's controls, and the list of what is in the way.
import type { Path } from '../../wasm/src/report.js';
import type { Control } from './form-values.js';
import type { Obstacle } from './obstacles.js';
import { wordsFor } from './words.js';

type Controls = ReadonlyMap<Path, Control[]>;

export interface Messages {
  /** Sets every control's validity; says it in words where `isShown`. */
  show(obstacles: readonly Obstacle[], controls: Controls, isShown: (obstacle: Obstacle, controls: Control[]) => boolean): void;
  showSummary(obstacles: readonly Obstacle[], controls: Controls): void;
  clearSummary(): void;
  /** Takes back all that was set. */
  remove(): void;
}

/** Counts the forms of a page, so that ids are unique. */
let forms = 0;

export function createMessages(form: HTMLFormElement, givenSummary: HTMLElement | undefined, locale: string): Messages {
  const prefix = `precheck-${++forms}`;
  const shown = new Map<Control, HTMLElement>();
  let set: Control[] = [];
  let summary: HTMLElement | undefined;

  function say(control: Control, text: string): void {
    let message = shown.get(control);
    if (!message) {
      message = document.createElement('p');
      message.className = 'precheck-message';
      message.id = `${prefix}-message-${shown.size + 1}`;
      control.insertAdjacentElement('afterend', message);
      shown.set(control, message);
    }
    if (message.textContent !== text) message.textContent = text;
    message.hidden = false;
    control.setAttribute('aria-invalid', 'true');
    describe(control, message.id, true);
  }

  function unsay(control: Control): void {
    const message = shown.get(control);
    if (!message) return;
    message.hidden = true;
    control.removeAttribute('aria-invalid');
    describe(control, message.id, false);
  }

  function summaryElement(): HTMLElement {
    if (!summary) {
      summary = givenSummary ?? document.createElement('div');
      summary.classList.add('precheck-summary');
      summary.setAttribute('role', 'alert');
      summary.tabIndex = -1;
      if (!givenSummary) form.insertAdjacentElement('afterbegin', summary);
    }
    summary.hidden = false;
    return summary;
  }

  return {
    show(obstacles, controls, isShown) {
      const texts = new Map<Control, string>();
      const words = new Map<Control, string>();
      for (const obstacle of obstacles) {
        const at = controlsAt(obstacle.path, controls);
        const [control] = at;
        if (!control) continue;
        if (!texts.has(control)) texts.set(control, obstacle.message);
        if (!words.has(control) && isShown(obstacle, at)) words.set(control, obstacle.message);
      }
      for (const control of set) if (!texts.has(control)) control.setCustomValidity('');
      for (const [control, text] of texts) control.setCustomValidity(text);
      set = [...texts.keys()];
      for (const control of shown.keys()) if (!words.has(control)) unsay(control);
      for (const [control, text] of words) say(control, text);
    },

    showSummary(obstacles, controls) {
      const list = document.createElement('ul');
      for (const { path, message } of obstacles) {
        const item = document.createElement('li');
        const [control] = controlsAt(path, controls);
        if (control) {
          const link = document.createElement('a');
          link.href = `#${idOf(control, prefix)}`;
          link.textContent = `${labelOf(control)}${message}`;
          link.addEventListener('click', (event) => {
            event.preventDefault();
            control.focus();
          });
          item.append(link);
        } else {
          item.textContent = message;
        }
        list.append(item);
      }
      const heading = document.createElement('p');
      heading.textContent = wordsFor(locale).held(obstacles.length);
      const element = summaryElement();
      element.replaceChildren(heading, list);
      element.focus();
    },

    clearSummary() {
      if (!summary) return;
      summary.replaceChildren();
      summary.hidden = true;
    },

    remove() {
      for (const control of set) control.setCustomValidity('');
      for (const [control, message] of shown) {
        unsay(control);
        message.remove();
      }
      if (summary && !givenSummary) summary.remove();
      else this.clearSummary();
      shown.clear();
      set = [];
    },
  };
}

/** The controls of a place, or of the nearest place around it that has some. */
function controlsAt(path: Path, controls: Controls): Control[] {
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    const found = controls.get(place);
    if (found || place === '') return found ?? [];
  }
}

function describe(control: Control, id: string, on: boolean): void {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((each) => each !== '' && each !== id);
  if (on) ids.push(id);
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
}

function idOf(control: Control, prefix: string): string {
  if (control.id === '') control.id = `${prefix}-${control.name}`;
  return control.id;
}

function labelOf(control: Control): string {
  const text = control.labels?.[0]?.textContent?.trim() ?? '';
  return text === '' ? '' : `${text}${/[:：]$/.test(text) ? '' : '：'}`;
}
