// The form as it is to be drawn, field by field in order: labels, controls, options, values, messages. Plain JSON.

import type { Report } from '../../wasm/src/report.js';
import { institutionAt } from './directory.js';
import { breadcrumb, choicesOf, fieldPointer, itemsOf, kindOf, textOf, titleOf, type Kind } from './facts.js';
import { isOpenError, noticeOf, type Link, type Notice } from './notice.js';
import type { Directory, Fact, Pack } from './pack.js';
import { parentPointer, partOf, type Json, type JsonObject } from './pointer.js';
import { localise, stringsFor, type Strings } from './strings.js';

export interface FormRequest {
  pack: Pack;
  form: JsonObject;
  /** Absent: nothing is known of the form yet. */
  report?: Report;
  locale: string;
  /** What is filled in but no longer matters, by `idleFacts`. */
  idle?: readonly string[];
  /** By which the check was made: what it answers is told where nothing is filled in. */
  directory?: Directory;
}

export interface OptionView {
  /** What the renderer hands back when it is chosen. */
  raw: string;
  title: string;
  help: string;
  chosen: boolean;
}

export interface FieldView {
  pointer: string;
  kind: Kind;
  label: string;
  help: string;
  /** How a value that is typed looks; '' where nothing needs to be said. */
  format: string;
  /** Of `number`: whether fractions are allowed. */
  decimal: boolean;
  /** Absence is an answer. */
  optional: boolean;
  /** Known to the system behind the page, not to the applicant. */
  host: boolean;
  /** Its code is looked up in the directory of institutions. */
  lookedUp: boolean;
  /** The check waits for it. */
  needed: boolean;
  /** False: with the answers given, this one changes nothing. */
  matters: boolean;
  /** The value as text; of `lines` one a line; of `choice`, `yes_no` and `checks` see `options`. */
  value: string;
  /** Anything is filled in. */
  filled: boolean;
  options: OptionView[];
  /** Of `checks` and `records`: answered with "there are none". */
  none: boolean;
  /** Of `records`: the button that adds an element, and whether the schema allows one more. */
  add: string;
  canAdd: boolean;
  /** Of an element of `records`: the button that takes it away. */
  remove: string;
  messages: Notice[];
  /** One of the messages is an error that the applicant has to mend. */
  invalid: boolean;
  children: FieldView[];
}

export interface FormView {
  /** The whole form: a group whose pointer is ''. */
  root: FieldView;
  /** The next question that matters; null when none is open. Where the directory may answer it, the code to look up by. */
  next: Link | null;
}

