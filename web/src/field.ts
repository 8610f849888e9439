// One leaf of the form: a labelled control for a single fact, its help, and its messages.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { areaCodeOf, sentences, type Directory, type FieldView, type OptionView, type Strings } from '../view-model/index.js';
import type { LookupWords } from './institution.js';
import { drawMessages } from './notice.js';
import { onPaper } from './paper.js';

export interface Drawing {
  strings: Strings;
  directory: Directory;
  /** null: on their way. undefined: codes of areas are typed. */
  areas: Directory | null | undefined;
  /** What is typed in the field that has the keyboard, as it was typed. */
  typed: { pointer: string; raw: string } | null;
  isHidden: (field: FieldView) => boolean;
  /** A key was pressed. The text is finished when its field is left. */
  onType: (pointer: string, raw: string) => void;
  /** Something was chosen. */
  onChange: (pointer: string, raw: string | string[]) => void;
}

/** Up to this many choices are shown at once; more go into a drop-down list. */
const maxRadios = 3;

export function drawField(field: FieldView, drawing: Drawing): TemplateResult {
  switch (field.kind) {
    case 'choice':
    case 'yes_no':
      return field.options.length <= maxRadios ? drawRadios(field, drawing) : drawSelect(field, drawing);
    case 'checks':
      return drawChecks(field, drawing);
    case 'lines':
      return drawLines(field, drawing);
    default:
      if (field.lookedUp) return drawInstitution(field, drawing);
      return field.kind === 'area' && drawing.areas !== undefined ? drawArea(field, drawing, drawing.areas) : drawInput(field, drawing);
  }
}

export function fieldId(pointer: string): string {
  return `field${pointer.replace(/\//g, '-')}`;
}

/** The label of a field or group with its marks. */
export function drawHeading({ label, optional, needed, matters }: FieldView, strings: Strings): TemplateResult {
  return html`<span>${label}</span>
    ${optional ? html`<span class="tag">${strings.optional}</span>` : nothing}
    <span class="tag needed" ?hidden=${!needed}>${strings.needed}</span>
    ${matters ? nothing : html`<span class="tag">${strings.notNow}</span>`}`;
}

export function drawHelp(text: string, id: string): TemplateResult {
  return html`<p class="help" id="${id}-help" ?hidden=${text === ''}>${text}</p>`;
}

/** A field with one control, named by a <label>. */
function single(field: FieldView, drawing: Drawing, help: string, control: unknown): TemplateResult {
  const id = fieldId(field.pointer);
  return html`<div class="field ${field.invalid ? 'has-error' : ''} ${onPaper(field)}" data-path=${field.pointer} ?hidden=${drawing.isHidden(field)}>
    <label for=${id}>${drawHeading(field, drawing.strings)}</label>
    ${drawHelp(help, id)} ${control} ${drawMessages(field.messages, id)}
  </div>`;
}

/** A field with several controls, named by a <legend>. */
function several(field: FieldView, drawing: Drawing, role: 'radiogroup' | undefined, rows: unknown[], short: boolean): TemplateResult {
  const id = fieldId(field.pointer);
  return html`<fieldset
    class="field ${field.invalid ? 'has-error' : ''} ${onPaper(field)}"
    id=${id}
    role=${role || nothing}
    aria-labelledby="${id}-legend"
    aria-describedby="${id}-help ${id}-messages"
    aria-invalid=${role && field.invalid ? 'true' : nothing}
    data-path=${field.pointer}
    ?hidden=${drawing.isHidden(field)}
  >
    <legend id="${id}-legend">${drawHeading(field, drawing.strings)}</legend>
    ${drawHelp(field.help, id)}
    <div class="choices ${short ? 'short' : ''}">${rows}</div>
    ${drawMessages(field.messages, id)}
  </fieldset>`;
}

function row(control: TemplateResult, title: string, help = ''): TemplateResult {
  return html`<label class="choice">${control}<span>${title}${help === '' ? nothing : html`<small>${help}</small>`}</span></label>`;
}

/** To take an answer back. */
function unanswered(options: OptionView[], strings: Strings): OptionView {
  return { raw: '', title: strings.unanswered, help: '', chosen: !options.some(({ chosen }) => chosen) };
}

function isShort(options: OptionView[]): boolean {
  return options.every(({ help }) => help === '');
}

function drawRadios(field: FieldView, drawing: Drawing): TemplateResult {
  const { pointer, options } = field;
  const rows = [...options, unanswered(options, drawing.strings)].map(({ raw, title, help, chosen }) =>
    row(
      html`<input type="radio" name=${fieldId(pointer)} value=${raw} .checked=${live(chosen)} @change=${() => drawing.onChange(pointer, raw)} />`,
      title,
      help,
    ),
  );
  return several(field, drawing, 'radiogroup', rows, isShort(options));
}

function drawSelect(field: FieldView, drawing: Drawing): TemplateResult {
  const { pointer, options } = field;
  const id = fieldId(pointer);
  const all = [unanswered(options, drawing.strings), ...options];
  const { help } = all.find(({ chosen }) => chosen)!;
  return single(
    field,
    drawing,
    field.help,
    html`<select
        id=${id}
        aria-describedby="${id}-help ${id}-messages ${id}-chosen"
        aria-invalid=${field.invalid ? 'true' : nothing}
        @change=${(event: Event) => drawing.onChange(pointer, all[(event.target as HTMLSelectElement).selectedIndex].raw)}
      >
        ${repeat(
          all,
          ({ raw }) => raw,
          ({ raw, title, chosen }) => html`<option value=${raw} .selected=${live(chosen)}>${title}</option>`,
        )}
      </select>
      ${drawChosen(help, id)}`,
  );
}

