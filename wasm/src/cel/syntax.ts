// The syntax tree of an expression, for tools. The core writes it; core/include/precheck/cel.hpp describes the same layout. The names are
// those of cel-spec's syntax.proto.
import type { CelValue } from './values.js';

/** Discriminated by `kind`. `celParts` gives the nodes below one. */
export type CelSyntax = CelLiteral | CelIdent | CelSelect | CelCall | CelList | CelMap | CelComprehension;

/** Places are in UTF-16 units, as JavaScript counts in strings: `expression.slice(start, end)` is the node's text. */
export interface CelPlace {
  /** Tells a tree from a CelFailure. */
  readonly errors?: undefined;
  /** Its first character, without parentheses around it. */
  start: number;
  /** Behind its last character. */
  end: number;
  /**
   * Of a call the function's name, the operator (of `?:` the question mark) or the bracket of an index; of a selection the dot; of a macro
   * its name; else its first character (of a name with a leading dot, what follows the dot).
   */
  at: number;
  /** The macro that this node stands for. Only where macros are expanded; what a macro made has the macro's `start` and `end`. */
  macro?: string;
}

/** The field's name in `a.?b`, which is `_?._(a, "b")`, is a string that is written without quotes. */
export interface CelLiteral extends CelPlace {
  kind: 'literal';
  type: 'null_type' | 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes';
  /** An int is a number where it is a safe integer, else a BigInt: see CelValue. A minus before a number is the number's own. */
  value: CelValue;
}

export interface CelIdent extends CelPlace {
  kind: 'ident';
  /** With the leading dot, where it is written with one. */
  name: string;
}

export interface CelSelect extends CelPlace {
  kind: 'select';
  operand: CelSyntax;
  field: string;
  /** Of an expanded `has(a.b)`: asks whether the field is there. Its place is the macro's. */
  test_only?: true;
}

export interface CelCall extends CelPlace {
  kind: 'call';
  /**
   * A name, or an operator: `_&&_`, `_||_`, `!_`, `_?_:_`, `_==_`, `_!=_`, `_<_`, `_<=_`, `_>_`, `_>=_`, `@in`, `_+_`, `_-_`, `_*_`,
   * `_/_`, `_%_`, `-_`, `_[_]`, `_[?_]`, `_?._`. The operator's own characters stand at `at`. Chains of `&&` and of `||` are balanced
   * trees.
   */
  function: string;
  /** Of a call in member style, `target.f(...)`. */
  target?: CelSyntax;
  args: CelSyntax[];
}

export interface CelList extends CelPlace {
  kind: 'list';
  elements: CelSyntax[];
  /** The places in `elements` of those that are written with `?`. Absent: there are none. */
  optional_indices?: number[];
}

export interface CelMap extends CelPlace {
  kind: 'map';
  entries: CelMapEntry[];
}

export interface CelMapEntry {
  map_key: CelSyntax;
  value: CelSyntax;
  /** It is written with `?`. */
  optional_entry?: true;
}

/** Only where macros are expanded. */
export interface CelComprehension extends CelPlace {
  kind: 'comprehension';
  iter_var: string;
  /** Of a macro with two variables. */
  iter_var2?: string;
  accu_var: string;
  iter_range: CelSyntax;
  accu_init: CelSyntax;
  loop_condition: CelSyntax;
  loop_step: CelSyntax;
  result: CelSyntax;
}

/** The nodes right below one, in the order in which they are listed in it: for walks. */
export function celParts(node: CelSyntax): CelSyntax[] {
  switch (node.kind) {
    case 'select': return [node.operand];
    case 'call': return node.target ? [node.target, ...node.args] : node.args;
    case 'list': return node.elements;
    case 'map': return ([] as CelSyntax[]).concat(...node.entries.map((entry) => [entry.map_key, entry.value]));
    case 'comprehension': return [node.iter_range, node.accu_init, node.loop_condition, node.loop_step, node.result];
    default: return [];
  }
}
