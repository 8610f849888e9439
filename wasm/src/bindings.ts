// What precheck.wasm offers: texts through embind for what is done once, plain functions over memory for what is done for each
// form. Not public: precheck.ts turns it into the API.

/** The number that `abiVersion()` must answer. It changes whenever a function below changes its name, arguments or answer. */
export const ABI_VERSION = 5;

export interface Bindings {
  abiVersion(): number;
  /** Collects a pack's text; `name` stands in its diagnostics. */
  addPack(name: string, text: string): void;
  addSource(name: string, text: string): void;
  /** Compiles what was collected: `{"packs": [...], "diagnostics": [...]}`. */
  compile(): string;
  /** The packs that were collected with their bases merged in: `{"packs": [...], "diagnostics": [...]}`. */
  resolve(): string;
  /** The directory of institutions for all checks from here on, as JSON text; `""` is none. `""`, or `{"error": {...}}` and there is none. */
  setDirectory(json: string): string;
  /** A report, or `{"error": {...}}`. Empty `asOf`, `locale` and `params` mean: not given. */
  check(pack: string, form: string, asOf: string, locale: string, params: string): string;
  /** The same for `{"verdict", "failing"}`. */
  verdict(pack: string, form: string, asOf: string, locale: string, params: string): string;
  /** An explanation, or `{"error": {...}}`. `check`'s arguments, and a rule's id; `""` is every rule. */
  explain(pack: string, form: string, asOf: string, locale: string, params: string, rule: string): string;
  /** `{"checker": number, "layout": ...}`, see precheck/checker.hpp, or `{"error": {...}}`. It keeps the directory of this moment. */
  openChecker(pack: string, asOf: string, locale: string, params: string): string;
  closeChecker(checker: number): void;
  /** `id@edition` of the edition that answers, or `{"error": {...}}`. */
  editionOf(pack: string, form: string, asOf: string): string;
  /** What lines leave out, for `_reportsOfLines`; `""` is nothing. */
  setLineDefaults(pack: string, asOf: string, locale: string): void;
  /** `{"program": handle, "type": ...}` or `{"errors": [...]}`. `options` is the JSON text that precheck/cel.hpp describes, `""` is none. */
  celCompile(expression: string, options: string): string;
  /** `{"value": ...}`, `{"unknown": [...]}` or `{"error": {...}}`. An unknown handle is an error. */
  celEvaluate(program: number, bindings: string): string;
  /** The syntax tree as text. */
  celTree(program: number): string;
  celDispose(program: number): void;

  // Plain exports: numbers in, numbers out; see wasm/bindings.cpp.
  _textRoom(bytes: number): number;
  _hasReplacement(bytes: number): boolean | number;
  _outputText(): number;
  _cellRoom(checker: number, cells: number): number;
  _textsRoom(checker: number, bytes: number): number;
  _verdictOfCells(checker: number, used: number): number;
  _failingRules(checker: number): number;
  _reportOfCells(checker: number, used: number): number;
  _reportOfText(checker: number, bytes: number): number;
  _verdictOfText(checker: number, bytes: number): number;
  _reportsOfLines(bytes: number): number;
  _keepResults(checker: number): void;
  _evaluatedCount(checker: number): number;

  /** The instance's memory, whose buffer is another one after it has grown. Set by load.ts. */
  memory: { readonly buffer: ArrayBuffer };
}

export type Instantiate = (imports: WebAssembly.Imports) => Promise<WebAssembly.Instance>;

/** The factory that Emscripten generates (build/wasm/precheck.js). */
export type GlueFactory = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
  print?(text: string): void;
  printErr?(text: string): void;
}) => Promise<Bindings>;
