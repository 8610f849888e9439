// Draws a pack's form from the schema of its facts, and keeps the form object in step with what is typed.

import { drawField, drawHeading, drawHelp, fieldId, type FieldView } from './controls.js';
import { element } from './dom.js';
import { controlOf, itemsOf, titleOf, type Directory, type Fact } from './pack.js';
import { pointerOf, readAt, writeAt, type Json, type JsonObject, type Path } from './pointer.js';
import type { Strings } from './strings.js';

export interface FormOptions {
  facts: Fact;
  /** Changed in place. */
  form: JsonObject;
  strings: Strings;
  directory: Directory;
  onEdit: () => void;
  /** Tells users of a screen reader what a button has done to the form. */
  announce: (text: string) => void;
}

export interface DrawnForm {
  root: HTMLElement;
  /** By JSON Pointer; the whole form is at ''. */
  views: Map<string, FieldView>;
}

export function drawForm({ facts, form, strings, directory, onEdit, announce }: FormOptions): DrawnForm {
  const views = new Map<string, FieldView>();

  function write(path: Path, value: Json | undefined): void {
    writeAt(form, path, value);
    onEdit();
  }

  function draw(fact: Fact, name: string, path: Path, isLookedUp = false): HTMLElement {
    const view = viewOf(fact, name, path, isLookedUp);
    views.set(pointerOf(path), view);
    return view.root;
  }

  function viewOf(fact: Fact, name: string, path: Path, isLookedUp: boolean): FieldView {
    const kind = controlOf(fact);
    if (kind === 'group') return drawGroup(fact, titleOf(fact, name, strings), path);
    if (kind === 'records') return drawRecords(fact, name, path);
    const onChange = (value: Json | undefined) => write(path, value);
    const codes = isLookedUp ? directory : undefined;
    return drawField({ fact, name, path, value: readAt(form, path), strings, directory: codes, onChange });
  }

  /** The children of an object. What only the system behind a page knows is folded away at the end. */
  function drawChildren(fact: Fact, path: Path): HTMLElement[] {
    const entries = Object.entries(fact.properties ?? {});
    const isHost = ([, child]: [string, Fact]) => child['x-source'] === 'host';
    const drawEntry = ([name, child]: [string, Fact]) => draw(child, name, [...path, name], name === fact['x-directory']);
    const nodes = entries.filter((entry) => !isHost(entry)).map(drawEntry);
    const hostNodes = entries.filter(isHost).map(drawEntry);
    if (hostNodes.length > 0) {
      nodes.push(element('details', { class: 'host' }, element('summary', {}, strings.hostGroup), ...hostNodes));
    }
    return nodes;
  }

  function frameOf(fact: Fact, title: string, path: Path, ...children: HTMLElement[]): FieldView {
    const id = fieldId(path);
    const { children: heading, needed } = drawHeading(title, fact, strings);
    const messages = element('div', { class: 'messages', id: `${id}-messages` });
    const root = element(
      'fieldset',
      { class: 'group', id, tabindex: -1, 'aria-describedby': `${id}-help ${messages.id}` },
      element('legend', {}, ...heading),
      drawHelp(fact, id, strings),
      messages,
      ...children,
    );
    return { root, messages, needed, focusTarget: () => root, invalidTargets: [] };
  }

  function drawGroup(fact: Fact, title: string, path: Path): FieldView {
    return frameOf(fact, title, path, ...drawChildren(fact, path));
  }

  /** A list of objects. Three answers: elements, none (an empty list), or not answered yet (absent). */
  function drawRecords(fact: Fact, name: string, path: Path): FieldView {
    const title = titleOf(fact, name, strings);
    const value = readAt(form, path);
    const records = Array.isArray(value) ? value : [];
    const itemTitle = (index: number) => strings.record(titleOf(itemsOf(fact), title, strings), index + 1);

    const redraw = () => {
      const pointer = pointerOf(path);
      const old = views.get(pointer)!;
      for (const key of [...views.keys()]) if (key.startsWith(`${pointer}/`)) views.delete(key);
      old.root.replaceWith(draw(fact, name, path));
      onEdit();
    };

    const items = records.map((_, index) => {
      const itemPath = [...path, index];
      const view = drawGroup({ ...itemsOf(fact), 'x-optional': false }, itemTitle(index), itemPath);
      const remove = element('button', { type: 'button', class: 'remove' }, strings.remove(itemTitle(index)));
      remove.addEventListener('click', () => {
        const rest = records.filter((_, other) => other !== index);
        writeAt(form, path, rest.length > 0 ? rest : undefined);
        redraw();
        views.get(pointerOf(path))!.focusTarget().focus();
        announce(strings.removed(itemTitle(index)));
      });
      view.root.append(remove);
      views.set(pointerOf(itemPath), view);
      return view.root;
    });

    const none = element('input', { type: 'checkbox' });
    none.checked = Array.isArray(value);
    none.addEventListener('change', () => write(path, none.checked ? [] : undefined));
    const noneRow = element('label', { class: 'choice', hidden: records.length > 0 }, none, strings.noRecords);

    const add = element('button', { type: 'button', class: 'add' }, strings.add(itemTitle(records.length)));
    add.disabled = records.length >= Number(fact.maxItems ?? Infinity);
    add.addEventListener('click', () => {
      writeAt(form, path, [...records, {}]);
      redraw();
      views.get(pointerOf([...path, records.length]))!.focusTarget().focus();
      announce(strings.added(itemTitle(records.length)));
    });

    const view = frameOf(fact, title, path, ...items, noneRow, add);
    return { ...view, focusTarget: () => (add.disabled ? view.root : add) };
  }

  const messages = element('div', { class: 'messages', id: `${fieldId([])}-messages` });
  const root = element(
    'form',
    { id: fieldId([]), tabindex: -1, novalidate: true, autocomplete: 'off', 'aria-label': strings.form },
    messages,
    ...drawChildren(facts, []),
  );
  // Enter in a text field submits a form: there is nowhere to send it to.
  root.addEventListener('submit', (event) => event.preventDefault());
  views.set('', { root, messages, needed: element('span'), focusTarget: () => root, invalidTargets: [] });
  return { root, views };
}

/** Brings a field into view and gives it the focus, opening what it is folded into. */
export function goTo(view: FieldView): void {
  for (let folded = view.root.closest('details'); folded; folded = folded.parentElement!.closest('details')) {
    folded.open = true;
  }
  view.focusTarget().focus({ preventScroll: true });
  view.root.scrollIntoView({ block: view.invalidTargets.length > 0 ? 'center' : 'start' });
}
