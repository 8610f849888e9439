// One leaf of the form: a labelled control for a single fact, its help, and the place where its messages go.

import { findInstitutions, institutionAt, type Directory, type FieldView, type OptionView, type Strings } from '../view-model/index.js';
import { element, type Child } from './dom.js';

/** A field or group on the page, as the report's messages and links find it. */
export interface DrawnField {
  root: HTMLElement;
  messages: HTMLElement;
  /** The mark "to fill in", hidden until the report asks for this fact. */
  needed: HTMLElement;
  /** What takes the focus when a link of the report leads here. */
  focusTarget: () => HTMLElement;
  /** The controls that get aria-invalid; none for a group. */
  invalidTargets: HTMLElement[];
}

export interface FieldOptions {
  field: FieldView;
  strings: Strings;
  directory: Directory;
  /** What was typed or chosen, as the view model takes it. */
  onChange: (raw: string | string[]) => void;
}

/** Up to this many choices are shown at once; more go into a drop-down list. */
const maxRadios = 3;

export function drawField(options: FieldOptions): DrawnField {
  switch (options.field.kind) {
    case 'choice':
    case 'yes_no':
      return options.field.options.length <= maxRadios ? drawRadios(options) : drawSelect(options);
    case 'checks':
      return drawCheckboxes(options);
    case 'lines':
      return drawLines(options);
    default:
      return drawInput(options);
  }
}

export function fieldId(pointer: string): string {
  return `field${pointer.replace(/\//g, '-')}`;
}

/** The label of a field or group with its marks. */
export function drawHeading({ label, optional }: FieldView, strings: Strings): { children: Child[]; needed: HTMLElement } {
  const needed = element('span', { class: 'tag needed', hidden: true }, strings.needed);
  return { children: [element('span', {}, label), ' ', optional && element('span', { class: 'tag' }, strings.optional), ' ', needed], needed };
}

export function drawHelp(text: string, id: string): HTMLElement {
  return element('p', { class: 'help', id: `${id}-help`, hidden: text === '' }, text);
}

interface Frame {
  id: string;
  described: string;
  heading: Child[];
  needed: HTMLElement;
  help: HTMLElement;
  messages: HTMLElement;
}

function frameOf({ field, strings }: FieldOptions, format = ''): Frame {
  const id = fieldId(field.pointer);
  const { children, needed } = drawHeading(field, strings);
  return {
    id,
    described: `${id}-help ${id}-messages`,
    heading: children,
    needed,
    help: drawHelp(field.help || format, id),
    messages: element('div', { class: 'messages', id: `${id}-messages` }),
  };
}

/** A field with one control, named by a <label>. */
function singleField(frame: Frame, control: HTMLElement, ...extra: Child[]): DrawnField {
  const label = element('label', { for: frame.id }, ...frame.heading);
  const root = element('div', { class: 'field' }, label, frame.help, control, ...extra, frame.messages);
  return { root, messages: frame.messages, needed: frame.needed, focusTarget: () => control, invalidTargets: [control] };
}

/** A field with several controls, named by a <legend>. */
function setField(
  frame: Frame,
  role: 'radiogroup' | undefined,
  controls: HTMLInputElement[],
  rows: HTMLElement[],
): DrawnField {
  const legend = element('legend', { id: `${frame.id}-legend` }, ...frame.heading);
  const attributes = {
    class: 'field',
    id: frame.id,
    role,
    'aria-labelledby': `${frame.id}-legend`,
    'aria-describedby': frame.described,
  };
  const explained = rows.some((row) => row.querySelector('small'));
  const choices = element('div', { class: explained ? 'choices' : 'choices short' }, ...rows);
  const root = element('fieldset', attributes, legend, frame.help, choices, frame.messages);
  return {
    root,
    messages: frame.messages,
    needed: frame.needed,
    focusTarget: () => controls.find((control) => control.checked) ?? controls[0],
    invalidTargets: role === 'radiogroup' ? [root] : controls,
  };
}

function drawRow(control: HTMLInputElement, title: string, help = ''): HTMLElement {
  const words = element('span', {}, title, help !== '' && element('small', {}, help));
  return element('label', { class: 'choice' }, control, words);
}

/** To take an answer back. */
function unanswered(options: OptionView[], strings: Strings): OptionView {
  return { raw: '', title: strings.unanswered, help: '', chosen: !options.some(({ chosen }) => chosen) };
}

