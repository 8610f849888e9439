// What an expression says, in the words of the pack's own titles, for readers who know no CEL. A telling of its syntax tree: it decides nothing.

import { binding, elementMacro, memberOf, partsOfCall, selection, type Tree } from '../../../wasm/src/tools/syntax.js';
import { isDay } from '../../../wasm/src/tools/days.js';
import type { LocalizedText } from '../../../wasm/src/documents.js';
import type { Fact } from '../pack.js';
import { packKey } from '../pack.js';
import { localise, stringsFor } from '../strings.js';
import { anchorOf, rulesAddress } from './addresses.js';
import type { RulePack } from './pack.js';
import { sayingStringsFor, type SayingStrings } from './saying-strings.js';
import { elementPathOf, factAtPath, namedIn, pathOf, titlesBelow, type Scope } from './scope.js';
import { rulesStringsFor } from './strings.js';
import { plain, type Reader, type Words } from './words.js';

/** A line, and the lines that it introduces. */
export interface Saying {
  words: Words;
  below: Saying[];
}

/** @param over the list over whose elements `it` goes */
export function sayingOf(tree: Tree, pack: RulePack, reader: Reader, locale: string, over?: Tree): Saying {
  const scope = over ? elementScope({ name: 'it', list: over }, [], pack) : [];
  const teller = { pack, reader, locale, strings: sayingStringsFor(locale) };
  return isCondition(tree, scope, pack) ? condition(teller, tree, scope) : valueLines(teller, tree, scope);
}

interface Teller {
  pack: RulePack;
  reader: Reader;
  locale: string;
  strings: SayingStrings;
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
};

function isCondition(tree: Tree, scope: Scope, pack: RulePack): boolean {
  if (tree.kind === 'literal') return tree.type === 'bool';
  const definition = definitionOf(tree, pack);
  if (definition) return isCondition(definition, [], pack);
  const bound = binding(tree);
  if (bound) return isCondition(bound.body, inside(bound, scope), pack);
  const fact = factOf(tree, scope, pack);
  if (fact) return fact.type === 'boolean';
  const parameter = memberOf('params', tree);
  if (parameter !== undefined) return typeof pack.parameters?.[parameter]?.value === 'boolean';
  if (tree.kind !== 'call') return false;
  if (tree.function === '_?_:_') return isCondition(tree.args[1], scope, pack);
  return quantifierOf(tree) !== undefined || /^(_&&_|_\|\|_|!_|_[=!]=_|_[<>]=?_|@in|has|areaWithin|startsWith|endsWith)$/.test(tree.function);
}

/** @param isPremise it follows an “if”, and so has none of its own in the same line */
function condition(teller: Teller, tree: Tree, scope: Scope, not = false, isPremise = false): Saying {
  const { pack } = teller;
  if (tree.kind === 'literal' && tree.type === 'bool') return line(phrase(teller, (tree.value as boolean) === not ? 'never' : 'always'));
  const bound = binding(tree);
  if (bound) return condition(teller, bound.body, inside(bound, scope), not, isPremise);
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
    const compared = COMPARED[tree.function];
    if (compared) return line(comparison(teller, tree.function, first, second, scope, not));
    const said = SAID[tree.function];
    if (said) return line(phrase(teller, said[not ? 1 : 0], value(teller, first, scope), value(teller, second, scope)));
  }
  const definition = definitionOf(tree, pack);
  const told = definition && condition(teller, definition, [], not, isPremise);
  if (told && told.below.length === 0) return told; // what comes to one line need not be looked up
  const isAnswer = !definition && (factOf(tree, scope, pack) || memberOf('params', tree) !== undefined);
  return line(phrase(teller, isAnswer ? (not ? 'no' : 'yes') : not ? 'fails' : 'holds', value(teller, tree, scope)));
}

