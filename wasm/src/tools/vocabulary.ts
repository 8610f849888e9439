// The words of a pack: which values a text in a condition may have, and what only texts read.
import { celParts, type CelSyntax } from '../cel/syntax.js';
import type { FactSchema, PackDocument } from '../documents.js';
import { expressionsOf } from './expressions.js';

export type Parse = (expression: string) => CelSyntax;

export interface Vocabulary {
  /** The values one step away from a text: of a day the day before and after, of a code the next number, else another word of its enum. */
  stepsFrom(text: string, field?: string, taken?: readonly string[]): string[];
}

const DAY_MS = 86_400_000;

/** What an outcome `review` may say (rules/README.md). */
const REVIEW = ['immediate', 'auto', 'manual', 'auto_or_manual', 'pending'];

export function vocabularyOf(resolved: PackDocument, parse: Parse): Vocabulary {
  const enums = [...enumsOf(resolved.facts), ...wordsOfDefinitions(resolved, parse), ...wordsOfParameters(resolved, parse), { field: undefined, values: REVIEW }];
  return {
    stepsFrom(text, field, taken = []) {
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [-1, 1].map((days) => new Date(Date.parse(text) + days * DAY_MS).toISOString().slice(0, 10));
      if (/^\d+$/.test(text)) return [String(Number(text) + 1).padStart(text.length, '0')];
      if (/^\d+[a-z]+$/.test(text)) return [-1, 1].map((step) => text.replace(/^\d+/, (digits) => String(Number(digits) + step)));
      const fitting = enums.filter(({ values }) => values.includes(text));
      const values = (fitting.find((one) => one.field !== undefined && one.field === field) ?? fitting[0])?.values ?? [text];
      const place = values.indexOf(text);
      const next = [...values.slice(place + 1), ...values.slice(0, place)].find((value) => !taken.includes(value));
      return [next ?? `${text}~`];
    },
  };
}

/** JSON Pointers of the parameters and definitions that no condition reads, be it through others: they are only shown. */
export function shownOnly(resolved: PackDocument, parse: Parse): Set<string> {
  const definitions = new Map<string, string>();
  const deciding = new Set<string>();
  const todo: string[] = [];
  for (const { text, role, owner } of expressionsOf(resolved)) {
    if (role === 'definition') definitions.set(owner.slice('definition '.length), text);
    else if (role !== 'text') todo.push(text);
  }
  for (let text = todo.pop(); text !== undefined; text = todo.pop()) {
    for (const node of nodesOf(parse(text))) {
      if (node.kind !== 'select' || node.operand.kind !== 'ident') continue;
      const of = { params: 'parameters', definitions: 'definitions' }[node.operand.name];
      const pointer = `/${of}/${node.field}`;
      if (!of || deciding.has(pointer)) continue;
      deciding.add(pointer);
      const definition = of === 'definitions' ? definitions.get(node.field) : undefined;
      if (definition !== undefined) todo.push(definition);
    }
  }
  const all = [...Object.keys((resolved.parameters ?? {}) as object).map((name) => `/parameters/${name}`), ...[...definitions.keys()].map((name) => `/definitions/${name}`)];
  return new Set(all.filter((pointer) => !deciding.has(pointer)));
}

export function* nodesOf(node: CelSyntax): Generator<CelSyntax> {
  yield node;
  for (const part of celParts(node)) yield* nodesOf(part);
}

interface Enum {
  /** The fact's own name. Absent: not a fact's. */
  field: string | undefined;
  values: string[];
}

function* enumsOf(schema: FactSchema | undefined, field?: string): Generator<Enum> {
  if (!schema) return;
  if (Array.isArray(schema.enum)) yield { field, values: schema.enum as string[] };
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, FactSchema>)) yield* enumsOf(property, name);
  yield* enumsOf(schema.items as FactSchema | undefined, field);
}

/** `a ? 'x' : b ? 'y' : 'z'`: the words that a definition may answer. */
function* wordsOfDefinitions(resolved: PackDocument, parse: Parse): Generator<Enum> {
  for (const { text, role } of expressionsOf(resolved)) {
    if (role !== 'definition') continue;
    const values = [...answersOf(parse(text))];
    if (values.length > 1) yield { field: undefined, values };
  }
}

/** `params.level == 'province'`: the parameter's own word and those that conditions compare it with. */
function* wordsOfParameters(resolved: PackDocument, parse: Parse): Generator<Enum> {
  const words = new Map(Object.entries((resolved.parameters ?? {}) as Record<string, { value?: unknown }>).flatMap(([name, { value }]) => (typeof value === 'string' ? [[name, new Set([value])]] : [])));
  for (const { text } of expressionsOf(resolved)) {
    for (const node of nodesOf(parse(text))) {
      if (node.kind !== 'call' || !['_==_', '_!=_'].includes(node.function)) continue;
      const parameter = node.args.find((arg) => arg.kind === 'select' && arg.operand.kind === 'ident' && arg.operand.name === 'params');
      const word = node.args.find((arg) => arg.kind === 'literal' && typeof arg.value === 'string');
      if (parameter?.kind === 'select' && word?.kind === 'literal') words.get(parameter.field)?.add(word.value as string);
    }
  }
  for (const [field, values] of words) if (values.size > 1) yield { field, values: [...values] };
}

function* answersOf(node: CelSyntax): Generator<string> {
  if (node.kind === 'literal' && typeof node.value === 'string') yield node.value;
  if (node.kind !== 'call' || node.function !== '_?_:_') return;
  for (const answer of node.args.slice(1)) yield* answersOf(answer);
}