function drawRadios(options: FieldOptions): DrawnField {
  const { field, strings, onChange } = options;
  const frame = frameOf(options);
  const all = [...field.options, unanswered(field.options, strings)];
  const controls = all.map(({ raw, chosen }) => {
    const control = element('input', { type: 'radio', name: frame.id, value: raw });
    control.checked = chosen;
    control.addEventListener('change', () => onChange(raw));
    return control;
  });
  const rows = all.map(({ title, help }, index) => drawRow(controls[index], title, help));
  return setField(frame, 'radiogroup', controls, rows);
}

function drawSelect(options: FieldOptions): DrawnField {
  const { field, strings, onChange } = options;
  const frame = frameOf(options);
  const chosenHelp = element('p', { class: 'help', id: `${frame.id}-chosen` });
  const all = [unanswered(field.options, strings), ...field.options];
  const select = element(
    'select',
    { id: frame.id, 'aria-describedby': `${frame.described} ${chosenHelp.id}` },
    ...all.map(({ raw, title }) => element('option', { value: raw }, title)),
  );
  const showHelp = () => {
    chosenHelp.textContent = all[select.selectedIndex].help;
    chosenHelp.hidden = chosenHelp.textContent === '';
  };
  select.selectedIndex = all.findIndex(({ chosen }) => chosen);
  select.addEventListener('change', () => {
    showHelp();
    onChange(all[select.selectedIndex].raw);
  });
  showHelp();
  return singleField(frame, select, chosenHelp);
}

/** A list of codes. Three answers: some of them, none of them (an empty list), or not answered yet (absent). */
function drawCheckboxes(options: FieldOptions): DrawnField {
  const { field, strings, onChange } = options;
  const frame = frameOf(options);
  const controls = field.options.map(({ raw, chosen }) => {
    const control = element('input', { type: 'checkbox', value: raw });
    control.checked = chosen;
    return control;
  });
  const none = element('input', { type: 'checkbox' });
  none.checked = field.none;

  for (const control of controls) {
    control.addEventListener('change', () => {
      none.checked = false;
      const picked = controls.filter(({ checked }) => checked).map(({ value }) => value);
      onChange(picked.length > 0 ? picked : '');
    });
  }
  none.addEventListener('change', () => {
    for (const control of controls) control.checked = false;
    onChange(none.checked ? [] : '');
  });
  const rows = field.options.map(({ title, help }, index) => drawRow(controls[index], title, help));
  return setField(frame, undefined, [...controls, none], [...rows, drawRow(none, strings.none)]);
}

/** A list of free values, one a line. */
function drawLines(options: FieldOptions): DrawnField {
  const { field, onChange } = options;
  const frame = frameOf(options, field.format);
  const area = element('textarea', { id: frame.id, rows: 3, 'aria-describedby': frame.described, autocomplete: 'off' });
  area.value = field.value;
  area.addEventListener('input', () => onChange(area.value));
  return singleField(frame, area);
}

function drawInput(options: FieldOptions): DrawnField {
  const { field, strings, onChange, directory } = options;
  const { kind, value } = field;
  const input = element('input', {
    id: fieldId(field.pointer),
    type: kind === 'date' || kind === 'month' ? kind : 'text',
    inputmode: kind !== 'number' ? undefined : field.decimal ? 'decimal' : 'numeric',
    autocomplete: 'off',
  });
  input.value = value;
  // A date control drops what is not a date; an example may hold one on purpose, and it has to be seen to be corrected.
  if (input.value !== value) {
    input.type = 'text';
    input.value = value;
  }
  const frame = frameOf(options, input.type === 'text' ? field.format : '');
  input.setAttribute('aria-describedby', frame.described);
  input.addEventListener('input', () => onChange(input.value));
  return singleField(frame, input, ...(field.lookedUp ? drawSuggestions(input, directory, strings) : []));
}

/** The codes of the directory to choose from, and the name of the one that is chosen. */
function drawSuggestions(input: HTMLInputElement, directory: Directory, strings: Strings): HTMLElement[] {
  const list = element(
    'datalist',
    { id: `${input.id}-codes` },
    ...findInstitutions(directory, '').map(({ code, name }) => element('option', { value: code }, name)),
  );
  const chosen = element('p', { class: 'help', id: `${input.id}-chosen` });
  const showChosen = () => {
    const institution = institutionAt(directory, input.value.trim());
    chosen.textContent = institution ? strings.fromDirectory(institution.name) : '';
    chosen.hidden = !institution;
  };
  input.setAttribute('list', list.id);
  input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby')} ${chosen.id}`);
  input.addEventListener('input', showChosen);
  showChosen();
  return [list, chosen];
}