function chain(teller: Teller, operator: string, tree: Tree, scope: Scope, not: boolean, isPremise: boolean): Saying {
  const isAny = (operator === '_||_') !== not;
  const all = partsOfChain(tree, operator, not);
  // What an edition has settled by a definition that is just true or false decides the whole, or says nothing.
  if (all.some((part) => settledOf(part, teller.pack) === isAny)) return line(phrase(teller, isAny ? 'always' : 'never'));
  const parts = all.filter((part) => settledOf(part, teller.pack) === undefined);
  if (parts.length === 0) return line(phrase(teller, isAny ? 'never' : 'always'));
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
  if (tree.kind === 'call' && tree.function === '!_') return partsOfChain(tree.args[0], other(operator), !not);
  if (tree.kind !== 'call' || tree.function !== operator) return [{ tree, not }];
  return partsOfCall(tree).flatMap((part) => partsOfChain(part, operator, not));
}

/** Whether a part is true or false whatever the form says. */
function settledOf({ tree, not }: Part, pack: RulePack): boolean | undefined {
  const literal = definitionOf(tree, pack) ?? tree;
  return literal.kind === 'literal' && literal.type === 'bool' ? (literal.value as boolean) !== not : undefined;
}

function other(operator: string): string {
  return operator === '_&&_' ? '_||_' : '_&&_';
}

/** `test ? one : two`, and further tests in `two`. */
function cases(teller: Teller, test: Tree, tell: (branch: Tree) => Saying, one: Tree, two: Tree, scope: Scope): Saying {
  const given = condition(teller, test, scope, false, true);
  const here: Saying[] =
    given.below.length === 0
      ? [before(phrase(teller, 'ifCase', given.words), tell(one))]
      : [before(phrase(teller, 'if'), given), before(phrase(teller, 'then'), tell(one))];
  const rest =
    two.kind === 'call' && two.function === '_?_:_'
      ? cases(teller, two.args[0], tell, two.args[1], two.args[2], scope).below
      : [before(phrase(teller, 'otherwise'), tell(two))];
  return { words: phrase(teller, 'cases'), below: [...here, ...rest] };
}

function presence(teller: Teller, tree: Tree, scope: Scope, not: boolean): Words {
  const said: [Phrase, Phrase] = memberOf('params', tree) === undefined ? ['filled', 'empty'] : ['set', 'notSet'];
  return phrase(teller, said[not ? 1 : 0], value(teller, tree, scope));
}

function equality(teller: Teller, left: Tree, right: Tree, scope: Scope, not: boolean): Words {
  if (left.kind === 'literal' && right.kind !== 'literal') return equality(teller, right, left, scope, not);
  if (right.kind === 'literal' && right.value === '') return presence(teller, left, scope, !not);
  if (right.kind === 'literal' && right.type === 'bool') return inline(teller, condition(teller, left, scope, (right.value as boolean) === not));
  const counted = countedList(left, right);
  if (counted) return phrase(teller, not ? 'some' : 'none', value(teller, counted, scope));
  const [one, two] = bothValues(teller, left, right, scope);
  return phrase(teller, not ? 'unequal' : 'equal', one, two);
}

/** A literal is called by what the fact beside it calls it. */
function bothValues(teller: Teller, left: Tree, right: Tree, scope: Scope): [Words, Words] {
  return [value(teller, left, scope, factOf(right, scope, teller.pack)), value(teller, right, scope, factOf(left, scope, teller.pack))];
}

function membership(teller: Teller, element: Tree, list: Tree, scope: Scope, not: boolean): Words {
  const path = elementPathOf(list, scope, teller.pack);
  const fact = path === undefined ? undefined : factAtPath(path, teller.pack);
  if (element.kind === 'literal') return phrase(teller, not ? 'lacks' : 'contains', value(teller, list, scope), value(teller, element, scope, fact));
  return phrase(teller, not ? 'notAmong' : 'among', value(teller, element, scope, fact), value(teller, list, scope, factOf(element, scope, teller.pack)));
}

function comparison(teller: Teller, operator: string, left: Tree, right: Tree, scope: Scope, not: boolean): Words {
  const counted = operator === '_>_' && countedList(left, right);
  if (counted) return phrase(teller, not ? 'none' : 'some', value(teller, counted, scope));
  const [number, day] = COMPARED[not ? COMPARED[operator][2] : operator];
  const [one, two] = bothValues(teller, left, right, scope);
  return phrase(teller, isTime(left, scope, teller.pack) || isTime(right, scope, teller.pack) ? day : number, one, two);
}