export function describeForm(request: FormRequest): FormView {
  const { pack, form, report, directory } = request;
  const strings = stringsFor(request.locale);
  const place = (pointer: string) => fieldPointer(pack.facts, form, pointer);
  const needed = new Set(report?.missing.map(place));
  const idle = new Set(request.idle);
  const messages = new Map<string, { notices: Notice[]; invalid: boolean }>();
  for (const finding of report?.findings ?? []) {
    const at = place(finding.path);
    const { notices, invalid } = messages.get(at) ?? { notices: [], invalid: false };
    messages.set(at, { notices: [...notices, noticeOf(finding, strings)], invalid: invalid || isOpenError(finding) });
  }

  function describe(fact: Fact, label: string, pointer: string, value: Json | undefined, around: Around): FieldView {
    const kind = kindOf(fact);
    const optional = fact['x-optional'] === true;
    const host = fact['x-source'] === 'host';
    const { notices, invalid } = messages.get(pointer) ?? { notices: [], invalid: false };
    const below = { optional: optional || around.optional, host: host || around.host };
    const children = kind === 'group' ? childrenOf(fact, pointer, value, below) : kind === 'records' ? elementsOf(fact, label, pointer, value, below) : [];
    const filled = value !== undefined && value !== null;
    const isNeeded = needed.has(pointer);
    const isAsked = filled ? !idle.has(pointer) : below.optional || below.host;
    const isLeaf = kind !== 'group' && !(kind === 'records' && children.length > 0);
    return {
      pointer,
      kind,
      label,
      help: localise(fact.help, strings.locale),
      format: strings.formats[fact.format ?? ''] ?? (kind === 'lines' ? strings.oneEachLine : ''),
      decimal: fact.type === 'number',
      optional,
      host,
      lookedUp: around.lookedUp === pointer,
      needed: isNeeded,
      matters: !report || isNeeded || notices.length > 0 || (isLeaf ? isAsked : children.some(({ matters }) => matters)),
      value: Array.isArray(value) && kind === 'lines' ? value.map(textOf).join('\n') : kind === 'group' || kind === 'records' ? '' : textOf(value),
      filled,
      options: optionsOf(fact, kind, value, strings),
      none: Array.isArray(value) && value.length === 0,
      add: kind === 'records' ? strings.add(elementTitle(fact, label, children.length)) : '',
      canAdd: kind === 'records' && children.length < Number(fact.maxItems ?? Infinity),
      remove: '',
      messages: notices,
      invalid,
      children,
    };
  }

  function childrenOf(fact: Fact, pointer: string, value: Json | undefined, below: Around): FieldView[] {
    const around = { ...below, lookedUp: `${pointer}/${fact['x-directory']}` };
    const code = partOf(value, fact['x-directory'] ?? '');
    const entry = directory && typeof code === 'string' && institutionAt(directory, code) ? directory[code] : undefined;
    const children = Object.entries(fact.properties ?? {}).map(([name, child]) => {
      const field = describe(child, titleOf(child, name, strings), `${pointer}/${name}`, partOf(value, name), around);
      const known = field.filled || field.kind === 'group' || field.kind === 'records' ? undefined : partOf(entry, name);
      return known === undefined || known === null ? field : { ...field, help: strings.inDirectory(named(child, field.kind, known, strings)) };
    });
    // No rule reads a code, but it may answer everything around it.
    const isOpen = children.some(({ matters }) => matters);
    return children.map((child) => (child.lookedUp && isOpen ? { ...child, matters: true } : child));
  }

  function elementsOf(fact: Fact, label: string, pointer: string, value: Json | undefined, below: Around): FieldView[] {
    if (!Array.isArray(value)) return [];
    return value.map((element, index) => {
      const title = elementTitle(fact, label, index);
      // An element is there by the applicant's own act: what is below it is asked for like anything else.
      const around = { ...below, optional: false };
      return { ...describe({ ...itemsOf(fact), 'x-optional': false }, title, `${pointer}/${index}`, element, around), remove: strings.remove(title) };
    });
  }

  function elementTitle(fact: Fact, label: string, index: number): string {
    return strings.record(titleOf(itemsOf(fact), label, strings), index + 1);
  }

  const root = describe(pack.facts, strings.form, '', form, { optional: false, host: false });
  const first = report?.missing[0];
  const next = first === undefined ? undefined : codeBeside(first, fieldsOf(root)) ?? first;
  return { root, next: next === undefined ? null : { pointer: place(next), label: breadcrumb(pack.facts, next, strings) } };
}

/** The code that is still to be filled in and by which the directory may know what is asked for. */
function codeBeside(pointer: string, fields: FieldView[]): string | undefined {
  const code = fields.find((field) => field.lookedUp && !field.filled && pointer.startsWith(`${parentPointer(field.pointer)}/`));
  return code && code.pointer;
}

/** What a field takes over from the groups around it. */
interface Around {
  optional: boolean;
  host: boolean;
  /** The pointer of the field whose code is looked up. */
  lookedUp?: string;
}

/** A value that is in the form but not among the choices (an example may hold one) is shown as it is. */
function optionsOf(fact: Fact, kind: Kind, value: Json | undefined, strings: Strings): OptionView[] {
  if (kind !== 'choice' && kind !== 'yes_no' && kind !== 'checks') return [];
  const given = kind === 'checks' ? (Array.isArray(value) ? value : []) : value === undefined || value === null ? [] : [value];
  const choices = choicesOf(kind === 'checks' ? itemsOf(fact) : fact, strings);
  const others = given.filter((each) => !choices.some((choice) => choice.value === each));
  return [...choices, ...others.map((each) => ({ value: each, title: textOf(each), help: '' }))].map((choice) => ({
    raw: textOf(choice.value),
    title: choice.title,
    help: choice.help,
    chosen: given.includes(choice.value),
  }));
}

/** A value by what it is called. */
function named(fact: Fact, kind: Kind, value: Json, strings: Strings): string {
  const chosen = optionsOf(fact, kind, value, strings).filter((option) => option.chosen);
  return chosen.length > 0 ? chosen.map(({ title }) => title).join(strings.separator) : Array.isArray(value) ? value.map(textOf).join(strings.separator) || strings.noRecords : textOf(value);
}

/** The fields of a view below one, and itself, in the order in which they stand. */
export function fieldsOf(field: FieldView): FieldView[] {
  return field.children.reduce((fields, child) => fields.concat(fieldsOf(child)), [field]);
}

export function isTyped({ kind }: FieldView): boolean {
  return kind === 'text' || kind === 'number' || kind === 'area' || kind === 'lines';
}

