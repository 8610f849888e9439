// Bare CEL, for tests, tools and pages: the language that rule packs are written in, without packs. Nothing in an expression or in
// bindings throws: what is wrong with them is an answer. What throws is loading, and use after dispose().
import { cutOversized, lineAndColumn, loneSurrogateAt } from '../form-text.js';
import { Instance } from '../instance.js';
import type { Bindings } from '../bindings.js';
import type { LoadOptions, Start } from '../load.js';
import { unitsOf } from '../utf16.js';
import { decodeValue, encodeBindings, ValueFault } from './encode.js';
import { type CelSyntax, celParts } from './syntax.js';
import { parseTypeText, type TypeText } from './type-text.js';
import type { CelInput, CelValue } from './values.js';

export interface CreateCelOptions extends LoadOptions {
  /** Ints and uints always come as BigInts, so that an int never looks like a double. Absent: as numbers where those are exact. */
  bigints?: boolean;
}

export interface CelOptions {
  /**
   * The variables that the expression may name, with their types: `dyn`, `bool`, `int`, `uint`, `double`, `string`, `bytes`, `timestamp`,
   * `duration`, `null`, `type`, `list(T)`, `map(K, V)`, `optional_type(T)`. A qualified name (`a.b`) is one variable. Absent: none.
   */
  variables?: { readonly [name: string]: string };
  /**
   * Functions that it may call beside the standard library, for the type check only: a call is an error value. Overloads are written
   * `(string, int) -> bool`, a method's `string.(int) -> bool`. Absent: none.
   */
  functions?: { readonly [name: string]: readonly string[] };
  /** Names are resolved within it: in container `a.b`, `x` is `a.b.x`, `a.x` or `x`. Absent: none. */
  container?: string;
  /** Whether types are deduced, and what cannot be well typed is refused; otherwise what nobody declares is an error once it is evaluated. Absent: true. */
  check?: boolean;
  /** Whether has, all, exists, exists_one, map, filter, … are macros. Absent: true. */
  macros?: boolean;
}

export interface CelError {
  /** Stable, for programs: `cel.syntax`, `cel.undeclared`, `cel.no_such_key`, `cel.divide_by_zero`, `cel.bindings`, …; the message may be reworded. */
  code: string;
  message: string;
  /** 1-based. Absent, as `column` and `offset`, where the expression is not at fault. */
  line?: number;
  /** 1-based, in code points. */
  column?: number;
  /** In UTF-16 units, as JavaScript counts in strings. */
  offset?: number;
  /** JSON Pointer (RFC 6901) to the binding or option at fault. Absent where the expression is. */
  pointer?: string;
}

/** The value; the parts of the bindings that it waits for, as JSON Pointers; or why there is none. */
export type CelResult =
  | { value: CelValue; unknown?: undefined; error?: undefined }
  | { unknown: string[]; value?: undefined; error?: undefined }
  | { error: CelError; value?: undefined; unknown?: undefined };

/** Values by variable. One that is left out (or undefined) is an error where the expression reads it. Others are not looked at. */
export interface CelBindings {
  readonly [name: string]: CelInput | undefined;
}

export interface CelProgram {
  readonly errors?: undefined;
  /** The type that was deduced, written as in `variables`; `dyn` is anything, and what there is without a check. */
  readonly type: string;
  evaluate(bindings?: CelBindings): CelResult;
  /** The same in the core's JSON texts, tagged as core/include/precheck/cel.hpp says: equal input gives equal bytes on every platform. */
  evaluateText(bindings?: string): string;
  /** The syntax tree, macros expanded, as indented text. */
  tree(): string;
  /** Lets the program go. At most 1,000 are held at a time. */
  dispose(): void;
}

/** All that is wrong with an expression. */
export interface CelFailure {
  readonly errors: readonly CelError[];
}

export interface Cel {
  compile(expression: string, options?: CelOptions): CelProgram | CelFailure;
  /** Compiles, evaluates and lets go. The names of the bindings are variables, of type `dyn` unless declared. Of several errors the first. */
  evaluate(expression: string, bindings?: CelBindings, options?: CelOptions): CelResult;
  /**
   * The syntax tree, with the place of every node; names and types are not looked at. `macros`: whether has, all, exists, … are expanded; absent
   * they are calls, as the author wrote them. Of several errors the first.
   */
  parse(expression: string, options?: { macros?: boolean }): CelSyntax | CelFailure;
  /** Lets the memory go. Every later call throws. */
  dispose(): void;
}

type Compiled = { program: number; type: string; errors?: undefined } | CelFailure;

