// The fields of a view as the rows of a page: a card for each group at the top, what is below it in one flat list, because WXML has no recursion. What no
// longer matters stands folded at the end of its group.

import { sentences, type FieldView, type Kind, type Notice, type OptionView, type Strings } from '../index.js';

export interface Row {
  key: string;
  type: 'heading' | 'field' | 'none' | 'add' | 'remove' | 'fold';
  /** 0 for a card's own heading and fields. */
  level: number;
  pointer: string;
  label: string;
  /** The label with what stands around it, for who cannot see it: WeChat has no describedby for all its readers. */
  spoken: string;
  help: string;
  optional: boolean;
  needed: boolean;
  invalid: boolean;
  messages: Notice[];
  control: Control;
  /** The options stand side by side. */
  short: boolean;
  value: string;
  /** Its code may be looked up in the directory of institutions. */
  lookedUp: boolean;
  options: OptionView[];
  /** Of `picker`: what it offers, "not answered" first, and the place of what is chosen. */
  titles: string[];
  index: number;
  disabled: boolean;
  /** Of `checks` and `none`: "there are none" is chosen. */
  none: boolean;
  /** Of `fold`. */
  open: boolean;
}

export type Control = '' | 'text' | 'digits' | 'decimal' | 'lines' | 'area' | 'day' | 'month' | 'picker' | 'options' | 'checks';

export interface Card {
  key: string;
  rows: Row[];
}

/** Up to this many choices are shown at once; more go into the picker. */
const maxShown = 4;

/** @param opened pointers of the groups whose folded part is open */
export function cardsOf(root: FieldView, opened: ReadonlySet<string>, strings: Strings): Card[] {
  const cards: Card[] = [];
  const cardFor = (field: FieldView): Card => {
    const own = field.kind === 'group' || field.kind === 'records';
    const last = cards[cards.length - 1];
    // Fields that are in no group share one card with their neighbours.
    if (!own && last && last.rows.every((row) => row.type === 'field' && row.level === 0)) return last;
    const card = { key: field.pointer, rows: [] };
    cards.push(card);
    return card;
  };
  if (root.messages.length > 0) cards.push({ key: 'messages', rows: [rowOf(root, 'heading', 0, strings, { label: '' })] });
  const applicants = root.children.filter(({ host }) => !host);
  for (const child of applicants.filter(({ matters }) => matters)) cardFor(child).rows.push(...rowsOf(child, 0, opened, strings));
  const rest = applicants.filter(({ matters }) => !matters);
  if (rest.length > 0) cards.push({ key: 'fold', rows: foldOf(root, rest, 0, opened, strings) });
  return cards;
}

function rowsOf(field: FieldView, level: number, opened: ReadonlySet<string>, strings: Strings): Row[] {
  if (field.kind === 'group') return [rowOf(field, 'heading', level, strings), ...childRows(field, level, opened, strings)];
  if (field.kind === 'records') return recordRows(field, level, opened, strings);
  return [rowOf(field, 'field', level, strings)];
}

function childRows(field: FieldView, level: number, opened: ReadonlySet<string>, strings: Strings): Row[] {
  const applicants = field.children.filter(({ host }) => !host);
  const rest = applicants.filter(({ matters }) => !matters);
  const below = (child: FieldView) => (child.kind === 'group' || child.kind === 'records' ? level + 1 : level);
  const rows = concat(applicants.filter(({ matters }) => matters).map((child) => rowsOf(child, below(child), opened, strings)));
  return rest.length > 0 ? [...rows, ...foldOf(field, rest, level, opened, strings)] : rows;
}

function foldOf(group: FieldView, rest: FieldView[], level: number, opened: ReadonlySet<string>, strings: Strings): Row[] {
  const open = opened.has(group.pointer);
  const whole = (field: FieldView): FieldView => ({ ...field, matters: true, children: field.children.map(whole) }); // nothing in a fold is folded again
  const fold = rowOf(group, 'fold', level, strings, { label: strings.folded(rest.length), help: '', messages: [], needed: false, optional: false, open });
  return open ? [fold, ...concat(rest.map((child) => rowsOf(whole(child), level + 1, opened, strings)))] : [fold];
}

function recordRows(field: FieldView, level: number, opened: ReadonlySet<string>, strings: Strings): Row[] {
  const rows = [rowOf(field, 'heading', level, strings)];
  const bare = { help: '', messages: [], needed: false, optional: false };
  for (const element of field.children) {
    rows.push(rowOf(element, 'heading', level + 1, strings), ...childRows(element, level + 1, opened, strings));
    rows.push(rowOf(element, 'remove', level + 1, strings, { ...bare, label: element.remove }));
  }
  if (field.children.length === 0) rows.push(rowOf(field, 'none', level, strings, { ...bare, label: strings.noRecords }));
  return [...rows, rowOf(field, 'add', level, strings, { ...bare, label: field.add, disabled: !field.canAdd })];
}

function rowOf(field: FieldView, type: Row['type'], level: number, strings: Strings, more: Partial<Row> = {}): Row {
  const { pointer, label, help, optional, needed, invalid, value, options } = field;
  const control = type === 'field' ? controlOf(field) : '';
  const typed = control === 'text' || control === 'lines' || control === 'area';
  const said = field.messages.map(({ word, text }) => word + strings.colon + text);
  return {
    key: `${type}${pointer}`,
    type,
    level,
    pointer,
    label,
    spoken: [label, ...(needed ? [strings.needed] : []), ...said].join(strings.separator),
    help: control === 'area' ? sentences([field.format, help], strings) : help || (typed ? field.format : ''),
    optional,
    needed,
    invalid,
    messages: [...field.messages, ...hostMessages(field)],
    control,
    short: options.every(({ title, help }) => title.length <= 6 && help === ''),
    value,
    lookedUp: field.lookedUp,
    options,
    titles: control === 'picker' ? [strings.unanswered, ...options.map(({ title }) => title)] : [],
    index: options.findIndex(({ chosen }) => chosen) + 1,
    disabled: false,
    none: field.none,
    open: false,
    ...more,
  };
}

function controlOf({ kind, options, decimal }: FieldView): Control {
  const controls: Record<Kind, Control> = {
    group: '',
    records: '',
    checks: 'checks',
    lines: 'lines',
    yes_no: 'options',
    choice: options.length <= maxShown ? 'options' : 'picker',
    date: 'day',
    month: 'month',
    area: 'area',
    number: decimal ? 'decimal' : 'digits',
    text: 'text',
  };
  return controls[kind];
}

/** What the host knows is not drawn; what is to be said of it stands at the group. */
function hostMessages({ kind, children }: FieldView): Notice[] {
  return kind === 'group' ? concat(children.filter(({ host }) => host).map((child) => [...child.messages, ...hostMessages(child)])) : [];
}

function concat<T>(lists: T[][]): T[] {
  return ([] as T[]).concat(...lists);
}
