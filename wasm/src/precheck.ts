// The public object: one engine with its own packs and its own wasm instance. After creation everything is synchronous.
import type { Bindings } from './bindings.js';
import type { PackDocument, PackInfo, SourceDocument } from './documents.js';
import { type Diagnostic, PackError, PrecheckError } from './errors.js';
import type { Explanation } from './explanation.js';
import { type Checker, Checkers, VERDICTS } from './checkers.js';
import { cutOversized, directoryText, documentText, lineAndColumn, loneSurrogateAt, paramsText } from './form-text.js';
import { Instance } from './instance.js';
import type { LoadOptions, Start } from './load.js';
import type { Report, Verdict } from './report.js';
import { answered, argument, request } from './request.js';
import { LiveForm, type Session, type SessionOptions } from './session.js';

export interface CreateOptions extends LoadOptions {
  /** Rule packs, parsed or as JSON text. A text keeps its positions: diagnostics then name lines. Bases must be among them. */
  packs: readonly (PackDocument | object | string)[];
  /** The source documents that the packs cite. */
  sources?: readonly (SourceDocument | object | string)[];
  /** Names for the diagnostics, such as file names, in the order of `packs` and of `sources`. Absent: `id@edition`, or `#` and the place. */
  names?: { packs?: readonly string[]; sources?: readonly string[] };
}

export interface CheckOptions {
  /** The day (`2026-11-22`: 00:00 in the pack's zone) or instant (RFC 3339) to check for. There is no default: no clock is read. */
  asOf: string;
  /** The language of the texts. Absent: `zh-CN`. */
  locale?: 'zh-CN' | 'en' | (string & {});
  /** Values for parameters that the pack leaves to the host, by name. Absent: none. */
  params?: object | string;
  /**
   * What the host knows of institutions, by code: `{ "H44078300001": { name, tier_class, ... } }`. A form may then hold codes only. Absent: codes are not
   * looked up. It is read when it is first seen: pass another object after a change.
   */
  directory?: Directory | string;
}

/** Institutions by code, with the properties that the packs' facts have; others are passed over. */
export type Directory = Readonly<Record<string, object>>;

export interface ExplainOptions extends CheckOptions {
  /** The id of one of the pack's rules. Absent: every rule. */
  rule?: string;
}

export interface VerdictOnly {
  verdict: Verdict;
  /** The rules of the report's findings of severity error, each once, in their order; without those that a plan resolves. */
  failing: string[];
}

export interface LineDefaults {
  /** Used where a line has no `pack`. Absent: such a line is an error. The same for the others. */
  pack?: string;
  asOf?: string;
  locale?: string;
  /** As in CheckOptions: for every line. */
  directory?: Directory | string;
}

export interface Precheck {
  /**
   * Checks a form.
   * @param pack `id` (the edition is chosen by the form or the date) or `id@edition`.
   * @param form The form as an object, or its JSON text.
   * @throws PrecheckError where the form cannot be read, or the pack or date is wrong. A wrong form is no error: see `findings`.
   */
  check(pack: string, form: object | string, options: CheckOptions): Report;
  /** The same as the report's exact JSON text: equal input gives equal bytes on every platform. */
  checkText(pack: string, form: object | string, options: CheckOptions): string;
  /**
   * The report's verdict, and which rules fail: the fastest answer.
   * @throws PrecheckError as `check` does.
   */
  verdict(pack: string, form: object | string, options: CheckOptions): VerdictOnly;
  /**
   * Opens a form that is still being filled in: after each change only what reads a changed fact is evaluated again.
   * @throws PrecheckError where the pack, the date or another option is wrong.
   */
  open(pack: string, options: SessionOptions): Session;
  /** One JSONL request `{"id"?, "pack", "as_of", "form", "params"?, "locale"?}`. Never throws for a bad line: it answers `{"error": ...}`. */
  checkLine(line: string, defaults?: LineDefaults): string;
  /**
   * Many of them, one to a line (JSONL), as text or as UTF-8 bytes: one line for each that is not blank, in their order, as text or as bytes. A line
   * that cannot be read is answered with `{"error": ...}` and the rest goes on.
   */
  checkMany(lines: string, defaults?: LineDefaults): string;
  checkMany(lines: Uint8Array, defaults?: LineDefaults): Uint8Array;
  /**
   * Explains how rules came out for a form: the value of each sub-expression, the facts read, and which change of a single
   * fact would let the rule pass.
   * @throws PrecheckError as `check` does, and where the pack has no such rule (`rule.unknown`).
   */
  explain(pack: string, form: object | string, options: ExplainOptions): Explanation;
  /** The packs that were loaded, in the order given. */
  packs(): PackInfo[];
  /** Lets the memory go. Every later call throws. */
  dispose(): void;
}

