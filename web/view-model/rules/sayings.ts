// What an expression says, in the words of the pack's own titles, for readers who know no CEL. A telling of its syntax tree: it decides nothing.

import { canonical, memberOf, partsOfCall, selection, type Tree } from '../../../wasm/src/tools/syntax.js';
import type { LocalizedText } from '../../../wasm/src/documents.js';
import type { Fact } from '../pack.js';
import { packKey } from '../pack.js';
import { localise, stringsFor } from '../strings.js';
import { anchorOf, rulesAddress } from './addresses.js';
import { definitionOf, factOf, isCondition, isList, isPlace, isText, isTime, macroOf, quantifierOf, settledOf, type Macro } from './kinds.js';
import type { RulePack } from './pack.js';
import { sayingStringsFor, type SayingStrings } from './saying-strings.js';
import { elementPathOf, factAtPath, namedIn, pathOf, titlesBelow, type Named, type Scope } from './scope.js';
import { rulesStringsFor } from './strings.js';
import { unbound } from './unbound.js';
import { plain, type Reader, type Words } from './words.js';

/** A line, and the lines that it introduces. */
export interface Saying {
  words: Words;
  below: Saying[];
}

/** @param over the list over whose elements `it` goes */
export function sayingOf(tree: Tree, pack: RulePack, reader: Reader, locale: string, over?: Tree): Saying {
  const scope = over ? elementScope({ name: 'it', list: over }, [], pack) : [];
  const teller = { pack, reader, locale, strings: sayingStringsFor(locale), told: new Map() };
  const whole = unbound(tree);
  return isCondition(whole, scope, pack) ? condition(teller, whole, scope) : valueLines(teller, whole, scope);
}

interface Teller {
  pack: RulePack;
  reader: Reader;
  locale: string;
  strings: SayingStrings;
  /** Definitions, by how they were told: chains of them would take twice as long with each link. */
  told: Map<string, Saying>;
}

type Phrase = keyof SayingStrings;

function line(words: Words): Saying {
  return { words, below: [] };
}

/** A phrase with the words that it is said of. */
function phrase({ strings }: Teller, name: Phrase, ...parts: Words[]): Words {
  return strings[name].split(/\{(\d)\}/).flatMap((piece, index) => (index % 2 ? parts[Number(piece)] : plain(piece)));
}

function before(words: Words, { words: first, below }: Saying): Saying {
  return { words: [...words, ...first], below };
}

// Conditions. A `not` is carried inwards, to where the language has a word for it.

const COMPARED: Record<string, [number: Phrase, day: Phrase, opposite: string]> = {
  '_<_': ['less', 'before', '_>=_'],
  '_<=_': ['atMost', 'notAfter', '_>_'],
  '_>_': ['more', 'after', '_<=_'],
  '_>=_': ['atLeast', 'notBefore', '_<_'],
};

/** Functions that are true or false, with the words for either. */
const SAID: Record<string, [Phrase, Phrase]> = {
  areaWithin: ['within', 'outside'],
  startsWith: ['starts', 'startsNot'],
  endsWith: ['ends', 'endsNot'],
  contains: ['includes', 'includesNot'],
  matches: ['fits', 'fitsNot'],
};

/** @param isPremise it follows an “if”, and so has none of its own in the same line */
function condition(teller: Teller, tree: Tree, scope: Scope, not = false, isPremise = false): Saying {
  const { pack } = teller;
  const settled = settledOf(tree, pack);
  if (settled !== undefined) return line(phrase(teller, settled === not ? 'never' : 'always'));
  if (tree.kind === 'call') {
    const [first, second, third] = partsOfCall(tree);
    if (tree.function === '!_') return condition(teller, first, scope, !not, isPremise);
    if (tree.function === '_&&_' || tree.function === '_||_') return chain(teller, tree.function, tree, scope, not, isPremise);
    if (tree.function === '_?_:_') return cases(teller, first, (branch) => condition(teller, branch, scope, not), second, third, scope);
    if (tree.function === 'has') return line(presence(teller, tree.args[0], scope, not));
    if (tree.function === '_==_' || tree.function === '_!=_') return line(equality(teller, first, second, scope, (tree.function === '_!=_') !== not));
    if (tree.function === '@in') return line(membership(teller, first, second, scope, not));
    const quantifier = quantifierOf(tree);
    if (quantifier) return quantified(teller, tree.function, quantifier, scope, not, isPremise);
    if (COMPARED[tree.function]) return line(comparison(teller, tree.function, first, second, scope, not));
    const said = SAID[tree.function];
    if (said) return line(phrase(teller, said[not ? 1 : 0], grouped(teller, first, scope), grouped(teller, second, scope)));
  }
  const definition = definitionTold(teller, tree, not, isPremise);
  if (definition && definition.below.length === 0) return definition; // what comes to one line need not be looked up
  const isAnswer = !definition && (factOf(tree, scope, pack) || memberOf('params', tree) !== undefined);
  return line(phrase(teller, isAnswer ? (not ? 'no' : 'yes') : not ? 'fails' : 'holds', value(teller, tree, scope)));
}

