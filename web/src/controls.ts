// One leaf of the form: a labelled control for a single fact, its help, and the place where its messages go.

import { element, replaceChildren, type Child } from './dom.js';
import { controlOf, itemsOf, optionsOf, titleOf, type Directory, type Fact, type Option } from './pack.js';
import { pointerOf, type Json, type Path } from './pointer.js';
import { localise, type Strings } from './strings.js';

/** A field or group on the page, as the report's messages and links find it. */
export interface FieldView {
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
  fact: Fact;
  name: string;
  path: Path;
  value: Json | undefined;
  strings: Strings;
  /** Of a code that is looked up: what it may be. */
  directory?: Directory;
  /** `undefined` when the field is empty: an empty field is absent from the form. */
  onChange: (value: Json | undefined) => void;
}

/** Up to this many choices are shown at once; more go into a drop-down list. */
const maxRadios = 3;

export function drawField(options: FieldOptions): FieldView {
  switch (controlOf(options.fact)) {
    case 'choice': {
      const choices = withPresent(optionsOf(options.fact, options.strings), [options.value]);
      return choices.length <= maxRadios ? drawRadios(options, choices) : drawSelect(options, choices);
    }
    case 'checkboxes':
      return drawCheckboxes(options);
    case 'lines':
      return drawLines(options);
    default:
      return drawInput(options);
  }
}

export function fieldId(path: Path): string {
  return `field${pointerOf(path).replace(/\//g, '-')}`;
}

/** The title of a field or group with its marks. */
export function drawHeading(title: string, fact: Fact, strings: Strings): { children: Child[]; needed: HTMLElement } {
  const needed = element('span', { class: 'tag needed', hidden: true }, strings.needed);
  const optional = fact['x-optional'] && element('span', { class: 'tag' }, strings.optional);
  return { children: [element('span', {}, title), ' ', optional, ' ', needed], needed };
}

export function drawHelp(fact: Fact, id: string, strings: Strings, hint = ''): HTMLElement {
  const text = localise(fact.help, strings.locale) || hint;
  return element('p', { class: 'help', id: `${id}-help`, hidden: text === '' }, text);
}