/** `createPrecheck` for one platform. */
export function createPrecheckFor(start: Start): (options: CreateOptions) => Promise<Precheck> {
  return async function createPrecheck(options: CreateOptions): Promise<Precheck> {
    if (!options || !Array.isArray(options.packs)) {
      throw new PackError([{ code: 'pack.missing', document: '', pointer: '', message: 'packs must be a list of rule packs' }]);
    }
    return new Engine(await start(options), options);
  };
}

/** `resolvePacks` for one platform. */
export function resolvePacksFor(start: Start): (options: CreateOptions) => Promise<PackDocument[]> {
  return async function resolvePacks(options: CreateOptions): Promise<PackDocument[]> {
    const instance = new Instance(await start(options));
    const { packs, names = {} } = options;
    const answer = instance.call((bindings) => {
      addAll(packs, names.packs, (name, text) => bindings.addPack(name, text));
      return JSON.parse(bindings.resolve()) as { packs: PackDocument[]; diagnostics: Diagnostic[] };
    });
    if (answer.diagnostics.length > 0) throw new PackError(answer.diagnostics);
    return answer.packs;
  };
}

class Engine implements Precheck {
  private readonly packsText: string;
  private readonly instance: Instance;
  private readonly checkers: Checkers;
  private lineDefaults: { pack: string; asOf: string; locale: string } | undefined;
  /** The one that the instance holds. */
  private directory: Directory | string | undefined;

  constructor(bindings: Bindings, { packs, sources = [], names = {} }: CreateOptions) {
    this.instance = new Instance(bindings);
    addAll(packs, names.packs, (name, text) => bindings.addPack(name, text));
    addAll(sources, names.sources, (name, text) => bindings.addSource(name, text));
    const compiled = JSON.parse(bindings.compile()) as { packs: PackInfo[]; diagnostics: Diagnostic[] };
    if (compiled.diagnostics.length > 0) throw new PackError(compiled.diagnostics);
    this.packsText = JSON.stringify(compiled.packs);
    this.checkers = new Checkers(bindings);
  }

  check(pack: string, form: object | string, options: CheckOptions): Report {
    return JSON.parse(this.checkText(pack, form, options)) as Report;
  }

  checkText(pack: string, form: object | string, options: CheckOptions): string {
    this.useDirectory(options?.directory);
    return answered(
      this.instance.call((bindings) => {
        const checker = this.checkerFor(pack, options);
        const isText = typeof form === 'string';
        const quick = checker && (isText ? checker.reportOfText(cutOversized(form)) : checker.reportOfValues(form));
        if (quick !== undefined) return quick;
        const asked = request(pack, form, options);
        const still = checker && this.checkerFor(pack, options); // a getter of the form may have used the engine
        return (still && still.reportOfText(asked[1])) || bindings.check(...asked);
      }),
    );
  }

  verdict(pack: string, form: object | string, options: CheckOptions): VerdictOnly {
    this.useDirectory(options?.directory);
    return this.instance.call((bindings) => {
      const checker = this.checkerFor(pack, options);
      const quick = checker && typeof form !== 'string' ? checker.verdictOfValues(form) : undefined;
      if (quick) return { verdict: VERDICTS[quick.verdict] as Verdict, failing: quick.failing };
      const asked = request(pack, form, options);
      const still = checker && this.checkerFor(pack, options);
      return JSON.parse(answered((still && still.verdictOfText(asked[1])) || bindings.verdict(...asked))) as VerdictOnly;
    });
  }

  /** undefined where the request is wrong in itself, or the form decides more than the checker knows. */
  private checkerFor(pack: string, options: CheckOptions): Checker | undefined {
    const { asOf, locale = '', params } = options || ({} as CheckOptions);
    const simple = typeof pack === 'string' && typeof asOf === 'string' && typeof locale === 'string';
    if (!simple) return undefined;
    let paramsJson = '';
    try {
      paramsJson = cutOversized(paramsText(params));
    } catch (reason) {
      if (reason instanceof PrecheckError) return undefined; // said by request(), after what is wrong with the form
      throw reason;
    }
    return this.checkers.get(pack, asOf, locale, paramsJson, this.directory !== undefined);
  }