function definitionTold(teller: Teller, tree: Tree, not: boolean, isPremise: boolean): Saying | undefined {
  const definition = definitionOf(tree, teller.pack);
  if (!definition) return undefined;
  const key = `${canonical(tree)} ${not} ${isPremise}`;
  const told = teller.told.get(key) ?? condition(teller, definition, [], not, isPremise);
  teller.told.set(key, told);
  return told;
}

function chain(teller: Teller, operator: string, tree: Tree, scope: Scope, not: boolean, isPremise: boolean): Saying {
  const isAny = (operator === '_||_') !== not;
  // What an edition has settled is not said: if it decided the whole, that would be settled too.
  const parts = partsOfChain(tree, operator, not).filter((part) => settledOf(part.tree, teller.pack) === undefined);
  const [first, second] = parts;
  if (!second) return condition(teller, first.tree, scope, first.not, isPremise);
  if (isAny && parts.length === 2 && first.not && !second.not && !isPremise) {
    // Not this, or that: where this, then that.
    const [given, then] = [condition(teller, first.tree, scope, false, true), condition(teller, second.tree, scope)];
    if (given.below.length === 0) return before(phrase(teller, 'ifThen', given.words), then);
    return { words: phrase(teller, 'cases'), below: [before(phrase(teller, 'if'), given), before(phrase(teller, 'then'), then)] };
  }
  const told = parts.map((part) => condition(teller, part.tree, scope, part.not));
  return { words: phrase(teller, isAny ? 'any' : 'all'), below: told };
}

interface Part {
  tree: Tree;
  not: boolean;
}

/** What a chain joins, through brackets and `not`s around chains that come to the same. */
function partsOfChain(tree: Tree, operator: string, not: boolean): Part[] {
  if (tree.kind === 'call' && tree.function === '!_') return partsOfChain(tree.args[0], operator === '_&&_' ? '_||_' : '_&&_', !not);
  if (tree.kind !== 'call' || tree.function !== operator) return [{ tree, not }];
  return partsOfCall(tree).flatMap((part) => partsOfChain(part, operator, not));
}

/** `test ? one : two`, and further tests in `two`. */
function cases(teller: Teller, test: Tree, tell: (branch: Tree) => Saying, one: Tree, two: Tree, scope: Scope, isFirst = true): Saying {
  const settled = settledOf(test, teller.pack);
  if (settled !== undefined && isFirst) return tell(settled ? one : two);
  const given = condition(teller, test, scope, false, true);
  const here: Saying[] =
    given.below.length === 0
      ? [before(phrase(teller, isFirst ? 'ifCase' : 'elseIfCase', given.words), tell(one))]
      : [before(phrase(teller, isFirst ? 'if' : 'elseIf'), given), before(phrase(teller, 'then'), tell(one))];
  const rest =
    two.kind === 'call' && two.function === '_?_:_'
      ? cases(teller, two.args[0], tell, two.args[1], two.args[2], scope, false).below
      : [before(phrase(teller, 'otherwise'), tell(two))];
  return { words: phrase(teller, 'cases'), below: [...here, ...rest] };
}

function presence(teller: Teller, tree: Tree, scope: Scope, not: boolean): Words {
  const parameter = memberOf('params', tree);
  if (parameter !== undefined) return phrase(teller, not ? 'notSet' : 'set', parameterLink(teller, parameter));
  return phrase(teller, not ? 'empty' : 'filled', value(teller, tree, scope));
}

