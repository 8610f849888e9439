// One edition as a policy officer reads it: everything the pack says, in the pack's order, each with where it is from. Plain JSON.

import { factsOf } from '../../../wasm/src/tools/fact-paths.js';
import { expressionsOf } from '../../../wasm/src/tools/expressions.js';
import type { Severity } from '../../../wasm/src/report.js';
import type { Tree } from '../../../wasm/src/tools/syntax.js';
import { clauseView, indexClauses, type ClauseIndex, type ClauseView } from '../clauses.js';
import { choicesOf, isNumeric, kindOf } from '../facts.js';
import { packKey, type Fact } from '../pack.js';
import { localise, stringsFor } from '../strings.js';
import { anchorOf, compareAddress, rulesAddress } from './addresses.js';
import { outcomesOf, type Cited, type RulePack } from './pack.js';
import { allReferencesOf, referencesOf } from './references.js';
import { sayingOf, type Saying } from './sayings.js';
import { listAt } from './scope.js';
import { rulesStringsFor } from './strings.js';
import { plain, readerOf, type Words } from './words.js';

/** What kind of entry: the parts that `precheck diff` tells apart. */
export type Part = 'parameter' | 'fact' | 'definition' | 'rule' | 'requirement' | 'outcome' | 'guidance' | 'plan';

export interface Reference {
  label: string;
  /** Where more is said of it; '' where nowhere. */
  address: string;
}

export interface Detail {
  key: string;
  label: string;
  words: Words;
  references: Reference[];
  /** What the words introduce. */
  below?: Saying[];
}

export interface Item {
  part: Part;
  /** Unique in the edition; an address ends in it. */
  anchor: string;
  /** The id, name or path, as files and reports have it. */
  name: string;
  /** A severity; '' for what has none. */
  kind: string;
  sign: string;
  word: string;
  title: Words;
  tags: string[];
  details: Detail[];
  choices: { title: string; code: string; help: string }[];
  expressions: { key: string; label: string; text: string }[];
  /** What its expressions read, also through definitions. */
  uses: Detail[];
  note: string;
  clauses: ClauseView[];
}

export interface ItemSection {
  part: Part;
  title: string;
  note: string;
  items: Item[];
}

export interface SourceView {
  anchor: string;
  id: string;
  title: string;
  origin: string;
  url: string;
  clauses: ClauseView[];
}

export interface EditionView {
  key: string;
  title: string;
  details: Detail[];
  note: string;
  /** Only those with entries. */
  sections: ItemSection[];
  sources: SourceView[];
  links: { address: string; label: string }[];
}

/** What the index of packs knows of an edition; more than its file says of itself. */
export interface EditionEntry {
  key: string;
  id: string;
  edition: string;
  title: RulePack['title'];
  jurisdiction: RulePack['jurisdiction'];
  effective: RulePack['effective'];
  revision?: number;
  /** Of an overlay: its base, `id@edition`. */
  extends?: string;
}

const signs: Record<Severity, string> = { error: '×', warning: '!', info: 'i', not_needed: '–' };

/** @param entries the index of all packs, for what leads from one to another */
export function describeEdition(pack: RulePack, entries: readonly EditionEntry[], locale: string): EditionView {
  const strings = rulesStringsFor(locale);
  const sections = describeParts(pack, locale);
  const own = entries.find(({ key }) => key === packKey(pack));
  const others = entries.filter(({ id, key }) => (id === pack.id && key !== packKey(pack)) || key === own?.extends);
  return {
    key: packKey(pack),
    title: localise(pack.title, locale),
    details: headOf(pack, own, entries, locale),
    note: pack.note ?? '',
    sections: sections.filter(({ items }) => items.length > 0),
    sources: sourcesOf(pack, locale),
    links: others.map(({ key, id, edition, effective, title }) => {
      const name = id === pack.id ? strings.edition(edition, effective) : `${localise(title, locale)} · ${strings.edition(edition, effective)}`;
      return { address: laterOf(packKey(pack), key, own?.extends === key), label: strings.compareWith(name) };
    }),
  };
}

/** The base, or the edition that comes first by name, stands on the left. */
function laterOf(key: string, other: string, isBase: boolean): string {
  return isBase || other < key ? compareAddress(other, key) : compareAddress(key, other);
}

