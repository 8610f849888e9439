// Draws a form from its view, and hands on what is typed. What stands in a control stays the browser's own: only a list that has got an element more or
// less is drawn anew.

import { type Directory, type FieldView, type Strings } from '../view-model/index.js';
import { drawField, drawHeading, drawHelp, fieldId, type DrawnField } from './controls.js';
import { element } from './dom.js';

export interface FormOptions {
  root: FieldView;
  strings: Strings;
  directory: Directory;
  onChange: (pointer: string, raw: string | string[]) => void;
  /** Asks for one more element of a list. Gives the list as it then is. */
  onAdd: (pointer: string) => FieldView;
  /** Asks for an element to be taken away. Gives its list as it then is. */
  onRemove: (pointer: string) => FieldView;
  /** The list is drawn anew. */
  onRedrawn: () => void;
  /** Tells users of a screen reader what a button has done to the form. */
  announce: (text: string) => void;
}

export interface DrawnForm {
  root: HTMLElement;
  /** By JSON Pointer; the whole form is at ''. */
  fields: Map<string, DrawnField>;
}

export function drawForm({ root: view, strings, directory, onChange, onAdd, onRemove, onRedrawn, announce }: FormOptions): DrawnForm {
  const fields = new Map<string, DrawnField>();

  function draw(field: FieldView): HTMLElement {
    const drawn = drawnOf(field);
    fields.set(field.pointer, drawn);
    return drawn.root;
  }

  function drawnOf(field: FieldView): DrawnField {
    if (field.kind === 'group') return frameOf(field, drawChildren(field));
    if (field.kind === 'records') return drawRecords(field);
    return drawField({ field, strings, directory, onChange: (raw) => onChange(field.pointer, raw) });
  }

  /** The children of an object. What only the system behind a page knows is folded away at the end. */
  function drawChildren({ children }: FieldView): HTMLElement[] {
    const nodes = children.filter(({ host }) => !host).map(draw);
    const hostNodes = children.filter(({ host }) => host).map(draw);
    if (hostNodes.length > 0) {
      nodes.push(element('details', { class: 'host' }, element('summary', {}, strings.hostGroup), ...hostNodes));
    }
    return nodes;
  }

  function frameOf(field: FieldView, children: HTMLElement[]): DrawnField {
    const id = fieldId(field.pointer);
    const { children: heading, needed } = drawHeading(field, strings);
    const messages = element('div', { class: 'messages', id: `${id}-messages` });
    const root = element(
      'fieldset',
      { class: 'group', id, tabindex: -1, 'aria-describedby': `${id}-help ${messages.id}` },
      element('legend', {}, ...heading),
      drawHelp(field.help, id),
      messages,
      ...children,
    );
    return { root, messages, needed, focusTarget: () => root, invalidTargets: [] };
  }

  /** A list of objects. Three answers: elements, none (an empty list), or not answered yet (absent). */
  function drawRecords(field: FieldView): DrawnField {
    const { pointer, children } = field;

    const redraw = (list: FieldView) => {
      const old = fields.get(pointer)!;
      for (const key of [...fields.keys()]) if (key.startsWith(`${pointer}/`)) fields.delete(key);
      old.root.replaceWith(draw(list));
      onRedrawn();
    };

    const items = children.map((item) => {
      const root = draw(item);
      const remove = element('button', { type: 'button', class: 'remove' }, item.remove);
      remove.addEventListener('click', () => {
        redraw(onRemove(item.pointer));
        fields.get(pointer)!.focusTarget().focus();
        announce(strings.removed(item.label));
      });
      root.append(remove);
      return root;
    });

    const none = element('input', { type: 'checkbox' });
    none.checked = field.none;
    none.addEventListener('change', () => onChange(pointer, none.checked ? [] : ''));
    const noneRow = element('label', { class: 'choice', hidden: items.length > 0 }, none, strings.noRecords);

    const add = element('button', { type: 'button', class: 'add' }, field.add);
    add.disabled = !field.canAdd;
    add.addEventListener('click', () => {
      const list = onAdd(pointer);
      redraw(list);
      const item = list.children[list.children.length - 1];
      fields.get(item.pointer)!.focusTarget().focus();
      announce(strings.added(item.label));
    });

    const drawn = frameOf(field, [...items, noneRow, add]);
    return { ...drawn, focusTarget: () => (add.disabled ? drawn.root : add) };
  }

  const messages = element('div', { class: 'messages', id: `${fieldId('')}-messages` });
  const root = element(
    'form',
    { id: fieldId(''), tabindex: -1, novalidate: true, autocomplete: 'off', 'aria-label': view.label },
    messages,
    ...drawChildren(view),
  );
  // Enter in a text field submits a form: there is nowhere to send it to.
  root.addEventListener('submit', (event) => event.preventDefault());
  fields.set('', { root, messages, needed: element('span'), focusTarget: () => root, invalidTargets: [] });
  return { root, fields };
}

/** Brings a field into view and gives it the focus, opening what it is folded into. */
export function goTo(field: DrawnField): void {
  for (let folded = field.root.closest('details'); folded; folded = folded.parentElement!.closest('details')) {
    folded.open = true;
  }
  field.focusTarget().focus({ preventScroll: true });
  field.root.scrollIntoView({ block: field.invalidTargets.length > 0 ? 'center' : 'start' });
}