/** `size(list)` beside 0: the list. */
function countedList(left: Tree, right: Tree): Tree | undefined {
  const isCount = left.kind === 'call' && left.function === 'size' && right.kind === 'literal' && right.value === 0;
  return isCount ? partsOfCall(left)[0] : undefined;
}

const QUANTIFIERS: Record<string, [Phrase, Phrase]> = {
  exists: ['exists', 'existsNot'],
  all: ['each', 'exists'],
  exists_one: ['exactlyOne', 'notExactlyOne'],
  existsOne: ['exactlyOne', 'notExactlyOne'],
};

function quantifierOf(tree: Tree): Macro | undefined {
  return macroOf(tree, ...Object.keys(QUANTIFIERS));
}

function quantified(teller: Teller, name: string, macro: Macro, scope: Scope, not: boolean, isPremise: boolean): Saying {
  const told = condition(teller, macro.body, elementScope(macro, scope, teller.pack), name === 'all' && not, isPremise);
  return before(phrase(teller, QUANTIFIERS[name][not ? 1 : 0], value(teller, macro.list, scope)), told);
}

interface Macro {
  list: Tree;
  name: string;
  body: Tree;
}

/** One of these macros, where it has one variable and says one thing of each element. */
function macroOf(tree: Tree, ...functions: string[]): Macro | undefined {
  const macro = elementMacro(tree);
  if (!macro || macro.bodies.length > 1 || tree.kind !== 'call' || !functions.includes(tree.function)) return undefined;
  return { list: macro.list, name: macro.name, body: macro.bodies[0] };
}

// Values.

/** Functions with a value, with their words; the target of a member is the first part. */
const WORKED_OUT: Record<string, Phrase> = {
  startOfMonth: 'monthStart', endOfMonth: 'monthEnd', monthKey: 'month', ageOn: 'age', areaProvince: 'province', size: 'count', getFullYear: 'year',
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
  const bound = binding(tree);
  if (bound) return valueLines(teller, bound.body, inside(bound, scope));
  if (tree.kind !== 'call') return line(value(teller, tree, scope));
  if (tree.function === '_?_:_') return cases(teller, tree.args[0], (branch) => valueLines(teller, branch, scope), tree.args[1], tree.args[2], scope);
  const [picked, taken] = [macroOf(tree, 'filter'), macroOf(tree, 'map')];
  if (picked) return before(phrase(teller, 'picked', value(teller, picked.list, scope)), condition(teller, picked.body, elementScope(picked, scope, teller.pack)));
  if (taken) return before(phrase(teller, 'taken', value(teller, taken.body, elementScope(taken, scope, teller.pack))), valueLines(teller, taken.list, scope));
  if (tree.function === '_+_' && isList(tree, teller.pack)) return { words: phrase(teller, 'joined'), below: partsOfChain(tree, '_+_', false).map((part) => valueLines(teller, part.tree, scope)) };
  return line(value(teller, tree, scope));
}

