// Formulas of propositional logic over what an expression compares, and whether anything makes one true.
//
// An expression that is true for some form has a formula that some choice makes true, so what no choice makes true never holds. Unknowns and
// errors do not spoil that: of the logical operators a result that is known stays what it is whatever takes their place.

/** What a term is known to be, so that fewer values need to be tried. */
export interface TermFacts {
  /** Of any two values one is less, or they are equal. */
  ordered?: boolean;
  integer?: boolean;
  minimum?: number;
  maximum?: number;
  /** No other strings. */
  values?: readonly string[];
}

export type Comparison = '==' | '<' | '<=' | '>' | '>=';

/** Something that is true or false. Atoms with the same `key` speak of the same. */
export type Atom =
  | { op: 'atom'; kind: 'free'; key: string }
  | { op: 'atom'; kind: 'number'; key: string; facts: TermFacts; is: Comparison; constant: number }
  | { op: 'atom'; kind: 'string'; key: string; facts: TermFacts; constant: string }
  /** Two terms, the one whose text comes first against the other. */
  | { op: 'atom'; kind: 'terms'; key: string; facts: TermFacts; is: Comparison };

export type Formula = boolean | Atom | { op: 'not'; of: Formula } | { op: 'and' | 'or'; parts: Formula[] } | { op: 'if'; condition: Formula; then: Formula; otherwise: Formula };

export const not = (of: Formula): Formula => (typeof of === 'boolean' ? !of : { op: 'not', of });
export const and = (...parts: Formula[]): Formula => ({ op: 'and', parts });
export const or = (...parts: Formula[]): Formula => ({ op: 'or', parts });
export const implies = (condition: Formula, then: Formula): Formula => or(not(condition), then);

/** Operations that a question may take; beyond them it stays undecided. */
const MAX_STEPS = 100_000;

/** Whether it is sure that nothing makes the formula true. */
export function neverHolds(formula: Formula): boolean {
  const regions = regionsOf(formula);
  const chosen = new Map<string, Region>();
  let steps = 0;

  const search = (): boolean => {
    let open: Atom | undefined;
    const value = evaluatorOf((atom) => {
      const region = chosen.get(variableOf(atom));
      if (region === undefined) {
        open = open ?? atom;
        return undefined;
      }
      return holdsIn(atom, region);
    }, () => steps++)(formula);
    if (value !== undefined || !open || steps > MAX_STEPS) return value !== false; // undecided counts as found
    const variable = variableOf(open);
    for (const region of regions.get(variable) as Region[]) {
      chosen.set(variable, region);
      if (search()) return true;
    }
    chosen.delete(variable);
    return false;
  };
  return !search();
}

/** In three values. A part that several others have, as those of a definition, is worked out once. */
function evaluatorOf(valueOf: (atom: Atom) => boolean | undefined, onStep: () => void): (formula: Formula) => boolean | undefined {
  const known = new Map<Formula, boolean | undefined>();
  return function evaluate(formula: Formula): boolean | undefined {
    if (typeof formula === 'boolean') return formula;
    if (!known.has(formula)) {
      onStep();
      known.set(formula, worked(formula));
    }
    return known.get(formula);

    function worked(part: Exclude<Formula, boolean>): boolean | undefined {
      switch (part.op) {
        case 'atom':
          return valueOf(part);
        case 'not': {
          const value = evaluate(part.of);
          return value === undefined ? undefined : !value;
        }
        case 'if': {
          const condition = evaluate(part.condition);
          if (condition !== undefined) return evaluate(condition ? part.then : part.otherwise);
          const then = evaluate(part.then);
          return then === evaluate(part.otherwise) ? then : undefined;
        }
        default: {
          const decides = part.op === 'or';
          let all: boolean | undefined = !decides;
          for (const one of part.parts) {
            const value = evaluate(one);
            if (value === decides) return decides;
            if (value === undefined) all = undefined;
          }
          return all;
        }
      }
    }
  };
}

