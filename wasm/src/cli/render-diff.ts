// What `precheck diff` says to people: change by change what it was and is, and by which form it shows; the forms stand at the end.
import type { Effective, LocalizedText } from '../documents.js';
import type { Change, PackDiff } from '../tools/diff-packs.js';
import type { RulesDiff } from '../tools/diff-rules.js';
import type { SourceChange } from '../tools/source-changes.js';
import { nameOf } from '../tools/fact-paths.js';
import { flips } from '../tools/rank.js';
import { isObject, type Json, placesOf, valueAt } from '../tools/forms.js';
import type { FieldChange } from '../tools/pack-changes.js';
import type { Judged, Witness } from '../tools/compared.js';
import type { Colours } from './colours.js';
import { type DiffWording, wordingFor } from './wording.js';

/** How to say it. */
interface Style {
  locale: string | undefined;
  words: DiffWording;
  colours: Colours;
}

export function renderDiff({ added, removed, changed, sources }: RulesDiff, locale: string | undefined, colours: Colours): string {
  const words = wordingFor(locale).diff;
  const style = { locale, words, colours };
  if ([added, removed, changed, sources].every((part) => part.length === 0)) return `${words.nothing}\n`;
  const lists = [section(words.packsRemoved, removed.map((name) => `  ${colours.red(`- ${name}`)}`), style), section(words.packsAdded, added.map((name) => `  ${colours.green(`+ ${name}`)}`), style)];
  return `${[...lists.flat(), ...section(words.sources, sources.map((one) => renderSource(one, colours)), style), ...changed.flatMap((diff) => renderPack(diff, style))].join('\n').trimEnd()}\n`;
}

/** `S4: + S4-20, ~ S4-12` */
function renderSource({ source, added, removed, changed }: SourceChange, colours: Colours): string {
  const clauses = [...removed.map((id) => colours.red(`- ${id}`)), ...added.map((id) => colours.green(`+ ${id}`)), ...changed.map((id) => colours.yellow(`~ ${id}`))];
  return `  ${source}: ${clauses.join(', ')}`;
}

function renderPack(diff: PackDiff, style: Style): string[] {
  const { words, colours } = style;
  const { a, b, move, changes, verdicts, forms, cut } = diff;
  const shown = new Forms(words);
  const says = (witness: Witness, indent: string) => verdictLines(witness, indent, shown, style);
  const head = [colours.bold(a === b ? a : `${a} -> ${b}`)];
  if (move) head.push(`  ${words.moveOf(move.pointer, move.from, move.to, move.months, move.parameters.join(', '))}`);
  if (forms > 0) head.push(`  ${words.tried(forms, cut)}`);
  // A form that is not complete yet may well turn out otherwise.
  const plain = verdicts.filter((pair) => pair.a !== 'incomplete' && pair.b !== 'incomplete').sort((one, other) => Number(flips(other.witness.a, other.witness.b)) - Number(flips(one.witness.a, one.witness.b)));
  const parts = Object.entries(words.parts).flatMap(([part, title]) => {
    const own = changes.filter((change) => change.part === part);
    return section(title, [...own.filter(({ change, witness }) => change !== 'affected' || witness).flatMap((change) => renderChange(change, forms, style, says)), ...undecided(own, forms, style)], style);
  });
  return [...head, '', ...section(words.verdicts, plain.flatMap(({ witness }) => says(witness, '  ')), style), ...parts, ...section(words.forms, shown.lines(), style)];
}

function section(title: string, lines: string[], { colours }: Style): string[] {
  return lines.length > 0 ? [colours.bold(title), ...lines, ''] : [];
}

/** What reads something that changed, though nothing shows it. */
function undecided(changes: Change[], forms: number, { words, colours }: Style): string[] {
  const quiet = changes.filter(({ change, witness }) => change === 'affected' && !witness);
  if (quiet.length === 0) return [];
  return [`  ${colours.dim(`= ${words.affected}, ${words.notFound(forms)}: ${quiet.map(({ name }) => name).join(', ')}`)}`];
}

