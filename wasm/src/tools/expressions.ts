// Every CEL expression of a resolved pack, in the pack's order, with its place; of an overlay, those that it says itself.
import type { PackDocument } from '../documents.js';

/** What an expression is for; `text` is one inside `${…}` of a message, title or other text. */
export type ExpressionRole = 'definition' | 'when' | 'assert' | 'satisfied' | 'value' | 'state' | 'invariant' | 'for_each' | 'next' | 'from' | 'to' | 'text';

export interface PackExpression {
  text: string;
  /** JSON Pointer into the pack, as diagnostics, explain() and coverage() give it. Of one in a text: that of the text with its locale. */
  pointer: string;
  role: ExpressionRole;
  /** The entry that it belongs to: `definition tier1_first`, `rule window-closed`, `requirement id_or_card`, `outcome review`, `guidance x`, `plan`, `action change`. */
  owner: string;
}

type Entry = Record<string, unknown>;

export function* expressionsOf(pack: PackDocument): Generator<PackExpression> {
  for (const [name, text] of Object.entries((pack.definitions ?? {}) as Record<string, unknown>)) {
    yield* one(text, `/definitions/${name}`, 'definition', `definition ${name}`);
  }
  yield* entries(pack.rules, '/rules', 'rule', ['when', 'assert'], ['message', 'remedy', 'unverified_message']);
  yield* entries(pack.requirements, '/requirements', 'requirement', ['when', 'satisfied'], ['title']);
  for (const [name, outcome] of Object.entries((pack.outcomes ?? {}) as Record<string, unknown>)) {
    const list = Array.isArray(outcome);
    for (const [index, entry] of ((list ? outcome : [outcome]) as Entry[]).entries()) {
      yield* parts(entry, `/outcomes/${name}${list ? `/${index}` : ''}`, `outcome ${name}`, ['when', 'value'], ['text']);
    }
  }
  yield* entries(pack.guidance, '/guidance', 'guidance', ['when'], ['text']);
  const plan = pack.plan as Entry | undefined;
  if (!plan) return;
  yield* parts(plan, '/plan', 'plan', ['when', 'state', 'invariant'], []);
  yield* entries(plan.actions, '/plan/actions', 'action', ['for_each', 'when', 'next', 'from', 'to'], ['why']);
  if (plan.impossible) yield* parts(plan.impossible as Entry, '/plan/impossible', 'plan', [], ['message', 'remedy']);
}

function* entries(list: unknown, place: string, kind: string, roles: ExpressionRole[], texts: string[]): Generator<PackExpression> {
  for (const [index, entry] of ((list ?? []) as Entry[]).entries()) {
    yield* parts(entry, `${place}/${index}`, `${kind} ${entry.id ?? entry.action}`, roles, texts);
  }
}

function* parts(entry: Entry | null, place: string, owner: string, roles: ExpressionRole[], texts: string[]): Generator<PackExpression> {
  if (!entry) return; // what an overlay takes out
  // A rule's for_each is a path, an action's an expression.
  for (const role of roles) yield* one(entry[role], `${place}/${role}`, role, owner);
  for (const key of texts) {
    for (const [locale, text] of Object.entries((entry[key] ?? {}) as Record<string, string>)) {
      for (const inside of placeholders(text)) yield* one(inside, `${place}/${key}/${locale}`, 'text', owner);
    }
  }
}

function* one(text: unknown, pointer: string, role: ExpressionRole, owner: string): Generator<PackExpression> {
  if (typeof text === 'string') yield { text, pointer, role, owner };
}

function placeholders(text: string): string[] {
  const found: string[] = [];
  replacePlaceholders(text, (expression) => {
    found.push(expression);
    return expression;
  });
  return found;
}

/** A text with other expressions in its `${…}`; `$${` is a literal `${`. Quotes and braces inside an expression do not end it. */
export function replacePlaceholders(text: string, change: (expression: string) => string): string {
  let changed = '';
  let from = 0;
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at)) {
    if (text[at - 1] === '$') {
      at += 2;
      continue;
    }
    const end = endOfPlaceholder(text, at + 2);
    changed += text.slice(from, at + 2) + change(text.slice(at + 2, end));
    from = end;
    at = end + 1;
  }
  return changed + text.slice(from);
}

function endOfPlaceholder(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === "'" || character === '"') at = endOfString(text, at);
    else if (character === '{') depth++;
    else if (character === '}' && depth-- === 0) return at;
  }
  return text.length; // a pack that was loaded has none
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at;
  }
  return text.length;
}
