// One expression, changed by one step: each change is an edit of its text.
import { type CelCall, type CelLiteral, celParts, type CelSyntax } from '../cel/syntax.js';
import type { ExpressionRole } from './expressions.js';
import type { Parse, Vocabulary } from './vocabulary.js';

/** Puts `text` in the place of what stands from `start` to `end`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

const NEIGHBOUR: Record<string, string> = {
  '_<_': '<=', '_<=_': '<', '_>_': '>=', '_>=_': '>', '_==_': '!=', '_!=_': '==', '_&&_': '||', '_||_': '&&',
};
const MACRO: Record<string, string> = { exists: 'all', all: 'exists', exists_one: 'exists' };
/** Whose last argument is a number of days or months. */
const PERIODS = ['addDays', 'addMonths'];
/** What is asked for one element after the other. */
const BODIES = ['exists', 'all', 'exists_one', 'filter'];
const CONDITIONS: ExpressionRole[] = ['when', 'assert', 'satisfied', 'invariant'];

export function* celMutations(text: string, parse: Parse, vocabulary: Vocabulary, role: ExpressionRole): Generator<Edit> {
  const root = parse(text);
  yield* below(root, text, vocabulary);
  if (CONDITIONS.includes(role)) yield* negated(root, text);
}

function* below(node: CelSyntax, text: string, vocabulary: Vocabulary, field?: string, taken?: string[]): Generator<Edit> {
  if (node.kind === 'literal') yield* literal(node, text, vocabulary, field, taken);
  if (node.kind === 'list') yield* withoutOne(node.elements, text);
  if (node.kind !== 'call') {
    const words = node.kind === 'list' ? node.elements.flatMap((element) => (element.kind === 'literal' ? [String(element.value)] : [])) : undefined;
    // Keys of a map are names, as fields are.
    const parts = node.kind === 'map' ? node.entries.map(({ value }) => value) : celParts(node);
    for (const part of parts) yield* below(part, text, vocabulary, field, words);
    return;
  }
  yield* call(node, text);
  for (const part of celParts(node)) {
    if (isFieldName(node, part) || isVariable(node, part)) continue;
    yield* below(part, text, vocabulary, fieldBeside(node, part));
  }
}

function* literal({ start, end, type, value }: CelLiteral, text: string, vocabulary: Vocabulary, field?: string, taken?: string[]): Generator<Edit> {
  if (type === 'bool') yield { start, end, text: String(!value) };
  if (type === 'int') for (const step of [-1, 1]) yield { start, end, text: String(Number(value) + step) };
  if (type !== 'string') return;
  const quote = text[start];
  if (quote !== "'" && quote !== '"') return; // raw or of several lines: no pack has a word so
  for (const word of vocabulary.stepsFrom(String(value), field, taken)) yield { start, end, text: `${quote}${word}${quote}` };
}

/** The list without one of its elements: with the comma behind it, or that before the last. */
function* withoutOne(elements: CelSyntax[], text: string): Generator<Edit> {
  for (const [index, element] of elements.entries()) {
    const [before, after] = [elements[index - 1], elements[index + 1]];
    if (after) yield { start: outerStart(element, text), end: outerStart(after, text), text: '' };
    else yield { start: before ? outerEnd(before, text) : element.start, end: outerEnd(element, text), text: '' };
  }
}

function* call(node: CelCall, text: string): Generator<Edit> {
  const operator = NEIGHBOUR[node.function];
  if (operator) {
    const length = /^(&&|\|\||[<>=!]=|[<>])/.exec(text.slice(node.at))?.[0].length ?? 0;
    yield { start: node.at, end: node.at + length, text: operator };
  }
  const macro = node.target && MACRO[node.function];
  if (macro) yield { start: node.at, end: node.at + node.function.length, text: macro };
  const [first] = node.args;
  if (node.function === '!_' && first) yield { start: node.start, end: node.end, text: `(${text.slice(first.start, first.end)})` };
  if (node.function === '_&&_' || node.function === '_||_') for (const operand of node.args) yield* negated(operand, text);
  if (node.function === '_?_:_' && first) yield* negated(first, text);
  const last = node.args[node.args.length - 1];
  if (node.target && BODIES.includes(node.function) && last) yield* negated(last, text);
  if (PERIODS.includes(node.function) && last && last.kind !== 'literal') {
    for (const step of ['- 1', '+ 1']) yield { start: last.start, end: last.end, text: `(${text.slice(last.start, last.end)}) ${step}` };
  }
}

/** Not where another change does the same: a comparison with its neighbour, an operator of logic, what is negated already. */
function* negated(node: CelSyntax, text: string): Generator<Edit> {
  if (node.kind === 'literal' || (node.kind === 'call' && (node.function in NEIGHBOUR || node.function === '!_'))) return;
  if (node.kind === 'call' && node.function === '_?_:_') return; // its own condition is
  yield { start: node.start, end: node.end, text: `!(${text.slice(node.start, node.end)})` };
}

/** `b` of `a.?b` */
function isFieldName(node: CelCall, part: CelSyntax): boolean {
  return node.function === '_?._' && part === node.args[1];
}

/** The variable of a macro, `f` of `list.exists(f, ...)`. */
function isVariable(node: CelCall, part: CelSyntax): boolean {
  return part.kind === 'ident' && part === node.args[0] && node.target !== undefined && (BODIES.includes(node.function) || node.function === 'map');
}

/** The field that a text is compared with: `kind` for `'add'` of `request.kind == 'add'`. */
function fieldBeside(node: CelCall, part: CelSyntax): string | undefined {
  if (!['_==_', '_!=_', '@in'].includes(node.function)) return undefined;
  const other = node.args.find((arg) => arg !== part);
  return other?.kind === 'select' ? other.field : other?.kind === 'ident' ? other.name : undefined;
}

/** With the parentheses around it, which the tree does not count. */
function outerStart(node: CelSyntax, text: string): number {
  let at = node.start;
  while (/[(\s]/.test(text[at - 1] ?? '')) at--;
  return at;
}

function outerEnd(node: CelSyntax, text: string): number {
  let at = node.end;
  while (/[)\s]/.test(text[at] ?? '')) at++;
  return at;
}