function equality(teller: Teller, left: Tree, right: Tree, scope: Scope, not: boolean): Words {
  const { pack } = teller;
  if (left.kind === 'literal' && right.kind !== 'literal') return equality(teller, right, left, scope, not);
  if (right.kind === 'literal') {
    if (right.value === '' && isPlace(left)) return presence(teller, left, scope, !not);
    if (right.type === 'bool') return inline(teller, condition(teller, left, scope, (right.value as boolean) === not));
    const counted = right.value === 0 && countedList(left, scope, pack);
    if (counted) return phrase(teller, not ? 'some' : 'none', value(teller, counted, scope));
  } else if (isCondition(left, scope, pack) && isCondition(right, scope, pack)) {
    const [one, two] = [left, right].map((each) => bracketed(teller, condition(teller, each, scope)));
    return phrase(teller, not ? 'otherTruth' : 'sameTruth', one, two);
  }
  const [one, two] = bothValues(teller, left, right, scope);
  return phrase(teller, not ? 'unequal' : 'equal', one, two);
}

/** A literal is called by what the fact beside it calls it. */
function bothValues(teller: Teller, left: Tree, right: Tree, scope: Scope): [Words, Words] {
  const told = (tree: Tree, beside: Tree) => {
    const words = value(teller, tree, scope, factOf(beside, scope, teller.pack));
    return tree.kind === 'call' && ARITHMETIC.test(tree.function) ? phrase(teller, 'group', words) : words;
  };
  return [told(left, right), told(right, left)];
}

function membership(teller: Teller, element: Tree, list: Tree, scope: Scope, not: boolean): Words {
  if (list.kind === 'list' && list.elements.length === 1) return equality(teller, element, list.elements[0], scope, not);
  const path = elementPathOf(list, scope, teller.pack);
  const fact = path === undefined ? undefined : factAtPath(path, teller.pack);
  if (element.kind === 'literal') return phrase(teller, not ? 'lacks' : 'contains', value(teller, list, scope), value(teller, element, scope, fact));
  return phrase(teller, not ? 'notAmong' : 'among', grouped(teller, element, scope), value(teller, list, scope, factOf(element, scope, teller.pack)));
}

function comparison(teller: Teller, operator: string, left: Tree, right: Tree, scope: Scope, not: boolean): Words {
  const counted = right.kind === 'literal' && countedList(left, scope, teller.pack);
  const than = `${operator} ${right.kind === 'literal' ? right.value : ''}`;
  if (counted && (than === '_>_ 0' || than === '_>=_ 1')) return phrase(teller, not ? 'none' : 'some', value(teller, counted, scope));
  if (counted && (than === '_<_ 1' || than === '_<=_ 0')) return phrase(teller, not ? 'some' : 'none', value(teller, counted, scope));
  const [number, day] = COMPARED[not ? COMPARED[operator][2] : operator];
  const [one, two] = bothValues(teller, left, right, scope);
  return phrase(teller, isTime(left, scope, teller.pack) || isTime(right, scope, teller.pack) ? day : number, one, two);
}

/** `size(list)`: the list. */
function countedList(tree: Tree, scope: Scope, pack: RulePack): Tree | undefined {
  if (tree.kind !== 'call' || tree.function !== 'size') return undefined;
  const [counted] = partsOfCall(tree);
  return isText(counted, scope, pack) ? undefined : counted;
}

const QUANTIFIERS: Record<string, [Phrase, Phrase]> = {
  exists: ['exists', 'existsNot'],
  all: ['each', 'exists'],
  exists_one: ['exactlyOne', 'notExactlyOne'],
  existsOne: ['exactlyOne', 'notExactlyOne'],
};

function quantified(teller: Teller, name: string, macro: Macro, scope: Scope, not: boolean, isPremise: boolean): Saying {
  const said = QUANTIFIERS[name][not ? 1 : 0];
  const told = condition(teller, macro.body, elementScope(macro, scope, teller.pack), name === 'all' && not, isPremise || said !== 'each');
  const [heading] = told.below.length > 0 ? told.words : [];
  const isChain = heading && (heading.text === teller.strings.all || heading.text === teller.strings.any);
  return before([...phrase(teller, said, value(teller, macro.list, scope)), ...phrase(teller, isChain ? 'whose' : 'who')], told);
}

// Values.