function headOf(pack: RulePack, own: EditionEntry | undefined, entries: readonly EditionEntry[], locale: string): Detail[] {
  const strings = rulesStringsFor(locale);
  const reader = readerOf(pack, locale);
  const titleOf = (key: string) => {
    const entry = entries.find((each) => each.key === key);
    return entry ? `${localise(entry.title, locale)} · ${strings.edition(entry.edition, entry.effective)}` : key;
  };
  const links = (keys: string[]): Reference[] => keys.map((key) => ({ label: titleOf(key), address: rulesAddress(key) }));
  const users = entries.filter((entry) => entry.extends === packKey(pack)).map(({ key }) => key);
  const rows: [string, string, string, Reference[]?][] = [
    ['jurisdiction', strings.jurisdiction, `${localise(pack.jurisdiction.name, locale)} (${strings.areaCode(pack.jurisdiction.code)})`],
    ['edition', strings.editionLabel, pack.edition],
    ['revision', strings.revision, String(pack.revision)],
    ['effective', strings.inForce, strings.effective(pack.effective)],
  ];
  if (pack.edition_by) rows.push(['edition_by', strings.usedFor, strings.usedForFact(reader.factTitle(starred(pack.edition_by)), String(pack.edition_value))]);
  if (own?.extends) rows.push(['extends', strings.overlayOf, '', links([own.extends])]);
  if (users.length > 0) rows.push(['users', strings.usedBy, '', links(users)]);
  rows.push(['id', strings.identifier, packKey(pack)]);
  return rows.map(([key, label, text, references = []]) => ({ key, label, words: plain(text), references }));
}

