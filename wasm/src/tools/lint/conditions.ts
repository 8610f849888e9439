// From expressions of a pack to formulas.
import type { CelCall, CelSyntax } from '../../cel/syntax.js';
import type { FactSchema, PackDocument } from '../../documents.js';
import { and, type Comparison, type Formula, not, or, type TermFacts } from './formula.js';
import { fieldOf, isCall, memberOf, nameOf, type Parse } from './syntax.js';

export interface Reading {
  /**
   * Absent: the expression alone, for which parameters, definitions and facts may be anything. Given: parameters that no host sets have their
   * value, definitions are what they stand for, and facts are as their schema has them.
   */
  pack?: PackDocument;
  /** What a variable stands for: `it` of a rule for each element. */
  items?: Readonly<Record<string, FactSchema>>;
}

/** A value, as far as it can be told apart from others. */
type Term =
  | { kind: 'constant'; value: number | string | boolean }
  | { kind: 'if'; condition: Formula; then: Term; otherwise: Term; leaves: number }
  /** Terms of one key have one value. */
  | { kind: 'open'; key: string; facts: TermFacts };

type Parameter = { type?: string; value?: unknown; host?: boolean };

const COMPARISONS: Record<string, Comparison> = { '_<_': '<', '_<=_': '<=', '_>_': '>', '_>=_': '>=' };
const MIRRORED: Record<Comparison, Comparison> = { '==': '==', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Functions whose values can always be put in order, and those that give whole numbers. */
const ORDERED = ['addDays', 'addMonths', 'startOfMonth', 'endOfMonth', 'date', 'ageOn', 'monthsBetween', 'size'];

/** The formula of a condition. `text`: that of which `node` is a part. */
export type FormulaOf = (text: string, node?: CelSyntax) => Formula;

export function formulasOf(parse: Parse, { pack, items = {} }: Reading): FormulaOf {
  const definitions = (pack?.definitions ?? {}) as Record<string, string>;
  const parameters = (pack?.parameters ?? {}) as Record<string, Parameter>;
  const known = new Map<string, Formula>();
  const formulaOfDefinition = (name: string): Formula => {
    const text = definitions[name] as string;
    if (!known.has(name)) known.set(name, formula(text, parse(text)));
    return known.get(name) as Formula;
  };
  const knownTerms = new Map<string, Term>();
  const termOfDefinition = (name: string): Term => {
    const text = definitions[name] as string;
    if (!knownTerms.has(name)) {
      const meant = term(text, parse(text));
      // What it works out has the definition's name, by which all expressions call it.
      knownTerms.set(name, meant.kind === 'open' && !isPath(parse(text)) ? { ...meant, key: `definitions.${name}` } : meant);
    }
    return knownTerms.get(name) as Term;
  };
  return (text, node = parse(text)) => formula(text, node);

  function formula(text: string, node: CelSyntax): Formula {
    const below = (part: CelSyntax | undefined) => formula(text, part as CelSyntax);
    if (node.kind === 'call' && !node.target) {
      const [one, other, third] = node.args as [CelSyntax, CelSyntax, CelSyntax];
      switch (node.function) {
        case '_&&_': return and(below(one), below(other));
        case '_||_': return or(below(one), below(other));
        case '!_': return not(below(one));
        case '_?_:_': return { op: 'if', condition: below(one), then: below(other), otherwise: below(third) };
        case '_==_': return equal(text, one, other);
        case '_!=_': return not(equal(text, one, other));
        case '@in': return oneOf(text, node);
        case 'has': if (isSetParameter(one)) return true;
      }
      const is = COMPARISONS[node.function];
      if (is) return compared(term(text, one), is, term(text, other)) ?? free(text, node);
    }
    const definition = memberOf('definitions', node);
    if (definition !== undefined && definitions[definition] !== undefined) return formulaOfDefinition(definition);
    const value = term(text, node);
    return value.kind === 'constant' && typeof value.value === 'boolean' ? value.value : free(text, node);
  }

  function equal(text: string, one: CelSyntax, other: CelSyntax): Formula {
    if (isTruth(one) && isTruth(other)) {
      const [a, b] = [formula(text, one), formula(text, other)];
      return or(and(a, b), and(not(a), not(b)));
    }
    const result = compared(term(text, one), '==', term(text, other));
    return result ?? { op: 'atom', kind: 'free', key: [one, other].map((node) => written(text, node)).sort().join(' == ') };
  }

  /** Surely a bool, of which both values are to be looked at. */
  function isTruth(node: CelSyntax): boolean {
    if (node.kind === 'literal') return node.type === 'bool';
    return node.kind === 'call' && !node.target && (['_&&_', '_||_', '!_', '_==_', '_!=_', '@in', 'has'].includes(node.function) || COMPARISONS[node.function] !== undefined);
  }

  function oneOf(text: string, node: CelCall): Formula {
    const [element, list] = node.args as [CelSyntax, CelSyntax];
    const value = term(text, element);
    const values = list.kind === 'list' && !list.optional_indices ? list.elements.map((part) => term(text, part)) : listOf(list);
    const parts = values?.map((other) => compared(value, '==', other));
    return parts?.every((part) => part !== undefined) ? or(...(parts as Formula[])) : free(text, node);
  }

  /** The values of a parameter that no host sets. */
  function listOf(node: CelSyntax): Term[] | undefined {
    const parameter = setParameter(node);
    return Array.isArray(parameter?.value) && parameter.value.every(isScalar) ? parameter.value.map((value): Term => ({ kind: 'constant', value })) : undefined;
  }

  function setParameter(node: CelSyntax): Parameter | undefined {
    const parameter = parameters[memberOf('params', node) as string];
    return parameter && !parameter.host && parameter.value !== undefined ? parameter : undefined;
  }

  function isSetParameter(node: CelSyntax): boolean {
    return setParameter(node) !== undefined;
  }

  function term(text: string, node: CelSyntax): Term {
    if (node.kind === 'literal' && isScalar(node.value)) return { kind: 'constant', value: node.value };
    if (isCall(node, '_?_:_')) {
      const [condition, then, otherwise] = node.args as [CelSyntax, CelSyntax, CelSyntax];
      const [one, other] = [term(text, then), term(text, otherwise)];
      return { kind: 'if', condition: formula(text, condition), then: one, otherwise: other, leaves: leavesOf(one) + leavesOf(other) };
    }
    if (isCall(node, 'date') && node.args[0]?.kind === 'literal') return dayTerm(node.args[0].value) ?? open(text, node);
    const parameter = setParameter(node);
    if (parameter) {
      if (parameter.type === 'date') return dayTerm(parameter.value) ?? open(text, node);
      return isScalar(parameter.value) ? { kind: 'constant', value: parameter.value } : open(text, node);
    }
    const definition = memberOf('definitions', node);
    return definition !== undefined && definitions[definition] !== undefined ? termOfDefinition(definition) : open(text, node);
  }

  function open(text: string, node: CelSyntax): Term {
    return { kind: 'open', key: written(text, node), facts: factsOf(node) };
  }

  function factsOf(node: CelSyntax): TermFacts {
    if (isCall(node, 'size')) return { ordered: true, integer: true, minimum: 0 };
    if (node.kind === 'call' && ORDERED.includes(node.function) && !node.target) return { ordered: true };
    if (!pack) return {};
    if (nameOf(node) === 'today' || nameOf(node) === 'as_of') return { ordered: true };
    const schema = schemaOf(node);
    return schema ? factsOfSchema(schema) : {};
  }

  function schemaOf(node: CelSyntax): FactSchema | undefined {
    const name = nameOf(node);
    if (name !== undefined) return items[name] ?? (pack?.facts as FactSchema).properties?.[name];
    return node.kind === 'select' ? schemaOf(node.operand)?.properties?.[node.field] : undefined;
  }
}

/** More comparisons of what two terms may stand for are not made. */
const MAX_COMPARISONS = 1000;

function leavesOf(term: Term): number {
  return term.kind === 'if' ? term.leaves : 1;
}

/** undefined: it cannot be said in formulas. */
function compared(one: Term, is: Comparison, other: Term): Formula | undefined {
  if (leavesOf(one) * leavesOf(other) > MAX_COMPARISONS) return undefined;
  if (one.kind === 'if') return branches(one, compared(one.then, is, other), compared(one.otherwise, is, other));
  if (other.kind === 'if') return branches(other, compared(one, is, other.then), compared(one, is, other.otherwise));
  if (one.kind === 'constant') return other.kind === 'constant' ? constants(one.value, is, other.value) : compared(other, MIRRORED[is], one);
  if (other.kind === 'constant') return withConstant(one, is, other.value);
  if (one.key === other.key && one.facts.ordered) return is === '==' || is === '<=' || is === '>=';
  const facts = { ordered: one.facts.ordered && other.facts.ordered };
  return one.key < other.key
    ? { op: 'atom', kind: 'terms', key: `${one.key} <> ${other.key}`, facts, is }
    : { op: 'atom', kind: 'terms', key: `${other.key} <> ${one.key}`, facts, is: MIRRORED[is] };
}

function branches({ condition }: { condition: Formula }, then: Formula | undefined, otherwise: Formula | undefined): Formula | undefined {
  return then === undefined || otherwise === undefined ? undefined : { op: 'if', condition, then, otherwise };
}

function constants(one: number | string | boolean, is: Comparison, other: number | string | boolean): boolean | undefined {
  if (is === '==') return one === other;
  if (typeof one !== 'number' || typeof other !== 'number') return undefined;
  return is === '<' ? one < other : is === '<=' ? one <= other : is === '>' ? one > other : one >= other;
}

function withConstant({ key, facts }: Extract<Term, { kind: 'open' }>, is: Comparison, constant: number | string | boolean): Formula | undefined {
  if (typeof constant === 'number') return { op: 'atom', kind: 'number', key, facts, is, constant };
  if (is !== '==') return undefined;
  if (typeof constant === 'string') return { op: 'atom', kind: 'string', key, facts, constant };
  const truth: Formula = { op: 'atom', kind: 'free', key };
  return constant ? truth : not(truth);
}

function isScalar(value: unknown): value is number | string | boolean {
  return ['number', 'string', 'boolean'].includes(typeof value);
}

/** Days in their order, as a number that no other constant is compared with. */
function dayTerm(text: unknown): Term | undefined {
  const value = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(value) ? undefined : { kind: 'constant', value };
}

function isPath(node: CelSyntax): boolean {
  return node.kind === 'ident' || (node.kind === 'select' && isPath(node.operand)) || fieldOf(node) !== undefined;
}

/** A fact of a form that fits its schema; where that is no error but a warning, the value may be another. */
function factsOfSchema(schema: FactSchema): TermFacts {
  const facts: TermFacts = { ordered: true, integer: schema.type === 'integer' };
  const severity = schema['x-severity'];
  if (severity === 'warning' || severity === 'info') return facts;
  if (typeof schema.minimum === 'number') facts.minimum = schema.minimum;
  if (typeof schema.maximum === 'number') facts.maximum = schema.maximum;
  if (schema.type === 'string' && !schema.format) {
    const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
    if (values) facts.values = values as string[];
  }
  return facts;
}

function free(text: string, node: CelSyntax): Formula {
  return { op: 'atom', kind: 'free', key: written(text, node) };
}

/** As its author wrote it: what is written alike is alike. */
function written(text: string, node: CelSyntax): string {
  return text.slice(node.start, node.end);
}