/** Functions with a value, with their words; the target of a member is the first part. */
const WORKED_OUT: Record<string, Phrase> = {
  startOfMonth: 'monthStart', endOfMonth: 'monthEnd', monthKey: 'month', ageOn: 'age', areaProvince: 'province', getFullYear: 'year',
  '_+_': 'plus', '_-_': 'minus', '_*_': 'times', '_/_': 'divided', '_%_': 'remainder', '-_': 'negative', '_[_]': 'entryOf', orValue: 'orElse',
};

const ARITHMETIC = /^_[-+*/%]_$/;

/** What would run into the words around it. */
const OPEN = /^(_[-+*/%]_|addDays|addMonths)$/;

/** In as many lines as it takes. */
function valueLines(teller: Teller, tree: Tree, scope: Scope): Saying {
  if (tree.kind === 'map') {
    const entries = tree.entries.map(({ map_key: key, value: given }) => before([...value(teller, key, scope), ...plain(rulesStringsFor(teller.locale).colon)], valueLines(teller, given, scope)));
    return { words: phrase(teller, 'record'), below: entries };
  }
  if (tree.kind !== 'call') return line(value(teller, tree, scope));
  if (tree.function === '_?_:_') return cases(teller, tree.args[0], (branch) => valueLines(teller, branch, scope), tree.args[1], tree.args[2], scope);
  const [picked, taken] = [macroOf(tree, 'filter'), macroOf(tree, 'map')];
  if (picked) return before(phrase(teller, 'picked', value(teller, picked.list, scope)), condition(teller, picked.body, elementScope(picked, scope, teller.pack), false, true));
  if (taken) return before(phrase(teller, 'taken', ofEach(teller, taken, scope)), valueLines(teller, taken.list, scope));
  if (tree.function === '_+_' && isList(tree, scope, teller.pack)) return { words: phrase(teller, 'joined'), below: partsOfChain(tree, '_+_', false).map((part) => valueLines(teller, part.tree, scope)) };
  return line(value(teller, tree, scope));
}

/** What is taken of each element: of a field its title alone. */
function ofEach(teller: Teller, macro: Macro, scope: Scope): Words {
  const { pack, locale } = teller;
  const inner = elementScope(macro, scope, pack);
  const path = pathOf(macro.body, inner, pack);
  const isOwn = path !== undefined && rootOf(macro.body, inner) === inner[0] && selection(macro.body);
  return isOwn ? linkTo(pack, 'fact', path, titlesBelow(inner[0].path as string, path, pack, stringsFor(locale))) : value(teller, macro.body, inner);
}

/** In one line. @param of the fact whose codes a literal is one of */
function value(teller: Teller, tree: Tree, scope: Scope, of?: Fact): Words {
  const { pack } = teller;
  if (tree.kind === 'literal') return [{ kind: 'value', text: literal(teller, tree.value, of) }];
  if (tree.kind === 'list') return tree.elements.length > 0 ? separated(teller, tree.elements.map((each) => value(teller, each, scope, of))) : phrase(teller, 'nothing');
  if (tree.kind === 'map') return inline(teller, valueLines(teller, tree, scope));
  const named = namedIn(scope, tree);
  if (named) return element(teller, named, scope);
  if (tree.kind === 'ident') {
    if (tree.name === 'today') return phrase(teller, 'today');
    if (tree.name === 'as_of') return phrase(teller, 'now');
    if (tree.name === 'state' && pack.plan) return phrase(teller, 'state');
    if (tree.name === 'before' && pack.plan) return phrase(teller, 'before_step');
  }
  const [parameter, definition] = [memberOf('params', tree), memberOf('definitions', tree)];
  if (parameter !== undefined) return parameterTold(teller, parameter, of);
  if (definition !== undefined) return linkTo(pack, 'definition', definition, definition);
  const path = pathOf(tree, scope, pack);
  if (path !== undefined) return fact(teller, tree, path, scope);
  const selected = selection(tree);
  if (selected) return phrase(teller, 'fieldOf', value(teller, selected.operand, scope), plain(selected.field));
  return tree.kind === 'call' ? call(teller, tree, scope, of) : plain(tree.kind === 'ident' ? tree.name : '');
}