/** A set of values that no atom tells apart. */
type Region =
  | { kind: 'truth'; value: boolean }
  /** `at` a constant, or strictly between two. */
  | { kind: 'between'; from: number; to: number }
  | { kind: 'string'; value: string | undefined }
  | { kind: 'order'; sign: -1 | 0 | 1 }
  /** Not comparable, as NaN is. */
  | { kind: 'none' };

/** Atoms of one variable are decided by one choice. Numbers and strings of a term of unknown type are two: more choices than there are. */
function variableOf({ kind, key }: Atom): string {
  return `${kind} ${key}`;
}

function regionsOf(formula: Formula): Map<string, Region[]> {
  return new Map([...atomsOf(formula)].map(([variable, atoms]) => [variable, choices(atoms)]));
}

/** By what they speak of: formulas that have nothing in common leave each other's truth open. */
export function atomsOf(formula: Formula): Map<string, Atom[]> {
  const atoms = new Map<string, Atom[]>();
  const seen = new Set<Formula>();
  const collect = (part: Formula): void => {
    if (typeof part === 'boolean' || seen.has(part)) return;
    seen.add(part);
    if (part.op === 'atom') atoms.set(variableOf(part), [...(atoms.get(variableOf(part)) ?? []), part]);
    else if (part.op === 'not') collect(part.of);
    else if (part.op === 'if') [part.condition, part.then, part.otherwise].forEach(collect);
    else part.parts.forEach(collect);
  };
  collect(formula);
  return atoms;
}

function choices(atoms: Atom[]): Region[] {
  const [first] = atoms as [Atom];
  switch (first.kind) {
    case 'free':
      return [{ kind: 'truth', value: true }, { kind: 'truth', value: false }];
    case 'terms':
      return [{ kind: 'order', sign: -1 }, { kind: 'order', sign: 0 }, { kind: 'order', sign: 1 }, ...unlessOrdered(first.facts)];
    case 'string':
      return strings(first.facts, atoms.map((atom) => (atom as typeof first).constant));
    case 'number':
      return [...intervals(first.facts, atoms.map((atom) => (atom as typeof first).constant)), ...unlessOrdered(first.facts)];
  }
}

function unlessOrdered({ ordered }: TermFacts): Region[] {
  return ordered ? [] : [{ kind: 'none' }];
}

function strings({ values }: TermFacts, constants: string[]): Region[] {
  const possible = [...new Set(constants)].filter((constant) => !values || values.includes(constant));
  const others = !values || values.some((value) => !possible.includes(value));
  return [...possible.map((value): Region => ({ kind: 'string', value })), ...(others ? [{ kind: 'string', value: undefined } as Region] : [])];
}

function intervals({ integer, minimum = -Infinity, maximum = Infinity }: TermFacts, constants: number[]): Region[] {
  const sorted = [...new Set(constants)].sort((one, other) => one - other);
  const isPossible = (from: number, to: number) => {
    if (!integer) return to > minimum && from < maximum;
    const [first, last] = [Math.floor(from) + 1, Math.ceil(to) - 1]; // the whole numbers between
    return first <= last && last >= minimum && first <= maximum;
  };
  const regions: Region[] = [];
  let from = -Infinity;
  for (const to of [...sorted, Infinity]) {
    if (isPossible(from, to)) regions.push({ kind: 'between', from, to });
    if (to >= minimum && to <= maximum && to !== Infinity) regions.push({ kind: 'between', from: to, to });
    from = to;
  }
  return regions;
}

function holdsIn(atom: Atom, region: Region): boolean {
  switch (region.kind) {
    case 'truth':
      return region.value;
    case 'none':
      return false;
    case 'string':
      return atom.kind === 'string' && region.value === atom.constant;
    case 'order':
      return atom.kind === 'terms' && signFits(region.sign, atom.is);
    case 'between': {
      const { constant, is } = atom as Extract<Atom, { kind: 'number' }>;
      return signFits(region.from === region.to ? Math.sign(region.from - constant) : region.to <= constant ? -1 : 1, is);
    }
  }
}

function signFits(sign: number, is: Comparison): boolean {
  switch (is) {
    case '==': return sign === 0;
    case '<': return sign < 0;
    case '<=': return sign <= 0;
    case '>': return sign > 0;
    case '>=': return sign >= 0;
  }
}
