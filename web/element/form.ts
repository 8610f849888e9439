// <precheck-form> for any page (index.ts says what it promises): the same form as ours, in a shadow tree, loading what it needs by itself, and a control of the
// form around it.
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Report } from '../../wasm/src/report.js';
import { PrecheckForm } from '../src/form.js';
import { today } from '../src/today.js';
import type { Directory, JsonObject, Ready } from '../view-model/index.js';
import { defaultLocale } from '../view-model/strings.js';
import { associate, type Association } from './association.js';
import { heldBy, isOfForm, type Held } from './held.js';
import type { PrecheckFormElement as Promised } from './index.js';
import { openPack } from './packs.js';
import { styledRoot, type StyledRoot } from './root.js';

export class PrecheckFormElement extends PrecheckForm implements Implemented {
  static formAssociated = true;

  static override properties: PropertyDeclarations = {
    pack: { converter: (text) => text || '' },
    locale: { converter: (text) => text || defaultLocale },
    base: { converter: (text) => text || '' },
    disabled: { type: Boolean, reflect: true },
    directory: { attribute: false },
    value: { attribute: false, noAccessor: true },
    name: { attribute: false, noAccessor: true },
    first: { attribute: 'value' },
    barred: { state: true },
    day: { state: true },
  };

  declare base: string;
  declare disabled: boolean;
  declare directory: Directory | undefined;
  /** The attribute `value`, as it is written. */
  declare private first: string | null;
  /** The browser says that nothing can be filled in, as in a `<fieldset disabled>`. */
  declare private barred: boolean;
  /** Today, as far as anybody has looked at the page. */
  declare private day: string;

  private styledRoot: StyledRoot | undefined;
  private association: Association;
  private held: Held | null = null;
  /** What the page itself says is wrong. */
  private custom = '';
  /** What was told of last, so that it is told once. */
  private told = '';

  constructor() {
    super();
    this.base = '';
    this.disabled = false;
    this.first = null;
    this.barred = false;
    this.day = today();
    this.onVisible = this.onVisible.bind(this);
    this.association = associate(this);
  }

  protected override createRenderRoot(): HTMLElement {
    this.styledRoot = styledRoot(this);
    return this.styledRoot.root as unknown as HTMLElement; // as much of one as is used
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.association.connect();
    document.addEventListener('visibilitychange', this.onVisible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.association.disconnect();
    document.removeEventListener('visibilitychange', this.onVisible);
  }

  /** Phones leave a page open for days. */
  private onVisible(): void {
    const pack = this.documents();
    if (pack && !document.hidden && this.asOf == null) this.day = today(pack.time_zone);
  }

  get value(): JsonObject {
    return this.standing ? this.standing.form : this.given;
  }

  set value(value: JsonObject) {
    this.given = value;
  }

  get name(): string {
    return this.getAttribute('name') || '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  get report(): Report | null {
    return this.standing ? this.standing.report : null;
  }

  get form(): HTMLFormElement | null {
    return this.association.control.form;
  }

  get type(): string {
    return this.localName;
  }

  get labels(): NodeList {
    return this.association.control.labels;
  }

  get willValidate(): boolean {
    return this.association.control.willValidate;
  }

  get validity(): ValidityState {
    return this.association.control.validity;
  }

  get validationMessage(): string {
    return this.held ? this.held.message : '';
  }

  setCustomValidity(message: string): void {
    this.custom = message;
    this.hold();
  }

  checkValidity(): boolean {
    return this.association.control.checkValidity();
  }

  reportValidity(): boolean {
    return this.association.control.reportValidity();
  }

  override focus(): void {
    const next = this.standing && this.standing.view.next;
    void this.goTo(next ? next.pointer : '');
  }

  formDisabledCallback(barred: boolean): void {
    this.barred = barred;
  }

  formResetCallback(): void {
    this.given = { ...valueOf(this.first) };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('first') && this.first !== null && faultOf(this.first) === undefined) this.given = valueOf(this.first);
    super.willUpdate(changed);
    if (this.hasUpdated && ['base', 'directory', 'first', 'day'].some((name) => changed.has(name))) void this.begin();
  }

