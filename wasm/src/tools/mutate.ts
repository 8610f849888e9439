// Mutants of a pack: the same document with one threshold, operator or enum value changed by one step. A case that tells it from the pack
// shows that the policy's words are held at that place. What decides nothing is left alone: texts, and what only texts read. So are the days
// on which an edition is in force, since a case names the edition that it is about.
import type { PackDocument } from '../documents.js';
import { putAt, stepsOf } from '../pointer.js';
import { expressionsOf } from './expressions.js';
import { celMutations, type Edit } from './mutate-cel.js';
import { schemaMutations } from './mutate-schema.js';
import { type Parse, shownOnly, type Vocabulary, vocabularyOf } from './vocabulary.js';

export interface Mutant {
  /** What is changed where, stable while that place stays: `rule window-closed assert: today [<= -> <] definitions.last_day`. */
  name: string;
  /** JSON Pointer into the document. */
  pointer: string;
  document: PackDocument;
}

/**
 * @param document The pack as its author wrote it: of an overlay what it says itself, since its base is another pack.
 * @param resolved The same with its bases merged in.
 */
export function mutantsOf(document: PackDocument, resolved: PackDocument, parse: Parse): Mutant[] {
  const vocabulary = vocabularyOf(resolved, parse);
  const shown = shownOnly(resolved, parse);
  const found: Mutant[] = [];
  const add = (name: string, pointer: string, ...changes: { pointer: string; value: unknown }[]) => {
    const copy = structuredClone(document);
    for (const change of changes) putAt(copy as never, stepsOf(change.pointer), change.value);
    found.push({ name, pointer, document: copy });
  };
  for (const { text, pointer, role, owner } of expressionsOf(document)) {
    if (role === 'text' || shown.has(pointer)) continue;
    for (const edit of celMutations(text, parse, vocabulary, role)) {
      add(`${owner} ${role}: ${shownEdit(text, edit)}`, pointer, { pointer, value: text.slice(0, edit.start) + edit.text + text.slice(edit.end) });
    }
  }
  for (const [name, parameter] of Object.entries((document.parameters ?? {}) as Record<string, { value?: unknown } | null>)) {
    const pointer = `/parameters/${name}`;
    if (parameter?.value === undefined || shown.has(pointer)) continue;
    for (const value of stepsFrom(parameter.value, vocabulary, name)) {
      add(`parameter ${name}: ${JSON.stringify(parameter.value)} -> ${JSON.stringify(value)}`, pointer, { pointer: `${pointer}/value`, value });
    }
  }
  for (const { name, pointer, changes } of schemaMutations(document, resolved)) add(name, pointer, ...changes);
  return numbered(found);
}

/** A parameter's values one step away: a number or day more and less, another word of the same enum, a list without one of its elements. */
function stepsFrom(value: unknown, vocabulary: Vocabulary, name: string): unknown[] {
  if (Array.isArray(value)) return value.map((_, index) => value.filter((__, other) => other !== index));
  if (typeof value === 'number') return [value - 1, value + 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return vocabulary.stepsFrom(value, name);
  return [];
}

/** As much of the expression around the change as tells where it is. */
const CONTEXT = 32;

function shownEdit(text: string, { start, end, text: to }: Edit): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const head = before.length > CONTEXT ? `...${before.slice(-CONTEXT)}` : before;
  const tail = after.length > CONTEXT ? `${after.slice(0, CONTEXT)}...` : after;
  return `${head}[${text.slice(start, end)} -> ${to}]${tail}`;
}

/** The second of the same name is `... #2`. */
function numbered(mutants: Mutant[]): Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const count = (seen.get(mutant.name) ?? 0) + 1;
    seen.set(mutant.name, count);
    return count === 1 ? mutant : { ...mutant, name: `${mutant.name} #${count}` };
  });
}
