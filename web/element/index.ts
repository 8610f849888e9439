// `yibao-precheck/element`: a pack's form and its report as custom elements, for any page.
//
//   <form action="/apply" method="post">
//     <precheck-form id="check" name="check" pack="city/topic@2024"></precheck-form>
//     <button>提交</button>
//   </form>
//   <precheck-report for="check"></precheck-report>
//
// Importing it does nothing and works anywhere, on a server too: what needs a document is evaluated by defineElements().
import type { Directory, PrecheckRun } from '../../wasm/src/precheck.js';
import type { ResolvedPack } from '../../wasm/src/documents.js';
import type { Report } from '../../wasm/src/report.js';

export { provide, type Provided } from '../view-model/provide.js';

/** What a form is judged by and drawn from. */
export interface PrecheckSource {
  /** An engine with the compiled pack, of `yibao-precheck/run`, or one of `yibao-precheck` with the pack. */
  precheck: PrecheckRun;
  /** The same packs as documents (`yibao-precheck/rules/…`), each edition that may be chosen. */
  packs: readonly ResolvedPack[];
  directory?: Directory;
}

/**
 * `<precheck-form>`. It is a control of the `<form>` around it: under its `name` the value is sent as JSON, and the form is invalid while the verdict is `fail`
 * or `incomplete`, while nothing is loaded yet, and where no check can be made.
 *
 * Where it loads from: `source`, else what was given to provide() if it has the pack, else the package's files below `base`.
 *
 * Events, which bubble: `precheck-report` (detail: the report) after each change of it; `precheck-error` (detail: an Error) where something could not be loaded
 * or no check can be made, which is the page's to mend, never the applicant's. Both come once the change is drawn (`updateComplete`), not within a setter.
 */
export interface PrecheckFormElement extends HTMLElement {
  /** Attribute `pack`. `id@edition`, or `id`: then the edition is chosen by the form or the day, as packs say. */
  pack: string;
  /** Attribute `name`: under which the form that it is in sends the value. Absent: it is not sent, but holds the form all the same. */
  name: string;
  /**
   * Attribute `as-of`. The day to check for, `2024-07-03`, or an instant with an offset, `2024-07-03T09:00:00+08:00`. A day begins at 00:00 in the pack's
   * time zone (Asia/Shanghai in all shipped packs). Absent: today there, by the device's clock, and the new day once a page that was left open is looked at. `''` is no
   * day: nothing can be checked.
   */
  asOf: string | null | undefined;
  /** Attribute `locale`: `zh-CN` (the default) or `en`. Another: the pack's texts in it where it has them, all else in `zh-CN`. */
  locale: string;
  /** Attribute `base`: the address of the package's `dist/`, with `element.css`, `precheck-run.wasm`, `compiled/` and `rules/` in it. Absent: beside this module. */
  base: string;
  /** Attribute `disabled`. Nothing can be filled in, nothing is sent and nothing holds the form; so too in a `<fieldset disabled>`. */
  disabled: boolean;
  /** Attribute `paged`: one question a screen. */
  paged: boolean;
  /**
   * What is filled in, as the pack's form. Attribute `value` (JSON): what it starts from and goes back to when the form is reset. An object that was got from
   * here is not to be changed: set another one. What stands in the form already may be set again at any time; nothing happens to what is being typed.
   */
  value: object;
  /** Values for parameters that the pack leaves to the page. */
  params: object | undefined;
  /** Institutions by code: a form may then hold the code alone, and they can be searched by name. */
  directory: Directory | undefined;
  source: PrecheckSource | undefined;

  /** The last report; null before the first, and where no check can be made. */
  readonly report: Report | null;
  /** The form that it is a control of. */
  readonly form: HTMLFormElement | null;
  /** `precheck-form` */
  readonly type: string;
  readonly labels: NodeList;
  readonly willValidate: boolean;
  readonly validity: ValidityState;
  /** What holds the form first, with its field; `''` where nothing does. */
  readonly validationMessage: string;
  /** Holds the form with this message, such as what the office answered, until it is set to `''`. */
  setCustomValidity(message: string): void;
  checkValidity(): boolean;
  /** As of any control: the browser shows the message at the field. */
  reportValidity(): boolean;
  /** Brings the field of a report's path into view and gives it the focus, opening what it is folded into. */
  goTo(path: string): Promise<void>;
  /** To the next open question. */
  focus(): void;
  /** What was set is drawn, and the form around knows of it. */
  readonly updateComplete: Promise<boolean>;
}

/**
 * `<precheck-report>`: verdict, findings, materials, steps and guidance, with their clauses.
 *
 * Event, which bubbles: `precheck-follow` (detail: the path of the field whose link was followed). With `for` the form is led there as well.
 */
export interface PrecheckReportElement extends HTMLElement {
  /** Attribute `for`: the id of a `<precheck-form>` in the same document or shadow tree, which it follows. */
  for: string;
  /** A report that was made elsewhere, in place of `for`. Its pack's document comes from provide() or `base`. */
  report: Report | null;
  /** The form that `report` is about: with it the steps of a plan lead to their fields. */
  value: object;
  /** Attribute `locale`. Absent: that of the form or report. */
  locale: string;
  /** Attribute `base`, as of `<precheck-form>`. */
  base: string;
  readonly updateComplete: Promise<boolean>;
}

declare global {
  interface HTMLElementTagNameMap {
    'precheck-form': PrecheckFormElement;
    'precheck-report': PrecheckReportElement;
  }
  interface HTMLElementEventMap {
    'precheck-report': CustomEvent<Report>;
    'precheck-error': CustomEvent<Error>;
    'precheck-follow': CustomEvent<string>;
  }
}

/**
 * Gives the elements their names, once; those in the page become alive. Does nothing where there are no custom elements, as on a server.
 * `yibao-precheck/element/define` does the same when it is imported.
 */
export async function defineElements(): Promise<void> {
  if (typeof customElements === 'undefined') return;
  const { define } = await import('precheck-elements');
  define();
}