/** A list of codes. Three answers: some of them, none of them (an empty list), or not answered yet (absent). */
function drawChecks(field: FieldView, drawing: Drawing): TemplateResult {
  const { pointer, options, none, invalid } = field;
  const box = (checked: boolean, value: string, onChange: (on: boolean) => void) =>
    html`<input
      type="checkbox"
      value=${value || nothing}
      .checked=${live(checked)}
      aria-invalid=${invalid ? 'true' : nothing}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />`;
  const pick = (raw: string, on: boolean) => {
    const picked = options.filter((option) => (option.raw === raw ? on : option.chosen)).map((option) => option.raw);
    drawing.onChange(pointer, picked.length > 0 ? picked : '');
  };
  const rows = options.map(({ raw, title, help, chosen }) => row(box(chosen, raw, (on) => pick(raw, on)), title, help));
  const last = row(box(none, '', (on) => drawing.onChange(pointer, on ? [] : '')), drawing.strings.none);
  return several(field, drawing, undefined, [...rows, last], false);
}

/** What stands in a text control: the keys as they were pressed while there is typing, the value else. */
function shownText({ pointer, value }: FieldView, { typed }: Drawing): string {
  return typed && typed.pointer === pointer ? typed.raw : value;
}

/** A list of free values, one a line. */
function drawLines(field: FieldView, drawing: Drawing): TemplateResult {
  const { pointer } = field;
  const id = fieldId(pointer);
  return single(
    field,
    drawing,
    field.help || field.format,
    html`<textarea
      id=${id}
      rows="3"
      autocomplete="off"
      aria-describedby="${id}-help ${id}-messages"
      aria-invalid=${field.invalid ? 'true' : nothing}
      .value=${live(shownText(field, drawing))}
      @input=${(event: Event) => drawing.onType(pointer, (event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  );
}

/** A date control drops what is not a date; an example may hold one on purpose, and it has to be seen to be corrected. */
function inputType({ kind, value }: FieldView): string {
  if (kind !== 'date' && kind !== 'month') return 'text';
  const day = kind === 'month' ? `${value}-01` : value;
  const instant = new Date(`${day}T00:00:00Z`);
  const isDay = value === '' || (/^\d{4}-\d\d-\d\d$/.test(day) && !isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day);
  return isDay ? kind : 'text';
}

function drawInput(field: FieldView, drawing: Drawing): TemplateResult {
  const { pointer, kind, decimal } = field;
  const id = fieldId(pointer);
  const type = inputType(field);
  return single(
    field,
    drawing,
    kind === 'area' ? sentences([field.format, field.help], drawing.strings) : field.help || (type === 'text' || type === 'month' ? field.format : ''), // some browsers have no picker of months and show a text field
    html`<input
      id=${id}
      type=${type}
      inputmode=${kind !== 'number' ? nothing : decimal ? 'decimal' : 'numeric'}
      autocomplete="off"
      aria-describedby="${id}-help ${id}-messages ${id}-chosen"
      aria-invalid=${field.invalid ? 'true' : nothing}
      .value=${live(shownText(field, drawing))}
      @input=${(event: Event) => drawing.onType(pointer, (event.target as HTMLInputElement).value)}
      @change=${(event: Event) => type !== 'text' && drawing.onChange(pointer, (event.target as HTMLInputElement).value)}
      />
      ${type === 'text' ? nothing : drawChosen(field.value === '' ? '' : drawing.strings.day(field.value), id)}`,
  );
}

/** What an answer means, in words. A picker of days shows them in the order that the browser is used to, which is not always the page's. */
function drawChosen(text: string, id: string): TemplateResult {
  return html`<p class="help" id="${id}-chosen" ?hidden=${text === ''}>${text}</p>`;
}

function drawInstitution(field: FieldView, drawing: Drawing): TemplateResult {
  const { institutions, institutionHelp, fromDirectory, moreInstitutions } = drawing.strings;
  const words = { list: institutions, chosen: fromDirectory, more: moreInstitutions };
  return drawLookup(field, drawing, drawing.directory, institutionHelp, words, (text) => text);
}

function drawArea(field: FieldView, drawing: Drawing, areas: Directory | null): TemplateResult {
  const { chooseArea, areaHelp, chosenArea, moreAreas } = drawing.strings;
  return drawLookup(field, drawing, areas, areaHelp, { list: chooseArea, chosen: chosenArea, more: moreAreas }, (text) => (areas ? areaCodeOf(areas, text) : text));
}

function drawLookup(field: FieldView, drawing: Drawing, directory: Directory | null, help: string, words: LookupWords, codeOf: (text: string) => string): TemplateResult {
  const { pointer, value, invalid } = field;
  const id = fieldId(pointer);
  return single(
    field,
    drawing,
    sentences([help, field.help], drawing.strings),
    html`<precheck-institution
      .controlId=${id}
      .value=${value}
      .invalid=${invalid}
      .directory=${directory}
      .words=${words}
      @choose=${(event: CustomEvent<string>) => drawing.onChange(pointer, codeOf(event.detail))}
    ></precheck-institution>`,
  );
}