function call(teller: Teller, tree: Tree & { kind: 'call' }, scope: Scope, of: Fact | undefined): Words {
  const { pack } = teller;
  const parts = partsOfCall(tree);
  const [first, second, third] = parts;
  const told = (part: Tree) => grouped(teller, part, scope);
  if (isCondition(tree, scope, pack)) return inline(teller, condition(teller, tree, scope));
  const [picked, taken] = [macroOf(tree, 'filter'), macroOf(tree, 'map')];
  if (picked) return phrase(teller, 'filtered', value(teller, picked.list, scope), pickedBy(teller, picked, scope));
  if (taken) return phrase(teller, 'mapped', value(teller, taken.list, scope), ofEach(teller, taken, scope));
  if (tree.function === '_?_:_') return phrase(teller, 'ifElse', inline(teller, condition(teller, first, scope, false, true)), value(teller, second, scope, of), value(teller, third, scope, of));
  if (tree.function === 'addDays' || tree.function === 'addMonths') return moved(teller, tree.function === 'addDays' ? 'day' : 'month', parts, scope);
  if (tree.function === 'string') return value(teller, first, scope);
  if (tree.function === 'duration') return duration(teller, first, scope);
  if (tree.function === 'size') return size(teller, first, scope);
  if (tree.function === '_[_]' && second.kind === 'literal' && second.type === 'int') return phrase(teller, 'nth', told(first), plain(String(Number(second.value) + 1)));
  if (tree.function === '_+_' && isList(tree, scope, pack)) return phrase(teller, 'together', told(first), told(second));
  if (tree.function === '_+_' && isTime(first, scope, pack)) return phrase(teller, 'timeAfter', told(first), told(second));
  if (tree.function === '_+_' && isText(tree, scope, pack)) return phrase(teller, 'followedBy', value(teller, first, scope), value(teller, second, scope));
  const known = WORKED_OUT[tree.function];
  if (known) return phrase(teller, known, ...parts.map(told));
  return [...plain(`${tree.function}(`), ...separated(teller, parts.map(told)), ...plain(')')];
}

function pickedBy(teller: Teller, picked: Macro, scope: Scope): Words {
  return bracketed(teller, condition(teller, picked.body, elementScope(picked, scope, teller.pack), false, true));
}

function size(teller: Teller, counted: Tree, scope: Scope): Words {
  const picked = macroOf(counted, 'filter');
  if (picked) return phrase(teller, 'countOf', value(teller, picked.list, scope), pickedBy(teller, picked, scope));
  return phrase(teller, isText(counted, scope, teller.pack) ? 'length' : 'count', grouped(teller, counted, scope));
}

/** So many days or months after a day or, where the number says so, before it. */
function moved(teller: Teller, unit: 'day' | 'month', [day, count]: Tree[], scope: Scope): Words {
  const from = grouped(teller, day, scope);
  const number = count.kind === 'literal' ? Number(count.value) : undefined;
  const isNegated = count.kind === 'call' && count.function === '-_';
  const side = isNegated || (number !== undefined && number < 0) ? 'Before' : 'After';
  if (number === 0) return from;
  if (number === 1 || number === -1) return phrase(teller, `${unit}${side}`, from);
  const amount: Words = number !== undefined ? [{ kind: 'value', text: String(Math.abs(number)) }] : grouped(teller, isNegated ? count.args[0] : count, scope);
  return phrase(teller, `${unit}s${side}`, from, amount);
}

/** `duration('2h')` and `duration(string(n) + 'h')`: so many hours. */
function duration(teller: Teller, text: Tree, scope: Scope): Words {
  const [amount, unit] = text.kind === 'call' && text.function === '_+_' ? text.args : [];
  if (unit?.kind === 'literal' && isUnit(unit.value)) return phrase(teller, unit.value, value(teller, amount, scope));
  const [, number, letter] = /^(\d+)([hms])$/.exec(text.kind === 'literal' ? String(text.value) : '') ?? [];
  return isUnit(letter) ? phrase(teller, letter, [{ kind: 'value', text: number }]) : value(teller, text, scope);
}

function isUnit(text: unknown): text is 'h' | 'm' | 's' {
  return text === 'h' || text === 'm' || text === 's';
}

// Names.

