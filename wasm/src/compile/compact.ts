// Documents without what only their authors read. They loaded, so every part is of the type that the format gives it.
import type { FactSchema, LocalizedText, PackDocument, SourceDocument } from '../documents.js';

export interface Keep {
  /** Languages that stay beside zh-CN, which always does. Absent: all. */
  locales?: readonly string[];
  /** Whether what is needed to draw a form stays: help, labels of values, titles of parameters. */
  form?: boolean;
}

type JsonObject = Record<string, unknown>;
type Change = (value: never) => unknown;

export function compactPack(pack: PackDocument, { locales, form = false }: Keep): PackDocument {
  const text = textIn(locales);
  const fact = (schema: FactSchema): object =>
    copy(schema, form ? [] : ['help', 'x-values'], {
      title: text,
      help: text,
      'x-values': each((label: object) => copy(label, [], { title: text, help: text })),
      properties: each(fact),
      items: fact,
    });
  const entry = (rule: object) =>
    copy(rule, ['note'], { title: text, message: text, remedy: text, unverified_message: text, text, why: text });
  const compact = copy(pack, ['$schema', 'note'], {
    title: text,
    jurisdiction: (area: object) => copy(area, [], { name: text }),
    parameters: each((parameter: object) => copy(parameter, form ? ['note'] : ['note', 'title'], { title: text })),
    facts: fact,
    rules: all(entry),
    requirements: all(entry),
    outcomes: each((cases: object | object[]) => (Array.isArray(cases) ? cases.map(entry) : entry(cases))),
    guidance: all(entry),
    plan: (plan: object) => copy(plan, ['note'], { actions: all(entry), impossible: entry }),
  });
  if (compact.definitions) compact.definitions = usedDefinitions(compact);
  return compact as PackDocument;
}

export function compactSource(source: SourceDocument, { locales }: Keep): SourceDocument {
  const text = textIn(locales);
  const clause = (entry: object) => copy(entry, ['note', 'check'], { text });
  return copy(source, ['$schema', 'note'], { title: text, issuer: text, clauses: all(clause) }) as SourceDocument;
}

/** Those whose names stand anywhere: whatever reads a definition writes its name. */
function usedDefinitions({ definitions, ...others }: JsonObject): JsonObject {
  const used = new Set<string>();
  const entries = Object.entries(definitions as Record<string, string>);
  let readers = JSON.stringify(others); // names are ASCII letters, which JSON never escapes
  for (let found = entries; found.length > 0; ) {
    found = entries.filter(([name]) => !used.has(name) && readers.includes(name));
    for (const [name] of found) used.add(name);
    readers = found.map(([, expression]) => expression).join('\n');
  }
  return Object.fromEntries(entries.filter(([name]) => used.has(name)));
}

function textIn(locales: readonly string[] | undefined) {
  return (text: LocalizedText) =>
    locales ? copy(text, Object.keys(text).filter((locale) => locale !== 'zh-CN' && !locales.includes(locale)), {}) : text;
}

/** An object's members but for some, others changed. */
function copy(object: object, without: readonly string[], changes: Record<string, Change>): JsonObject {
  const kept = Object.entries(object).filter(([key]) => !without.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, changes[key]?.(value as never) ?? value]));
}

/** Changes every member of an object. */
function each(change: Change) {
  return (object: object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value as never)]));
}

function all(change: Change) {
  return (list: readonly object[]) => list.map((item) => change(item as never));
}
