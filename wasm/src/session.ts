// A form while it is filled in: fact by fact, with a report whenever the page wants one.
import type { CommonBindings } from './bindings.js';
import { type Checker, type Checkers, VERDICTS } from './checkers.js';
import { PrecheckError } from './errors.js';
import { copyOf, cutOversized, formText } from './form-text.js';
import type { Instance } from './instance.js';
import { putAt, removeAt, stepsOf, valueAt } from './pointer.js';
import type { CheckOptions, Directory, VerdictOnly } from './precheck.js';
import type { Path, Report, Verdict } from './report.js';
import { answered, request } from './request.js';

export interface SessionOptions extends CheckOptions {
  /** What is filled in already. Absent: nothing. */
  form?: object;
}

export interface Session {
  /**
   * Sets a fact: `set('/applicant/birth_date', '1990-05-17')`. The value is copied, as JSON has it; undefined takes the fact away, and an element out of
   * its list. What is missing on the way is made: objects, and a list where the next step is `0` or `-`; an element may be set where there is one and
   * behind the last (`-`). `''` is the whole form.
   * @throws PrecheckError where the path or the value is wrong; then nothing has changed.
   */
  set(path: Path, value: unknown): void;
  /** A copy of what was set; undefined where there is nothing. */
  get(path: Path): unknown;
  /**
   * What `check` says of the form as it now is.
   * @throws PrecheckError as `check` does: where the form has become too large, or no edition answers to it.
   */
  report(): Report;
  /** The same bytes as `checkText` gives. */
  reportText(): string;
  /** What `verdict` says. */
  verdict(): VerdictOnly;
  /**
   * How many rules, requirements, outcomes, pieces of guidance and plans the last report or verdict had evaluated. The others read no fact that was changed
   * since the one before.
   */
  readonly evaluated: number;
  /** Lets the memory go. Every later call throws. */
  close(): void;
}

/** What a session needs of its engine. */
export interface Host {
  instance: Instance<CommonBindings>;
  checkers: Checkers;
  useDirectory(directory: Directory | string | undefined): void;
}

type Form = { [key: string]: unknown };

export class LiveForm implements Session {
  evaluated = 0;
  private form: Form = {};
  private readonly pack: string;
  private readonly asOf: string;
  private readonly locale: string;
  private readonly params: string;
  private readonly directory: Directory | string | undefined;
  /** Of the edition that answered last. */
  private checker: Checker | undefined;
  private edition = '';
  /** The pack's name leaves the choice to the form. */
  private formDecides = false;
  /** Of the form as it is. */
  private text: string | undefined;
  private closed = false;

  constructor(
    private readonly host: Host,
    pack: string,
    options: SessionOptions,
  ) {
    const { form = {}, directory } = options || ({} as SessionOptions);
    [this.pack, , this.asOf, this.locale, this.params] = request(pack, {}, options);
    this.directory = directory;
    this.set('', form);
    this.open();
  }

  set(path: Path, value: unknown): void {
    this.beOpen();
    const steps = stepsOf(path);
    const copy = value === undefined ? undefined : copyOf(value, path);
    if (steps.length === 0) this.form = asForm(copy);
    else if (copy === undefined) removeAt(this.form, steps);
    else putAt(this.form, steps, copy);
    this.text = undefined;
  }

  get(path: Path): unknown {
    this.beOpen();
    const value = valueAt(this.form, stepsOf(path));
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  }

  report(): Report {
    return JSON.parse(this.reportText()) as Report;
  }

  reportText(): string {
    this.beOpen();
    if (this.text === undefined) {
      this.text = this.answer(
        (checker) => checker.reportOfValues(this.form) || checker.reportOfText(cutOversized(formText(this.form))),
        (form) => this.host.checkers.memory.ask('_check', this.pack, form, this.asOf, this.locale, this.params),
      );
    }
    return this.text;
  }

  verdict(): VerdictOnly {
    this.beOpen();
    let found: VerdictOnly | undefined;
    const text = this.answer(
      (checker) => {
        const quick = checker.verdictOfValues(this.form);
        if (quick) found = { verdict: VERDICTS[quick.verdict] as Verdict, failing: quick.failing };
        return quick ? '{}' : checker.verdictOfText(cutOversized(formText(this.form)));
      },
      (form) => this.host.checkers.memory.ask('_verdict', this.pack, form, this.asOf, this.locale, this.params),
    );
    return found || (JSON.parse(text) as VerdictOnly);
  }

  close(): void {
    this.closed = true;
    if (this.checker && this.host.instance.live) this.checker.close();
    this.checker = undefined;
  }

  private beOpen(): void {
    if (this.closed) throw new PrecheckError('session.closed', 'this session was closed; open another');
  }

  /** `quick` gives undefined where only `plain`, a check like any other, can say what is wrong. */
  private answer(quick: (checker: Checker) => string | undefined, plain: (form: string) => string): string {
    return answered(
      this.host.instance.call(() => {
        const checker = this.checkerFor();
        const text = checker && quick(checker);
        if (checker && text !== undefined) {
          this.evaluated = checker.evaluated();
          return text;
        }
        this.host.useDirectory(this.directory);
        return plain(cutOversized(formText(this.form)));
      }),
    );
  }

  /** The checker of the edition that answers; undefined where none does. */
  private checkerFor(): Checker | undefined {
    if (this.formDecides) {
      const edition = this.editionOf();
      if (edition.startsWith('{"error":')) return undefined;
      if (edition !== this.edition) this.use(edition);
    }
    return this.checker;
  }

  /** `id@edition`, or `{"error": ...}`. */
  private editionOf(): string {
    return this.host.checkers.memory.ask('_editionOf', this.pack, cutOversized(formText(this.form)), this.asOf);
  }

  /** @throws PrecheckError where nothing can be checked, whatever the form. */
  private open(): void {
    try {
      this.use(this.pack);
    } catch (reason) {
      if ((reason as PrecheckError).code !== 'pack.edition_by_form') throw reason;
      this.formDecides = true;
      const edition = this.host.instance.call(() => this.editionOf());
      // Another form may name an edition that is there.
      if (!edition.startsWith('{"error":{"code":"pack.no_edition_in_force"')) this.use(answered(edition));
    }
  }

  private use(edition: string): void {
    this.host.useDirectory(this.directory);
    const { instance, checkers } = this.host;
    const checker = instance.call(() => checkers.openOwn(edition, this.asOf, this.locale, this.params, this.directory !== undefined));
    if (typeof checker === 'string') {
      answered(checker); // throws what it says
      return;
    }
    checker.keepResults();
    if (this.checker) this.checker.close();
    this.checker = checker;
    this.edition = edition;
  }
}

function asForm(value: unknown): Form {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Form;
  throw new PrecheckError('form.not_an_object', 'a form is an object, with a member for each fact', { pointer: '' });
}
