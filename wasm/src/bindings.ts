// What the binaries offer: plain functions over memory (wasm/exports.cpp), which both have, and what loads packs. Not public:
// precheck.ts and run.ts turn it into the API.

/** The number that `abiVersion()` must answer. It changes whenever a function below changes its name, arguments or answer. */
export const ABI_VERSION = 7;

/** What every binary offers. The sizes are of texts in bytes, see Memory.ask(). */
export interface CommonBindings {
  _abiVersion(): number;
  _textRoom(bytes: number): number;
  _hasReplacement(bytes: number): boolean | number;
  _outputText(): number;
  _setDirectory(json: number): number;
  _check(pack: number, form: number, asOf: number, locale: number, params: number): number;
  _verdict(pack: number, form: number, asOf: number, locale: number, params: number): number;
  _editionOf(pack: number, form: number, asOf: number): number;
  _openChecker(pack: number, asOf: number, locale: number, params: number): number;
  _closeChecker(checker: number): void;
  _cellRoom(checker: number, cells: number): number;
  _textsRoom(checker: number, bytes: number): number;
  _verdictOfCells(checker: number, used: number): number;
  _failingRules(checker: number): number;
  _reportOfCells(checker: number, used: number): number;
  _reportOfText(checker: number, form: number): number;
  _verdictOfText(checker: number, form: number): number;
  _setLineDefaults(pack: number, asOf: number, locale: number): void;
  _reportsOfLines(lines: number): number;
  _keepResults(checker: number): void;
  _evaluatedCount(checker: number): number;

  /** The instance's memory, whose buffer is another one after it has grown. */
  memory: { readonly buffer: ArrayBuffer };
}

/** What precheck-run.wasm has beside them. */
export interface RunBindings extends CommonBindings {
  _addCompiled(name: number, pack: number): void;
  _loadCompiled(): number;
}

/** What precheck.wasm has beside them. */
export interface Bindings extends CommonBindings {
  /** Collects a pack's text, or a compiled pack; `name` stands in its diagnostics. */
  addPack(name: string, text: string): void;
  addSource(name: string, text: string): void;
  /** Compiles what was collected: `{"packs": [...], "diagnostics": [...]}`. */
  compile(): string;
  /** The packs that were collected with their bases merged in: `{"packs": [...], "diagnostics": [...]}`. */
  resolve(): string;
  /** `id@edition` as a compiled pack, or `{"error": {...}}`. */
  compiled(pack: string): string;
  /** An explanation, or `{"error": {...}}`. `""` is not given; of `rule`, every one. */
  explain(pack: string, form: string, asOf: string, locale: string, params: string, rule: string): string;
  /** What a check came to in the pack's expressions, or `{"error": {...}}`. `""` is not given. */
  coverage(pack: string, form: string, asOf: string, locale: string, params: string): string;
  /** `{"program": handle, "type": ...}` or `{"errors": [...]}`. `options` is the JSON text that precheck/cel.hpp describes, `""` is none. */
  celCompile(expression: string, options: string): string;
  /** `{"value": ...}`, `{"unknown": [...]}` or `{"error": {...}}`. An unknown handle is an error. */
  celEvaluate(program: number, bindings: string): string;
  /** The syntax tree as JSON, or `{"errors": [...]}`. `macros`: 1 where they are expanded, else 0. */
  celSyntax(expression: string, macros: number): string;
  /** The syntax tree as text. */
  celTree(program: number): string;
  celDispose(program: number): void;
}

/** In our own words, since not every platform has the types of WebAssembly, whose Instance and Imports fit. */
export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

export type WasmImports = Record<string, Record<string, (...args: never[]) => unknown>>;

export type Instantiate = (imports: WasmImports) => Promise<WasmInstance>;

/** Makes bindings of an instance: glue/whole.ts or glue/small.ts, by the name `precheck-glue`. */
export type Glue = <Of extends CommonBindings>(instantiate: Instantiate) => Promise<Of>;

/** The factory that Emscripten generates (build/wasm/precheck.js). */
export type GlueFactory = <Of extends CommonBindings>(options: {
  instantiateWasm(imports: WasmImports, done: (instance: WasmInstance) => void): object;
  print?(text: string): void;
  printErr?(text: string): void;
}) => Promise<Of>;