/** A pointer into a form, or a rule's path, as a fact's path. */
export function starred(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

/** Every part of a pack, also those without entries. */
export function describeParts(pack: RulePack, locale: string): ItemSection[] {
  const strings = rulesStringsFor(locale);
  const reader = readerOf(pack, locale);
  const clauses = indexClauses(pack.resolved?.sources ?? []);
  const builder = { pack, locale, strings, reader, clauses };
  const section = (part: Part, items: Item[]): ItemSection => ({ part, title: strings.parts[part], note: strings.partNotes[part] ?? '', items });
  return [
    section('parameter', parameters(builder)),
    section('rule', rules(builder)),
    section('requirement', requirements(builder)),
    section('outcome', outcomes(builder)),
    section('plan', plan(builder)),
    section('guidance', guidance(builder)),
    section('fact', facts(builder)),
    section('definition', definitions(builder)),
  ];
}

interface Builder {
  pack: RulePack;
  locale: string;
  strings: ReturnType<typeof rulesStringsFor>;
  reader: ReturnType<typeof readerOf>;
  clauses: ClauseIndex;
}

interface Expression {
  role: string;
  text: string;
}

type Given = Partial<Omit<Item, 'expressions' | 'uses'>> & {
  /** Absent: those that belong to the entry by its name. */
  expressions?: Expression[];
  /** The list over whose elements `it` goes: where it lies in the form, or the tree of what gives it. */
  each?: string;
  over?: Tree;
};

/** An entry with what every kind of entry has: its citations, its expressions, and what these read. */
function item({ pack, strings, reader, locale, clauses }: Builder, part: Part, name: string, entry: Cited, given: Given): Item {
  const { expressions = ownExpressions(pack, `${part} ${name}`, locale), each = '', over = each ? listAt(each) : undefined, details = [], ...rest } = given;
  const read = expressions.map(({ text }) => text);
  const sayings = expressions.flatMap(({ role, text }) => {
    const tree = TOLD.has(role) ? pack.trees[text] : undefined;
    return tree ? [{ key: sayingKey(role), label: strings.expressions[role], references: [], ...sayingOf(tree, pack, reader, locale, over) }] : [];
  });
  const reads = allReferencesOf(read, pack, over);
  const list = (key: string, label: string, references: Reference[]): Detail[] => (references.length > 0 ? [{ key, label, words: [], references }] : []);
  return {
    part,
    anchor: anchorOf(part, name),
    name,
    kind: '',
    sign: '',
    word: '',
    title: plain(name),
    tags: [],
    choices: [],
    note: entry.note ?? '',
    ...rest,
    details: [
      ...(each ? detail('each', strings.forEach, [], [reference(pack, reader, `/${each.split('.').join('/')}`)]) : []),
      ...sayings,
      ...details,
    ],
    uses: [
      ...list('parameters', strings.usesParameters, reads.parameters.map((each) => ({ label: valued(pack, reader, each, strings), address: entryAddress(pack, 'parameter', each) }))),
      ...list('facts', strings.usesFacts, reads.facts.map((path) => reference(pack, reader, path))),
      ...list('definitions', strings.usesDefinitions, referencesOf(read, pack, over).definitions.map((each) => ({ label: each, address: entryAddress(pack, 'definition', each) }))),
    ],
    expressions: expressions.map(({ role, text }, index) => ({ key: `${index}`, label: strings.expressions[role] ?? role, text })),
    clauses: (entry.cites ?? []).map((id) => clauseView(id, clauses, stringsFor(locale))),
  };
}

/** The detail of an entry that tells its expression of a role. */
export function sayingKey(role: string): string {
  return `saying.${role}`;
}

/** The roles that are told in words. What the planner carries from step to step is none, nor are codes that the title says. */
const TOLD = new Set(['definition', 'when', 'assert', 'satisfied', 'value', 'invariant', 'for_each']);

function entryAddress(pack: RulePack, part: Part, name: string): string {
  return rulesAddress(packKey(pack), anchorOf(part, name));
}

/** A fact by its path; '' is the whole form, of which nothing more is said. */
function reference(pack: RulePack, reader: Builder['reader'], path: string): Reference {
  return { label: reader.factTitle(path), address: path === '' ? '' : entryAddress(pack, 'fact', path) };
}

function valued(pack: RulePack, reader: Builder['reader'], name: string, strings: Builder['strings']): string {
  const { value } = pack.parameters?.[name] ?? {};
  return value === undefined || Array.isArray(value) ? reader.parameterTitle(name) : `${reader.parameterTitle(name)}${strings.colon}${reader.value(value)}`;
}

/** Those in texts by the text that is shown, each once. */
function ownExpressions(pack: RulePack, owner: string, locale: string): Expression[] {
  const own = [...expressionsOf(pack)].filter((each) => each.owner === owner && (each.role !== 'text' || each.pointer.endsWith(`/${locale}`)));
  return own.filter(({ role, text }, index) => own.findIndex((other) => other.role === role && other.text === text) === index);
}

function rolesOf(entry: object, roles: string[]): Expression[] {
  return roles.flatMap((role) => {
    const text = (entry as Record<string, unknown>)[role];
    return typeof text === 'string' ? [{ role, text }] : [];
  });
}

function detail(key: string, label: string, words: Words, references: Reference[] = []): Detail[] {
  return words.length > 0 || references.length > 0 ? [{ key, label, words, references }] : [];
}

function parameters(builder: Builder): Item[] {
  const { pack, strings, reader } = builder;
  return Object.entries(pack.parameters ?? {}).map(([name, parameter]) =>
    item(builder, 'parameter', name, parameter, {
      title: plain(reader.parameterTitle(name)),
      tags: parameter.host ? [strings.hostMaySet] : [],
      details: detail('value', strings.value, parameter.value === undefined ? plain(strings.notSet) : [{ kind: 'value', text: reader.value(parameter.value) }]),
    }),
  );
}

function rules(builder: Builder): Item[] {
  const { pack, locale, strings, reader } = builder;
  return (pack.rules ?? []).map((rule) => {
    const { id, severity, path, message, remedy, for_each: each = '', on_unknown, unverified_message } = rule;
    const fact = starred(path);
    return item(builder, 'rule', id, rule, {
      each,
      kind: severity,
      sign: signs[severity],
      word: stringsFor(locale).severities[severity],
      title: reader.words(message, each),
      details: [
        ...detail('remedy', strings.remedy, reader.words(remedy, each)),
        ...detail('at', strings.at, [], [reference(pack, reader, fact)]),
        ...detail('unknown', strings.onUnknown, plain(on_unknown ? (strings.onUnknownWords[on_unknown] ?? on_unknown) : '')),
        ...detail('unverified', strings.unverified, reader.words(unverified_message, each)),
      ],
    });
  });
}

function requirements(builder: Builder): Item[] {
  const { pack, locale, strings, reader } = builder;
  const all = pack.requirements ?? [];
  return all.map((requirement) => {
    const { id, kind, title, alternatives = [], when } = requirement;
    const titleOf = (other: string) => localise(all.find((each) => each.id === other)?.title, locale) || other;
    return item(builder, 'requirement', id, requirement, {
      title: reader.words(title),
      tags: [stringsFor(locale).kinds[kind] ?? kind],
      details: [
        ...detail('alternatives', strings.alternatives, [], alternatives.map((other) => ({ label: titleOf(other), address: entryAddress(pack, 'requirement', other) }))),
        ...detail('always', '', plain(when === undefined ? strings.always : '')),
      ],
    });
  });
}

function outcomes(builder: Builder): Item[] {
  const { pack, locale, reader } = builder;
  return Object.keys(pack.outcomes ?? {}).flatMap((name) => {
    const list = outcomesOf(pack, name);
    return list.map((outcome, index) =>
      item(builder, 'outcome', list.length > 1 ? `${name}.${index + 1}` : name, outcome, {
        title: reader.words(outcome.text),
        tags: [stringsFor(locale).outcomeNames[name] ?? name],
        expressions: rolesOf(outcome, ['when', 'value']),
      }),
    );
  });
}

function guidance(builder: Builder): Item[] {
  const { pack, strings, reader } = builder;
  return (pack.guidance ?? []).map((entry) =>
    item(builder, 'guidance', entry.id, entry, { title: reader.words(entry.text), details: detail('always', '', plain(entry.when === undefined ? strings.always : '')) }),
  );
}

function plan(builder: Builder): Item[] {
  const { pack, strings, reader } = builder;
  if (!pack.plan) return [];
  const { actions = [], impossible, resolves = [] } = pack.plan;
  const messageOf = (id: string) => reader.words(pack.rules?.find((rule) => rule.id === id)?.message).map(({ text }) => text).join('') || id;
  const items = [
    item(builder, 'plan', '', pack.plan, {
      anchor: anchorOf('plan', 'plan'),
      title: plain(strings.planEntry),
      details: [...detail('text', '', plain(strings.planText)), ...detail('resolves', strings.resolves, [], resolves.map((id) => ({ label: messageOf(id), address: entryAddress(pack, 'rule', id) })))],
      expressions: rolesOf(pack.plan, ['when', 'state', 'invariant']),
    }),
    ...actions.map((action) =>
      item(builder, 'plan', action.action, action, {
        title: action.why ? reader.words(action.why) : plain(action.action),
        tags: action.optional ? [strings.optionalStep] : [],
        expressions: rolesOf(action, ['for_each', 'when', 'next', 'from', 'to']),
        over: pack.trees[action.for_each ?? ''],
      }),
    ),
  ];
  if (impossible) {
    const { path, message, remedy } = impossible;
    items.push(
      item(builder, 'plan', 'impossible', impossible, {
        kind: 'error',
        sign: signs.error,
        word: strings.impossible,
        title: reader.words(message),
        details: [
          ...detail('remedy', strings.remedy, reader.words(remedy)),
          ...(path ? detail('at', strings.at, [], [reference(pack, reader, starred(path))]) : []),
        ],
        expressions: [],
      }),
    );
  }
  return items;
}

function facts(builder: Builder): Item[] {
  const { pack, locale, strings, reader } = builder;
  const requiredAt = new Set((pack.facts.required ?? []).map((name) => `/${name}`));
  const found = [...factsOf(pack.facts)];
  for (const { path, schema } of found) for (const name of schema.required ?? []) requiredAt.add(`${path}/${name}`);
  // What a list holds is told of the list, as far as its fields do not say it themselves.
  const shown = found.filter(({ path }) => !path.endsWith('/*'));
  return shown.map(({ path, schema }) => {
    const values = schema.items && schema.items.type !== 'object' ? schema.items : schema;
    return item(builder, 'fact', path, { cites: [...citesOf(schema), ...(schema.items ? citesOf(schema.items) : [])] }, {
      title: plain(reader.factTitle(path)),
      details: [
        ...detail('asked', strings.asked, plain(askedOf(schema, requiredAt.has(path), strings))),
        ...detail('kind', strings.kind, plain(kindWords(schema, strings))),
        ...detail('help', '', plain(localise(schema.help, locale))),
      ],
      choices: values.type === 'boolean' ? [] : choicesOf(values, stringsFor(locale)).map(({ value, title, help }) => ({ title, code: String(value), help })),
      expressions: [],
    });
  });
}

function citesOf(fact: Fact): string[] {
  return (fact['x-cites'] as string[] | undefined) ?? [];
}

function askedOf(fact: Fact, required: boolean, { askedOf: words }: Builder['strings']): string {
  if (fact['x-source'] === 'host') return words.host;
  if (fact['x-optional']) return words.optional;
  return required ? words.required : words.applicant;
}

function kindWords(fact: Fact, strings: Builder['strings']): string {
  const { maxItems, minItems, maxLength, minimum, maximum } = fact as Record<string, number | undefined>;
  const kind = kindOf(fact);
  return [
    strings.kinds[kind],
    isNumeric(fact) && strings.range(minimum, maximum),
    minItems !== undefined && strings.leastItems(minItems),
    maxItems !== undefined && strings.mostItems(maxItems),
    kind === 'text' && maxLength !== undefined && strings.mostCharacters(maxLength),
    fact['x-directory'] && strings.lookedUp,
    fact['x-sensitive'] && strings.notKept,
  ]
    .filter(Boolean)
    .join(strings.separator);
}

function definitions(builder: Builder): Item[] {
  return Object.keys(builder.pack.definitions ?? {}).map((name) => item(builder, 'definition', name, {}, {}));
}

function sourcesOf(pack: RulePack, locale: string): SourceView[] {
  const sources = pack.resolved?.sources ?? [];
  const index = indexClauses(sources);
  return sources.map(({ id, title, clauses }) => {
    const views = clauses.map((clause) => clauseView(clause.id, index, stringsFor(locale)));
    return { anchor: anchorOf('source', id), id, title: localise(title, locale), origin: views[0]?.origin ?? '', url: views[0]?.url ?? '', clauses: views };
  });
}