/** A value that is in the form but not among the choices (an example may hold one) is shown as it is. */
function withPresent(options: Option[], present: readonly (Json | undefined)[]): Option[] {
  const others = present.filter(
    (value) => value !== undefined && value !== null && !options.some((option) => option.value === value),
  );
  return [...options, ...others.map((value) => ({ value: value as Json, title: textOf(value), help: '' }))];
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Frame {
  id: string;
  described: string;
  heading: Child[];
  needed: HTMLElement;
  help: HTMLElement;
  messages: HTMLElement;
}

function frameOf({ fact, name, path, strings }: FieldOptions, hint = ''): Frame {
  const id = fieldId(path);
  const { children, needed } = drawHeading(titleOf(fact, name, strings), fact, strings);
  return {
    id,
    described: `${id}-help ${id}-messages`,
    heading: children,
    needed,
    help: drawHelp(fact, id, strings, hint),
    messages: element('div', { class: 'messages', id: `${id}-messages` }),
  };
}

/** A field with one control, named by a <label>. */
function singleField(frame: Frame, control: HTMLElement, ...extra: Child[]): FieldView {
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
): FieldView {
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

function drawRadios(options: FieldOptions, choices: Option[]): FieldView {
  const { value, strings, onChange } = options;
  const frame = frameOf(options);
  const unanswered: { value: Json | undefined; title: string; help: string } = {
    value: undefined,
    title: strings.unanswered,
    help: '',
  };
  const all = [...choices, unanswered];
  const controls = all.map((choice) => {
    const control = element('input', { type: 'radio', name: frame.id, value: textOf(choice.value) });
    control.checked = choice.value === (value ?? undefined);
    control.addEventListener('change', () => onChange(choice.value));
    return control;
  });
  const rows = all.map((choice, index) => drawRow(controls[index], choice.title, choice.help));
  return setField(frame, 'radiogroup', controls, rows);
}

function drawSelect(options: FieldOptions, choices: Option[]): FieldView {
  const { value, strings, onChange } = options;
  const frame = frameOf(options);
  const chosenHelp = element('p', { class: 'help', id: `${frame.id}-chosen` });
  const select = element(
    'select',
    { id: frame.id, 'aria-describedby': `${frame.described} ${chosenHelp.id}` },
    element('option', { value: '' }, strings.unanswered),
    ...choices.map((choice) => element('option', { value: textOf(choice.value) }, choice.title)),
  );
  const chosen = () => choices[select.selectedIndex - 1] as Option | undefined;
  const showHelp = () => {
    chosenHelp.textContent = chosen()?.help ?? '';
    chosenHelp.hidden = chosenHelp.textContent === '';
  };
  select.selectedIndex = choices.findIndex((choice) => choice.value === value) + 1;
  select.addEventListener('change', () => {
    showHelp();
    onChange(chosen()?.value);
  });
  showHelp();
  return singleField(frame, select, chosenHelp);
}

/** A list of codes. Three answers: some of them, none of them (an empty list), or not answered yet (absent). */
function drawCheckboxes(options: FieldOptions): FieldView {
  const { fact, value, strings, onChange } = options;
  const frame = frameOf(options);
  const given = Array.isArray(value) ? value : [];
  const choices = withPresent(optionsOf(itemsOf(fact), strings), given);
  const controls = choices.map((choice) => {
    const control = element('input', { type: 'checkbox', value: textOf(choice.value) });
    control.checked = given.includes(choice.value);
    return control;
  });
  const none = element('input', { type: 'checkbox' });
  none.checked = Array.isArray(value) && value.length === 0;

  for (const control of controls) {
    control.addEventListener('change', () => {
      none.checked = false;
      const picked = choices.filter((_, index) => controls[index].checked).map((choice) => choice.value);
      onChange(picked.length > 0 ? picked : undefined);
    });
  }
  none.addEventListener('change', () => {
    for (const control of controls) control.checked = false;
    onChange(none.checked ? [] : undefined);
  });
  const rows = choices.map((choice, index) => drawRow(controls[index], choice.title, choice.help));
  return setField(frame, undefined, [...controls, none], [...rows, drawRow(none, strings.none)]);
}

/** A list of free values, one a line; blank lines are not values. */
function drawLines(options: FieldOptions): FieldView {
  const { fact, value, strings, onChange } = options;
  const frame = frameOf(options, strings.oneEachLine);
  const area = element('textarea', { id: frame.id, rows: 3, 'aria-describedby': frame.described, autocomplete: 'off' });
  area.value = Array.isArray(value) ? value.map(textOf).join('\n') : textOf(value);
  area.addEventListener('input', () => {
    const lines = area.value.split('\n').filter((line) => line.trim() !== '');
    onChange(lines.length > 0 ? lines.map((line) => parseText(itemsOf(fact), line) as Json) : undefined);
  });
  return singleField(frame, area);
}

function drawInput(options: FieldOptions): FieldView {
  const { fact, value, strings, onChange } = options;
  const frame = frameOf(options, fact.format === 'cn-area-code' ? strings.areaFormat : '');
  const kind = controlOf(fact);
  const native = kind === 'date' || kind === 'month';
  const input = element('input', {
    id: frame.id,
    type: native ? kind : 'text',
    inputmode: kind !== 'number' ? undefined : fact.type === 'integer' ? 'numeric' : 'decimal',
    'aria-describedby': frame.described,
    autocomplete: 'off',
  });
  input.value = textOf(value);
  // A date control drops what is not a date; an example may hold one on purpose, and it has to be seen to be corrected.
  if (input.value !== textOf(value)) {
    input.type = 'text';
    input.value = textOf(value);
  }
  const hint = input.type === 'text' ? formatHint(fact, strings) : '';
  if (frame.help.hidden && hint !== '') {
    replaceChildren(frame.help, hint);
    frame.help.hidden = false;
  }
  input.addEventListener('input', () => onChange(parseText(fact, input.value)));
  return singleField(frame, input, ...(options.directory ? drawSuggestions(input, options.directory, strings) : []));
}

/** The codes of the directory to choose from, and the name of the one that is chosen. */
function drawSuggestions(input: HTMLInputElement, directory: Directory, strings: Strings): HTMLElement[] {
  const entries = new Map(Object.entries(directory));
  const list = element(
    'datalist',
    { id: `${input.id}-codes` },
    ...Array.from(entries, ([code, entry]) => element('option', { value: code }, textOf(entry.name))),
  );
  const chosen = element('p', { class: 'help', id: `${input.id}-chosen` });
  const showChosen = () => {
    const entry = entries.get(input.value.trim());
    chosen.textContent = entry ? strings.fromDirectory(textOf(entry.name)) : '';
    chosen.hidden = !entry;
  };
  input.setAttribute('list', list.id);
  input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby')} ${chosen.id}`);
  input.addEventListener('input', showChosen);
  showChosen();
  return [list, chosen];
}

function formatHint(fact: Fact, strings: Strings): string {
  const hints: Record<string, string> = {
    date: strings.dateFormat,
    month: strings.monthFormat,
    'date-time': strings.dateTimeFormat,
  };
  return hints[fact.format ?? ''] ?? '';
}

/** What is not a number stays text: the core then says so at the field, instead of the page guessing. */
function parseText(fact: Fact, raw: string): Json | undefined {
  const text = raw.trim();
  if (text === '') return undefined;
  const isNumber = fact.type === 'integer' || fact.type === 'number';
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