/** In one line. @param of the fact whose codes a literal is one of */
function value(teller: Teller, tree: Tree, scope: Scope, of?: Fact): Words {
  const { pack, reader } = teller;
  if (tree.kind === 'literal') return [{ kind: 'value', text: of || typeof tree.value !== 'string' ? literal(teller, tree.value, of) : tree.value }];
  if (tree.kind === 'list') return tree.elements.length > 0 ? separated(teller, tree.elements.map((each) => value(teller, each, scope, of))) : phrase(teller, 'nothing');
  if (tree.kind === 'map') return inline(teller, valueLines(teller, tree, scope));
  const named = namedIn(scope, tree);
  if (named) return named.value ? grouped(teller, named.value, scope.slice(scope.indexOf(named) + 1)) : element(teller, named, scope);
  if (tree.kind === 'ident') {
    if (tree.name === 'today') return phrase(teller, 'today');
    if (tree.name === 'as_of') return phrase(teller, 'now');
    if (tree.name === 'state' && pack.plan) return phrase(teller, 'state');
    if (tree.name === 'before' && pack.plan) return phrase(teller, 'before_step');
  }
  for (const [root, part, title] of [['params', 'parameter', reader.parameterTitle], ['definitions', 'definition', (name: string) => name]] as const) {
    const name = memberOf(root, tree);
    if (name !== undefined) return [...linkTo(pack, part, name, title(name)), ...(part === 'parameter' ? given(teller, name, of) : [])];
  }
  const path = pathOf(tree, scope, pack);
  if (path !== undefined) return fact(teller, tree, path, scope);
  const selected = selection(tree);
  if (selected) return phrase(teller, 'fieldOf', value(teller, selected.operand, scope), plain(selected.field));
  return tree.kind === 'call' ? call(teller, tree, scope) : plain(tree.kind === 'ident' ? tree.name : '');
}

function call(teller: Teller, tree: Tree & { kind: 'call' }, scope: Scope): Words {
  const { pack } = teller;
  const parts = partsOfCall(tree);
  const told = (part: Tree) => grouped(teller, part, scope);
  const bound = binding(tree);
  if (bound) return value(teller, bound.body, inside(bound, scope));
  if (isCondition(tree, scope, pack)) return inline(teller, condition(teller, tree, scope));
  const [picked, taken] = [macroOf(tree, 'filter'), macroOf(tree, 'map')];
  if (picked) return phrase(teller, 'filtered', value(teller, picked.list, scope), bracketed(teller, condition(teller, picked.body, elementScope(picked, scope, pack))));
  if (taken) return phrase(teller, 'mapped', value(teller, taken.list, scope), value(teller, taken.body, elementScope(taken, scope, pack)));
  if (tree.function === '_?_:_') return phrase(teller, 'ifElse', inline(teller, condition(teller, parts[0], scope)), value(teller, parts[1], scope), value(teller, parts[2], scope));
  if (tree.function === 'addDays' || tree.function === 'addMonths') return moved(teller, tree.function === 'addDays' ? 'day' : 'month', parts, scope);
  if (tree.function === 'string') return value(teller, parts[0], scope);
  if (tree.function === 'duration') return duration(teller, parts[0], scope);
  if (tree.function === '_+_' && isList(tree, pack)) return phrase(teller, 'together', told(parts[0]), told(parts[1]));
  const known = WORKED_OUT[tree.function];
  if (known) return phrase(teller, known, ...parts.map(told));
  return [...plain(`${tree.function}(`), ...separated(teller, parts.map(told)), ...plain(')')];
}

/** So many days or months after a day or, where the number says so, before it. */
function moved(teller: Teller, unit: 'day' | 'month', [day, count]: Tree[], scope: Scope): Words {
  const from = grouped(teller, day, scope);
  const number = count.kind === 'literal' ? (count.value as number) : undefined;
  const isNegated = count.kind === 'call' && count.function === '-_';
  const side = isNegated || (number !== undefined && number < 0) ? 'Before' : 'After';
  if (number === 1 || number === -1) return phrase(teller, `${unit}${side}`, from);
  const amount: Words = number !== undefined ? [{ kind: 'value', text: String(Math.abs(number)) }] : grouped(teller, isNegated ? count.args[0] : count, scope);
  return phrase(teller, `${unit}s${side}`, from, amount);
}

/** `duration(string(n) + 'h')`: n hours. */
function duration(teller: Teller, text: Tree, scope: Scope): Words {
  const [amount, unit] = text.kind === 'call' && text.function === '_+_' ? text.args : [];
  const isUnit = unit?.kind === 'literal' && (unit.value === 'h' || unit.value === 'm' || unit.value === 's');
  return isUnit ? phrase(teller, unit.value as 'h' | 'm' | 's', value(teller, amount, scope)) : value(teller, text, scope);
}

