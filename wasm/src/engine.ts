// One engine with its own packs and its own wasm instance. After creation everything is synchronous.
import type { CommonBindings } from './bindings.js';
import { type Checker, type Checkers, VERDICTS } from './checkers.js';
import type { PackInfo } from './documents.js';
import { type Diagnostic, PackError, PrecheckError } from './errors.js';
import { cutOversized, directoryText, lineAndColumn, loneSurrogateAt, paramsText } from './form-text.js';
import type { Instance } from './instance.js';
import type { CheckOptions, Directory, LineDefaults, PrecheckRun, VerdictOnly } from './precheck.js';
import type { Report, Verdict } from './report.js';
import { answered, request } from './request.js';
import { LiveForm, type Session, type SessionOptions } from './session.js';

/** What an engine can whatever its binary. */
export class Engine<Of extends CommonBindings> implements PrecheckRun {
  private readonly packsText: string;
  protected readonly instance: Instance<Of>;
  private readonly checkers: Checkers;
  private lineDefaults: { pack: string; asOf: string; locale: string } | undefined;
  /** The one that the instance holds. */
  private directory: Directory | string | undefined;

  /** `listing` is what loading answered with: throws PackError where anything is wrong. */
  constructor(instance: Instance<Of>, checkers: Checkers, listing: string) {
    this.instance = instance;
    this.checkers = checkers;
    const loaded = JSON.parse(listing) as { packs: PackInfo[]; diagnostics: Diagnostic[] };
    if (loaded.diagnostics.length > 0) throw new PackError(loaded.diagnostics);
    this.packsText = JSON.stringify(loaded.packs);
  }

  check(pack: string, form: object | string, options: CheckOptions): Report {
    return JSON.parse(this.checkText(pack, form, options)) as Report;
  }

  checkText(pack: string, form: object | string, options: CheckOptions): string {
    this.useDirectory(options?.directory);
    return answered(
      this.instance.call(() => {
        const checker = this.checkerFor(pack, options);
        const isText = typeof form === 'string';
        const quick = checker && (isText ? checker.reportOfText(cutOversized(form)) : checker.reportOfValues(form));
        if (quick !== undefined) return quick;
        const asked = request(pack, form, options);
        const still = checker && this.checkerFor(pack, options); // a getter of the form may have used the engine
        return (still && still.reportOfText(asked[1])) || this.checkers.memory.ask('_check', ...asked);
      }),
    );
  }

  verdict(pack: string, form: object | string, options: CheckOptions): VerdictOnly {
    this.useDirectory(options?.directory);
    return this.instance.call(() => {
      const checker = this.checkerFor(pack, options);
      const quick = checker && typeof form !== 'string' ? checker.verdictOfValues(form) : undefined;
      if (quick) return { verdict: VERDICTS[quick.verdict] as Verdict, failing: quick.failing };
      const asked = request(pack, form, options);
      const still = checker && this.checkerFor(pack, options);
      return JSON.parse(answered((still && still.verdictOfText(asked[1])) || this.checkers.memory.ask('_verdict', ...asked))) as VerdictOnly;
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

  checkMany(lines: string, defaults?: LineDefaults): string;
  checkMany(lines: Uint8Array, defaults?: LineDefaults): Uint8Array;
  checkMany(lines: string | Uint8Array, defaults: LineDefaults = {}): string | Uint8Array {
    const answers = this.answersTo(lines, defaults);
    return answers === undefined ? (lines as string).split('\n').map((line) => this.oneOfMany(line, defaults)).join('') : answers;
  }

  /** undefined of a text that is not well-formed. */
  private answersTo(lines: string | Uint8Array, defaults: LineDefaults): string | Uint8Array | undefined {
    this.useDirectory(defaults.directory);
    return this.instance.call((bindings) => {
      this.useLineDefaults(bindings, defaults); // they are written to where the lines are
      const { memory } = this.checkers;
      const bytes = memory.give(lines);
      if (bytes < 0) return undefined;
      const answer = bindings._reportsOfLines(bytes);
      return typeof lines === 'string' ? memory.take(answer) : memory.takeBytes(answer).slice();
    });
  }

  /** A line of a text in which some line is not well-formed. */
  private oneOfMany(line: string, defaults: LineDefaults): string {
    return /^[ \t\r]*$/.test(line) ? '' : `${this.checkLine(line, defaults)}\n`;
  }

  private useLineDefaults(bindings: Of, { pack = '', asOf = '', locale = '' }: LineDefaults): void {
    const now = this.lineDefaults;
    if (now && now.pack === pack && now.asOf === asOf && now.locale === locale) return;
    bindings._setLineDefaults(...(this.checkers.memory.giveAll([pack, asOf, locale]) as [number, number, number]));
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
  protected useDirectory(directory: Directory | string | undefined): void {
    if (directory === this.directory) return;
    this.directory = undefined; // whatever becomes of the new one
    const text = directory === undefined ? '' : directoryText(directory);
    this.checkers.clear();
    answered(this.instance.call(() => this.checkers.memory.ask('_setDirectory', text)));
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
