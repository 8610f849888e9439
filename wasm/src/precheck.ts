// The public object, and how the whole engine comes to be one.
import type { Bindings } from './bindings.js';
import { Checkers } from './checkers.js';
import { type Coverage, coverageOf } from './coverage.js';
import type { PackDocument, PackInfo, SourceDocument } from './documents.js';
import { Engine } from './engine.js';
import { type Diagnostic, PackError, type PrecheckError } from './errors.js';
import type { Explanation } from './explanation.js';
import { documentText } from './form-text.js';
import { Instance } from './instance.js';
import type { Report, Verdict } from './report.js';
import { answered, argument, request } from './request.js';
import type { Session, SessionOptions } from './session.js';

/** What goes into an engine, wherever its binary comes from. */
export interface PackOptions {
  /** Rule packs, parsed or as JSON text, and compiled packs. A text keeps its positions: diagnostics then name lines. Bases must be among them. */
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

/** What every engine can. */
export interface PrecheckRun {
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
  /** The packs that were loaded, in the order given. */
  packs(): PackInfo[];
  /** Lets the memory go. Every later call throws. */
  dispose(): void;
}

export interface Precheck extends PrecheckRun {
  /**
   * Explains how rules came out for a form: the value of each sub-expression, the facts read, and which change of a single
   * fact would let the rule pass.
   * @throws PrecheckError as `check` does, and where the pack has no such rule (`rule.unknown`).
   */
  explain(pack: string, form: object | string, options: ExplainOptions): Explanation;
  /**
   * Checks a form and gives what each sub-expression of the pack came to: what a check does not need is not evaluated. For tools; several forms
   * together show what none of them reaches.
   * @throws PrecheckError as `check` does.
   */
  coverage(pack: string, form: object | string, options: CheckOptions): Coverage;
  /**
   * A pack, `id@edition`, as a compiled pack: what `yibao-precheck/run` of the same version loads. It is text, and stands in JSON or a module as it is.
   * @throws PrecheckError where there is no such pack.
   */
  compiled(pack: string): string;
}

/** `createPrecheck` for one platform. */
export function createPrecheckFor<Options extends PackOptions>(start: (options: Options) => Promise<Bindings>): (options: Options) => Promise<Precheck> {
  return async function createPrecheck(options: Options): Promise<Precheck> {
    if (!options || !Array.isArray(options.packs)) {
      throw new PackError([{ code: 'pack.missing', document: '', pointer: '', message: 'packs must be a list of rule packs' }]);
    }
    const bindings = await start(options);
    const instance = new Instance(bindings);
    const { packs, sources = [], names = {} } = options;
    const listing = instance.call(() => {
      addAll(packs, names.packs, (name, text) => bindings.addPack(name, text));
      addAll(sources, names.sources, (name, text) => bindings.addSource(name, text));
      return bindings.compile();
    });
    return new WholeEngine(instance, new Checkers(bindings), listing);
  };
}

/** `resolvePacks` for one platform. */
export function resolvePacksFor<Options extends PackOptions>(start: (options: Options) => Promise<Bindings>): (options: Options) => Promise<PackDocument[]> {
  return async function resolvePacks(options: Options): Promise<PackDocument[]> {
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

class WholeEngine extends Engine<Bindings> implements Precheck {
  explain(pack: string, form: object | string, options: ExplainOptions): Explanation {
    this.useDirectory(options?.directory);
    const answer = this.instance.call((bindings) =>
      bindings.explain(...request(pack, form, options), argument(options?.rule, 'rule.unknown', 'the rule')),
    );
    return JSON.parse(answered(answer)) as Explanation;
  }

  coverage(pack: string, form: object | string, options: CheckOptions): Coverage {
    this.useDirectory(options?.directory);
    return coverageOf(answered(this.instance.call((bindings) => bindings.coverage(...request(pack, form, options)))));
  }

  compiled(pack: string): string {
    return answered(this.instance.call((bindings) => bindings.compiled(argument(pack, 'pack.unknown', 'the pack'))));
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