function fact({ pack, reader, locale, ...teller }: Teller, tree: Tree, path: string, scope: Scope): Words {
  const root = rootOf(tree, scope);
  if (!root?.path) return linkTo(pack, 'fact', path, reader.factTitle(path));
  const title = linkTo(pack, 'fact', path, titlesBelow(root.path, path, pack, stringsFor(locale)));
  const all = { pack, reader, locale, ...teller };
  return root === scope[0] ? phrase(all, 'its', title) : phrase(all, 'thatOnes', listName(all, root, scope), title);
}

/** The element that a selection begins with. */
function rootOf(tree: Tree, scope: Scope): Scope[number] | undefined {
  const selected = selection(tree);
  return selected ? rootOf(selected.operand, scope) : namedIn(scope, tree);
}

function element(teller: Teller, named: Scope[number], scope: Scope): Words {
  return named === scope[0] ? phrase(teller, 'it') : phrase(teller, 'that', listName(teller, named, scope));
}

function listName(teller: Teller, named: Scope[number], scope: Scope): Words {
  return named.list ? value(teller, named.list, scope.slice(scope.indexOf(named) + 1)) : [];
}

function elementScope({ name, list }: Pick<Macro, 'name' | 'list'>, scope: Scope, pack: RulePack): Scope {
  return [{ name, list, path: elementPathOf(list, scope, pack) }, ...scope];
}

function inside({ name, value: given }: { name: string; value: Tree }, scope: Scope): Scope {
  return [{ name, value: given }, ...scope];
}

function definitionOf(tree: Tree, pack: RulePack): Tree | undefined {
  const name = memberOf('definitions', tree);
  return name === undefined ? undefined : pack.trees[pack.definitions?.[name] ?? ''];
}

function factOf(tree: Tree, scope: Scope, pack: RulePack): Fact | undefined {
  const path = pathOf(tree, scope, pack);
  return path === undefined ? undefined : factAtPath(path, pack);
}

/** What a single parameter is set to; a list is looked up. */
function given(teller: Teller, name: string, of: Fact | undefined): Words {
  const { value: set } = teller.pack.parameters?.[name] ?? {};
  return set === undefined || Array.isArray(set) || typeof set === 'boolean' ? [] : phrase(teller, 'given', [{ kind: 'value', text: literal(teller, set, of) }]);
}

function literal({ reader, locale }: Teller, given: unknown, of: Fact | undefined): string {
  const label: LocalizedText | undefined = of?.['x-values']?.[String(given)]?.title;
  return localise(label, locale) || reader.value(typeof given === 'bigint' ? String(given) : given);
}

function linkTo(pack: RulePack, part: string, name: string, text: string): Words {
  return [{ kind: 'link', text, address: rulesAddress(packKey(pack), anchorOf(part, name)) }];
}

function isTime(tree: Tree, scope: Scope, pack: RulePack): boolean {
  const named = namedIn(scope, tree);
  if (named?.value) return isTime(named.value, scope.slice(scope.indexOf(named) + 1), pack);
  if (tree.kind === 'ident' && (tree.name === 'today' || tree.name === 'as_of')) return true;
  const definition = definitionOf(tree, pack);
  if (definition) return isTime(definition, [], pack);
  const parameter = memberOf('params', tree);
  if (parameter !== undefined) return isDay(pack.parameters?.[parameter]?.value);
  const format = factOf(tree, scope, pack)?.format;
  if (format) return /^(date|date-time|month)$/.test(format);
  return tree.kind === 'call' && (/^(addDays|addMonths|startOfMonth|endOfMonth|monthKey|timestamp|date)$/.test(tree.function) || (ARITHMETIC.test(tree.function) && isTime(tree.args[0], scope, pack)));
}

function isList(tree: Tree, pack: RulePack): boolean {
  const definition = definitionOf(tree, pack);
  if (definition) return isList(definition, pack);
  if (tree.kind === 'call' && tree.function === '_+_') return tree.args.some((part) => isList(part, pack));
  return tree.kind === 'list' || macroOf(tree, 'filter', 'map') !== undefined || Array.isArray(pack.parameters?.[memberOf('params', tree) ?? '']?.value);
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