  open(pack: string, options: SessionOptions): Session {
    const { instance, checkers } = this;
    return new LiveForm({ instance, checkers, useDirectory: (directory) => this.useDirectory(directory) }, pack, options);
  }

  explain(pack: string, form: object | string, options: ExplainOptions): Explanation {
    this.useDirectory(options?.directory);
    const answer = this.instance.call((bindings) =>
      bindings.explain(...request(pack, form, options), argument(options?.rule, 'rule.unknown', 'the rule')),
    );
    return JSON.parse(answered(answer)) as Explanation;
  }

  checkMany(lines: string, defaults?: LineDefaults): string;
  checkMany(lines: Uint8Array, defaults?: LineDefaults): Uint8Array;
  checkMany(lines: string | Uint8Array, defaults: LineDefaults = {}): string | Uint8Array {
    const answers = this.answersTo(lines, defaults);
    return answers ?? (lines as string).split('\n').map((line) => this.oneOfMany(line, defaults)).join('');
  }

  /** undefined of a text that is not well-formed. */
  private answersTo(lines: string | Uint8Array, defaults: LineDefaults): string | Uint8Array | undefined {
    return this.instance.call((bindings) => {
      const { memory } = this.checkers;
      const bytes = memory.give(lines);
      if (bytes < 0) return undefined;
      this.useDirectory(defaults.directory);
      this.useLineDefaults(bindings, defaults);
      const answer = bindings._reportsOfLines(bytes);
      return typeof lines === 'string' ? memory.take(answer) : memory.takeBytes(answer).slice();
    });
  }

  /** A line of a text in which some line is not well-formed. */
  private oneOfMany(line: string, defaults: LineDefaults): string {
    return /^[ \t\r]*$/.test(line) ? '' : `${this.checkLine(line, defaults)}\n`;
  }

  private useLineDefaults(bindings: Bindings, { pack = '', asOf = '', locale = '' }: LineDefaults): void {
    const now = this.lineDefaults;
    if (now && now.pack === pack && now.asOf === asOf && now.locale === locale) return;
    bindings.setLineDefaults(pack, asOf, locale);
    this.lineDefaults = { pack, asOf, locale };
  }

  checkLine(line: string, defaults: LineDefaults = {}): string {
    // What JSON takes for white space: within a line it is that and no more.
    const text = cutOversized(line.indexOf('\n') < 0 ? line : line.replace(/\n/g, ' '));
    const answer = this.answersTo(text, defaults) as string | undefined;
    if (answer === undefined) {
      const said = text.length === line.length ? line : text;
      const message = 'the line holds half of a surrogate pair, which is not a character';
      return JSON.stringify({ error: { code: 'line.malformed_json', message, ...lineAndColumn(said, loneSurrogateAt(said)) } });
    }
    if (answer !== '') return answer.slice(0, -1);
    return this.checkMany('""', defaults).slice(0, -1); // a blank line is no object either
  }

  /** Hands a directory over once, however many checks use it. */
  private useDirectory(directory: Directory | string | undefined): void {
    if (directory === this.directory) return;
    this.directory = undefined; // whatever becomes of the new one
    const text = directory === undefined ? '' : directoryText(directory);
    this.checkers.clear();
    answered(this.instance.call((bindings) => bindings.setDirectory(text)));
    this.directory = directory;
  }

  packs(): PackInfo[] {
    this.instance.call(() => ''); // a disposed engine answers nothing
    return JSON.parse(this.packsText) as PackInfo[];
  }

  dispose(): void {
    this.instance.dispose();
  }
}

function addAll(documents: readonly unknown[], names: readonly string[] = [], add: (name: string, text: string) => void): void {
  documents.forEach((document, index) => {
    const name = names[index] || nameOf(document) || `#${index + 1}`;
    let text: string;
    try {
      text = documentText(document);
    } catch (reason) {
      const { code, message, pointer = '', line, column } = reason as PrecheckError;
      throw new PackError([{ code, document: name, pointer, line, column, message }]);
    }
    add(name, text);
  });
}

/** `id@edition` of a pack, `id` of a source; undefined for a text, which nobody has read yet. */
function nameOf(document: unknown): string | undefined {
  const { id, edition } = (document || {}) as { id?: unknown; edition?: unknown };
  if (typeof id !== 'string') return undefined;
  return typeof edition === 'string' ? `${id}@${edition}` : id;
}