function renderChange(change: Change, forms: number, style: Style, says: (witness: Witness, indent: string) => string[]): string[] {
  const { name, part } = change;
  const { words, colours } = style;
  const title = name === '' ? '' : ` ${name}`;
  const top = part === 'pack' || part === 'plan';
  const lines = [...(top && change.change === 'changed' ? [] : [heading(change, title, style)]), ...fieldsOf(change).flatMap((field) => renderField(field, change, style))];
  if (change.reads.length > 0 && part !== 'fact' && change.change !== 'added' && change.change !== 'removed') lines.push(`      ${colours.dim(`${words.reads}: ${few(change.reads)}`)}`);
  if (change.witness) lines.push(...says(change.witness, '      '));
  else if (change.searched) lines.push(`      ${words.notFound(forms)}`);
  return lines;
}

const MOST_NAMES = 5;

function few(names: string[]): string {
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} ... (+${names.length - MOST_NAMES})`;
}

function heading({ change }: Change, title: string, { words, colours }: Style): string {
  if (change === 'added') return `  ${colours.green(`+${title}`)}  ${words.added}`;
  if (change === 'removed') return `  ${colours.red(`-${title}`)}  ${words.removed}`;
  if (change === 'moved') return `  ${colours.yellow(`*${title}`)}  ${words.moved}`;
  return `  ${colours.yellow(`~${title}`)}${change === 'affected' ? `  ${words.affected}` : ''}`;
}

/** Of a fact that came or went, what it is called will do. */
function fieldsOf({ part, change, fields }: Change): FieldChange[] {
  return part === 'fact' && change !== 'changed' ? fields.filter(({ field }) => field === 'type' || field === 'title') : fields;
}

/** On one line where both are short. */
const SHORT = 60;

function renderField({ field, a, b }: FieldChange, { change }: Change, { locale, words, colours }: Style): string[] {
  const show = (value: unknown) => (field === 'effective' && value !== undefined ? wordingFor(locale).effective(value as Effective | null) : shownValue(value, locale, words));
  if (change !== 'changed') return [`      ${field}: ${show(change === 'added' ? b : a)}`];
  const [before, after] = [show(a), show(b)];
  // Another language may be what changed.
  const [old, now] = before === after ? [JSON.stringify(a), JSON.stringify(b)] : [before, after];
  if (old.length + now.length <= SHORT) return [`      ${field}: ${colours.red(old)} -> ${colours.green(now)}`];
  return [`      ${field}:`, `        ${colours.red(`- ${old}`)}`, `        ${colours.green(`+ ${now}`)}`];
}

function shownValue(value: unknown, locale: string | undefined, words: DiffWording): string {
  if (value === undefined) return words.none;
  if (typeof value === 'string') return value;
  if (isObject(value) && typeof value['zh-CN'] === 'string') return (value as unknown as LocalizedText)[locale ?? 'zh-CN'] ?? value['zh-CN'];
  if (Array.isArray(value) && value.every((element) => typeof element === 'string')) return value.join(', ');
  return JSON.stringify(value);
}

function verdictLines(witness: Witness, indent: string, forms: Forms, { locale, words, colours }: Style): string[] {
  const [before, after] = [judged(witness.a, locale), judged(witness.b, locale)];
  const name = words.form(forms.numberOf(witness));
  if (before.length + after.length <= 2 * SHORT) return [`${indent}${name}: ${before} -> ${after}`];
  return [`${indent}${name}:`, `${indent}  ${colours.red(`- ${before}`)}`, `${indent}  ${colours.green(`+ ${after}`)}`];
}

function judged({ verdict, decided }: Judged, locale: string | undefined): string {
  const words = `${verdict} (${wordingFor(locale).verdict[verdict]})`;
  return decided === undefined ? words : `${words}, ${decided}`;
}

/** The forms that changes refer to, each once. */
class Forms {
  private readonly texts = new Map<string, number>();

  constructor(private readonly words: DiffWording) {}

  numberOf({ form, as_of, params, counterpart }: Witness): number {
    const place = this.words.checkedFor(as_of, counterpart?.as_of);
    const facts = [...leaves(form), ...(params ? leaves({ params }) : [])];
    const text = [place, ...facts.map((line) => `      ${line}`)].join('\n');
    const number = this.texts.get(text) ?? this.texts.size + 1;
    this.texts.set(text, number);
    return number;
  }

  lines(): string[] {
    return [...this.texts].map(([text, number]) => `  ${this.words.form(number)}: ${text}`);
  }
}

/** `person.age = 16`, a line each; lists and objects only where they are empty. */
function leaves(form: Json): string[] {
  return [...placesOf(form)].flatMap((place) => {
    const value = valueAt(form, place) as Json;
    const empty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
    return empty ? [`${nameOf(place)} = ${JSON.stringify(value)}`] : [];
  });
}