function fact(teller: Teller, tree: Tree, path: string, scope: Scope): Words {
  const { pack, reader, locale } = teller;
  const root = rootOf(tree, scope);
  if (!root?.path) return linkTo(pack, 'fact', path, reader.factTitle(path));
  return phrase(teller, 'its', element(teller, root, scope), linkTo(pack, 'fact', path, titlesBelow(root.path, path, pack, stringsFor(locale))));
}

/** The element that a selection begins with. */
function rootOf(tree: Tree, scope: Scope): Named | undefined {
  const selected = selection(tree);
  return selected ? rootOf(selected.operand, scope) : namedIn(scope, tree);
}

/** The innermost is “that entry”; of another it is said of which list. */
function element(teller: Teller, named: Named, scope: Scope): Words {
  const [innermost] = scope;
  if (named === innermost) return phrase(teller, 'that');
  if (named.name === 'it') return phrase(teller, 'checked');
  const [list, other] = [pickedFrom(named.list), pickedFrom(innermost.list)];
  if (canonical(list) === canonical(other)) return phrase(teller, 'earlier'); // the list's name would not tell them apart
  const around = scope.slice(scope.indexOf(named) + 1);
  const path = pathOf(list, around, teller.pack);
  return phrase(teller, 'thatOf', path === undefined ? value(teller, list, around) : linkTo(teller.pack, 'fact', path, teller.reader.factTitle(path)));
}

/** The list itself, whatever was picked from it. */
function pickedFrom(list: Tree): Tree {
  const macro = macroOf(list, 'filter');
  return macro ? pickedFrom(macro.list) : list;
}

function elementScope({ name, list }: Pick<Macro, 'name' | 'list'>, scope: Scope, pack: RulePack): Scope {
  return [{ name, list, path: elementPathOf(list, scope, pack) }, ...scope];
}

function parameterLink({ pack, reader }: Teller, name: string): Words {
  return linkTo(pack, 'parameter', name, reader.parameterTitle(name));
}

/** With what a single one is set to; a list is looked up. */
function parameterTold(teller: Teller, name: string, of: Fact | undefined): Words {
  const { value: set } = teller.pack.parameters?.[name] ?? {};
  const link = parameterLink(teller, name);
  const isNamesake = localise(of?.title, teller.locale) === link[0].text;
  const words = isNamesake ? phrase(teller, 'laidDown', link) : link;
  if (set === undefined || (typeof set === 'object' && set !== null)) return words;
  return [...words, ...phrase(teller, 'given', [{ kind: 'value', text: labelOf(teller, set, of) || teller.reader.value(set) }])];
}

function labelOf({ locale }: Teller, given: unknown, of: Fact | undefined): string {
  const label: LocalizedText | undefined = of?.['x-values']?.[String(given)]?.title;
  return localise(label, locale);
}

/** A text that nothing gives a title is quoted: it is what stands there. */
function literal(teller: Teller, given: unknown, of: Fact | undefined): string {
  const label = labelOf(teller, given, of);
  if (label !== '') return label;
  if (typeof given === 'string' && given !== '' && given !== teller.pack.jurisdiction.code) return `“${given}”`;
  const { value: unsigned = given } = (typeof given === 'object' && given !== null ? given : {}) as { value?: unknown }; // a uint
  return teller.reader.value(unsigned);
}

function linkTo(pack: RulePack, part: string, name: string, text: string): Words {
  return [{ kind: 'link', text, address: rulesAddress(packKey(pack), anchorOf(part, name)) }];
}

/** In brackets, where it would run into what stands around it. */
function grouped(teller: Teller, tree: Tree, scope: Scope): Words {
  const words = value(teller, tree, scope);
  return tree.kind === 'call' && OPEN.test(tree.function) ? phrase(teller, 'group', words) : words;
}

function separated({ locale }: Teller, parts: Words[]): Words {
  return parts.flatMap((part, index) => [...plain(index > 0 ? rulesStringsFor(locale).separator : ''), ...part]);
}

/** Lines as one: in brackets, where there are several. */
function inline(teller: Teller, saying: Saying): Words {
  return saying.below.length === 0 ? saying.words : bracketed(teller, saying);
}

function bracketed(teller: Teller, { words, below }: Saying): Words {
  return phrase(teller, 'group', [...words, ...below.flatMap((each, index) => [...plain(index > 0 ? teller.strings.semicolon : ''), ...inline(teller, each)])]);
}