  protected override async found(): Promise<Ready> {
    this.told = '';
    const fault = faultOf(this.first);
    if (fault) throw fault;
    const styled = this.styledRoot!.styled(this.base).catch((reason) => this.tell(reason as Error)); // it works without, though it is no beauty
    const [ready] = await Promise.all([this.source || openPack(this.pack, this.base), styled]);
    return this.directory ? { ...ready, directory: this.directory } : ready;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { standing } = this;
    this.hold();
    if (changed.has('problem') && this.problem !== undefined) this.tell(this.problem as Error);
    if (!changed.has('standing') || !standing) return;
    if (standing.report) this.dispatchEvent(new CustomEvent<Report>('precheck-report', { detail: standing.report, bubbles: true, composed: true }));
    else if (!isOfForm(standing.reason)) this.tell(standing.reason as Error);
    if (standing.report) this.told = '';
  }

  private tell(reason: Error): void {
    if (String(reason) === this.told) return;
    this.told = String(reason);
    this.dispatchEvent(new CustomEvent<Error>('precheck-error', { detail: reason, bubbles: true, composed: true }));
  }

  private hold(): void {
    this.held = this.heldNow();
    this.association.set(JSON.stringify(this.value), this.held, this.held && this.hasUpdated ? this.anchorAt(this.held.pointer) : undefined);
  }

  private heldNow(): Held | null {
    if (this.custom !== '') return { kind: 'wrong', message: this.custom, pointer: '' };
    const { standing, strings } = this;
    if (this.problem !== undefined) return { kind: 'open', message: strings.cannotLoad, pointer: '' };
    if (!standing) return { kind: 'open', message: strings.loading, pointer: '' };
    return heldBy(standing, this.documents()!, this.refusal(), this.locale);
  }

  /** What can take the focus: the field's control, else the line of the verdict, else whatever there is. */
  private anchorAt(pointer: string): HTMLElement | undefined {
    const root = this.renderRoot;
    const field = pointer === '' ? null : root.querySelector(`[data-path="${pointer}"]`);
    const controls = field ? Array.from(field.querySelectorAll<HTMLElement>('input:checked, input, select, textarea')) : [];
    const others = Array.from(root.querySelectorAll<HTMLElement>(this.standing ? '.verdict-bar' : '.all'));
    return [...controls, ...others].find((element) => element.getClientRects().length > 0);
  }

  /** The first report that follows this form, if the page has one. */
  private follower(): HTMLElement | null {
    const tree = this.getRootNode() as ParentNode;
    const reports = this.id === '' ? [] : Array.from(tree.querySelectorAll<HTMLElement>('precheck-report'));
    return reports.find((report) => report.getAttribute('for') === this.id) || null;
  }

  protected override toReport(): void {
    const report = this.follower();
    if (!report) return void (this.held && this.goTo(this.held.pointer));
    report.tabIndex = -1;
    report.focus({ preventScroll: true });
    report.scrollIntoView();
  }

  protected override drawBody(): TemplateResult {
    return html`<fieldset
      class="all ${this.follower() ? '' : 'alone'}"
      tabindex=${this.standing ? nothing : -1}
      lang=${this.strings.locale}
      ?disabled=${this.disabled || this.barred}
    >
      ${super.drawBody()}
    </fieldset>`;
  }
}

/** What is promised, but for what the classes below say in their own words. */
type Implemented = Omit<Promised, keyof HTMLElement | 'source' | 'report' | 'value'>;

function valueOf(text: string | null): JsonObject {
  return text === null || faultOf(text) ? {} : (JSON.parse(text) as JsonObject);
}

/** What is wrong with the attribute. */
function faultOf(text: string | null): Error | undefined {
  if (text === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (reason) {
    return new Error(`the attribute value is no JSON: ${(reason as Error).message}`);
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? undefined : new Error('the attribute value is to be a JSON object: the form of the pack');
}
