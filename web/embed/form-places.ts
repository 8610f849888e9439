// Where in a page's form a place of the report is: its controls, what they are called, and where a message about them stands.
import type { FactSchema } from '../../wasm/src/documents.js';
import type { Path } from '../../wasm/src/report.js';
import { factAt } from '../view-model/facts.js';
import { localise } from '../view-model/strings.js';
import { type Control, isBox } from './form-values.js';

export type Controls = ReadonlyMap<Path, Control[]>;

/** The controls of a place; of a group or an element of a list the first below it; of an element of a list of codes those of the list. */
export function controlsAt(path: Path, controls: Controls): Control[] {
  if (path === '') return [];
  const own = controls.get(path);
  if (own) return own;
  for (const [place, below] of controls) if (place.startsWith(`${path}/`)) return below;
  return controls.get(path.slice(0, path.lastIndexOf('/'))) ?? [];
}

/** Those that an applicant can fill in, the chosen button of a group first. */
export function fillable(controls: Control[]): Control[] {
  const given = controls.filter((control) => control.type !== 'hidden');
  return [...given.filter((control) => isBox(control) && control.checked), ...given];
}

/** Where an applicant can be led: a control or, where the page has hidden it behind what it draws itself, its label. What is merely folded away counts. */
export function placeOf(controls: Control[]): HTMLElement | undefined {
  const given = fillable(controls);
  return [...given, ...given.map(({ labels }) => labels?.[0])].find((place) => place && isShown(foldsAround(place).pop() ?? place));
}

/** Not so in a step of a wizard that is not on: what hides it is the page's. */
export function isShown(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible' && !element.closest('[inert]');
}

/** From the inner to the outer. */
export function foldsAround(element: Element): Element[] {
  const fold = element.closest('details:not([open]), [hidden=until-found]');
  return fold ? [fold, ...(fold.parentElement ? foldsAround(fold.parentElement) : [])] : [];
}

/** As browsers do it for what is found in a page. */
export function unfold(element: Element): void {
  for (const fold of foldsAround(element)) {
    if (fold.localName === 'details') {
      (fold as HTMLDetailsElement).open = true;
    } else {
      fold.dispatchEvent(new Event('beforematch', { bubbles: true }));
      fold.removeAttribute('hidden');
    }
  }
}

/** As the page calls it, else as the pack does. */
export function labelOf(controls: Control[], path: Path, facts: FactSchema, locale: string): string {
  const [first] = controls;
  const named = first && (isBox(first) && !(first.type === 'checkbox' && controls.length === 1) ? groupOf(controls)?.querySelector('legend') : first.labels?.[0]);
  const words = named?.cloneNode(true) as Element | undefined;
  for (const inside of Array.from(words?.querySelectorAll('select, textarea, button') ?? [])) inside.remove(); // their text is none of the label's
  const text = words?.textContent?.replace(/\s+/g, ' ').replace(/[\s*:：]+$/, '').trim();
  return text || localise(factAt(facts, path)?.title, locale) || first?.getAttribute('placeholder') || '';
}

/** Puts it where it is read after the controls, and never into a label, of whose text it would become a part. */
export function placeMessage(message: Element, controls: Control[]): void {
  const group = groupOf(controls);
  if (group) return void group.append(message);
  const last = controls[controls.length - 1] as Control;
  const wrapped = last.closest('label');
  const label = wrapped ?? (isBox(last) && last.labels?.[0]?.previousElementSibling === last ? last.labels[0] : last);
  label.insertAdjacentElement('afterend', message);
}

/** The element that groups these boxes and nothing else. */
export function groupOf(controls: Control[]): Element | null {
  const [first] = controls;
  const group = first && isBox(first) ? first.closest('fieldset, [role="radiogroup"], [role="group"]') : null;
  const inside = group ? Array.from(group.querySelectorAll<Control>('input:not([type=hidden]), select, textarea')) : [];
  return controls.every((control) => inside.includes(control)) && inside.every((control) => controls.includes(control)) ? group : null;
}