/** `createCel` for one platform. */
export function createCelFor(start: Start<Bindings>): (options?: CreateCelOptions) => Promise<Cel> {
  return async (options = {}) => new Engine(new Instance(await start(options)), options.bigints === true);
}

class Engine implements Cel {
  constructor(
    private readonly instance: Instance,
    private readonly bigints: boolean,
  ) {}

  compile(expression: string, options: CelOptions = {}): CelProgram | CelFailure {
    const unreadable = unreadableText(expression);
    if (unreadable) return unreadable;
    const answer = this.instance.call((bindings) => bindings.celCompile(cutOversized(expression), JSON.stringify(options)));
    const compiled = JSON.parse(answer) as Compiled;
    if (compiled.errors) return failure(compiled, expression);
    const types = new Map(Object.entries(options.variables || {}).map(([name, type]): [string, TypeText] => [name, parseTypeText(type)]));
    return new Program(this.instance, compiled.program, compiled.type, expression, types, this.bigints);
  }

  evaluate(expression: string, bindings: CelBindings = {}, options: CelOptions = {}): CelResult {
    const variables: Record<string, string> = Object.create(null);
    for (const name of Object.keys(bindings)) variables[name] = 'dyn';
    const program = this.compile(expression, { ...options, variables: Object.assign(variables, options.variables) });
    if (program.errors) return { error: program.errors[0] as CelError };
    const result = program.evaluate(bindings);
    program.dispose();
    return result;
  }

  parse(expression: string, { macros = false }: { macros?: boolean } = {}): CelSyntax | CelFailure {
    const unreadable = unreadableText(expression);
    if (unreadable) return unreadable;
    const answer = JSON.parse(this.instance.call((bindings) => bindings.celSyntax(cutOversized(expression), macros ? 1 : 0)));
    if (answer.errors) return failure(answer, expression);
    try {
      return this.syntax(answer, unitsOf(expression));
    } catch (reason) {
      return { errors: [faultOf(reason)] };
    }
  }

  dispose(): void {
    this.instance.dispose();
  }

  /** The core's tree in JavaScript's places and values. */
  private syntax(node: CelSyntax, units: (bytes: number) => number): CelSyntax {
    node.start = units(node.start);
    node.end = units(node.end);
    node.at = units(node.at);
    if (node.kind === 'literal') node.value = decodeValue(node.value as Parameters<typeof decodeValue>[0], this.bigints);
    for (const part of celParts(node)) this.syntax(part, units);
    return node;
  }
}

class Program implements CelProgram {
  constructor(
    private readonly instance: Instance,
    private readonly handle: number,
    readonly type: string,
    private readonly expression: string,
    private readonly types: ReadonlyMap<string, TypeText>,
    private readonly bigints: boolean,
  ) {}

  evaluate(bindings: CelBindings = {}): CelResult {
    try {
      const answer = JSON.parse(this.evaluateText(encodeBindings(bindings, this.types)));
      if (answer.error) return { error: placed(answer.error, this.expression) };
      return answer.unknown ? { unknown: answer.unknown } : { value: decodeValue(answer.value, this.bigints) };
    } catch (reason) {
      return { error: faultOf(reason) };
    }
  }

  evaluateText(bindings = ''): string {
    return this.instance.call((instance) => instance.celEvaluate(this.handle, cutOversized(bindings)));
  }

  tree(): string {
    return this.instance.call((instance) => instance.celTree(this.handle));
  }

  dispose(): void {
    if (this.instance.live) this.instance.call((instance) => instance.celDispose(this.handle));
  }
}

/** Throws what is no ValueFault. */
function faultOf(reason: unknown): CelError {
  if (!(reason instanceof ValueFault)) throw reason;
  const { code, message, pointer } = reason;
  return pointer === '' ? { code, message } : { code, message, pointer };
}

function unreadableText(expression: string): CelFailure | undefined {
  const at = loneSurrogateAt(expression);
  if (at < 0) return undefined;
  const message = 'the expression holds half of a surrogate pair, which is not a character';
  return { errors: [{ code: 'cel.syntax', message, ...lineAndColumn(expression, at), offset: at }] };
}

function failure({ errors }: CelFailure, expression: string): CelFailure {
  return { errors: errors.map((error) => placed(error, expression)) };
}

/** The core's error with its offset in UTF-16 units instead of bytes of UTF-8. */
function placed(error: CelError, expression: string): CelError {
  return error.offset === undefined ? error : { ...error, offset: unitsOf(expression)(error.offset) };
}
