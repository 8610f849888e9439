// <precheck-form>: the form of a pack, with its messages at the fields and the verdict at its foot.
//
//   <precheck-form id="form" pack="city/topic" as-of="2024-07-03"></precheck-form>
//
// Event `precheck-standing`: how the form stands (`Standing`), whenever that has changed, or the names that its report may use. Event `verdict`: the line at the foot was followed.
// Event `step`: where there is one question a screen, another one is shown.
// Methods: `goTo(pointer)` brings a field into view; `announce(text)` says something to users of a screen reader.

import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  describeVerdict, fieldsOf, openLiveForm, packOf, parentPointer, provided, stringsFor, type Directory, type FieldView, type JsonObject, type LiveForm, type Pack, type Ready, type Standing, type Strings,
} from '../view-model/index.js';
import { createAnnouncer, type Announcer } from './announcer.js';
import { drawField, drawHeading, drawHelp, fieldId, type Drawing } from './field.js';
import { createFootWatch, type FootWatch } from './foot.js';
import { drawFailure, drawMessages, drawSign } from './notice.js';
import { onPaper, unfoldOnPaper } from './paper.js';
import { roundOf, stepsOf } from './steps.js';
import { today } from './today.js';

/** Milliseconds after a field was left until others fold away or appear: who goes straight on to the next finds it where he tapped. */
const settling = 300;

export class PrecheckForm extends LitElement {
  static override properties: PropertyDeclarations = {
    pack: { type: String },
    asOf: { type: String, attribute: 'as-of' },
    given: { attribute: false },
    params: { attribute: false },
    source: { attribute: false },
    locale: { type: String },
    paged: { type: Boolean },
    standing: { state: true },
    problem: { state: true },
    typed: { state: true },
    entered: { state: true },
    opened: { state: true },
    areas: { state: true },
    step: { state: true },
    asked: { state: true },
  };

  /** `id` or `id@edition`. */
  declare pack: string;
  /** The day to check for, `2024-07-03`; today if absent (an attribute that is taken away leaves null). '' is no day. */
  declare asOf: string | undefined | null;
  /** What is filled in at the start; another object puts another form in the place of what is filled in. `standing` has the form as it is. */
  declare given: JsonObject;
  /** Values for parameters that the pack leaves to the host. */
  declare params: object | undefined;
  /** Engine, documents and directory; those of provide() if absent. */
  declare source: Ready | undefined;
  declare locale: string;
  /** One question a screen. */
  declare paged: boolean;

  declare standing: Standing | null;
  /** Nothing can be drawn: neither engine nor document can be had. */
  declare problem: unknown;
  declare private typed: Drawing['typed'];
  /** The pointer of the field that has the focus. It never folds away. */
  declare private entered: string;
  /** Groups whose folded part is open. */
  declare private opened: ReadonlySet<string>;
  /** The question that is shown, where there is one a screen; '' for the first. */
  declare step: string;
  /** Where only what is open is gone through: what was asked so far. */
  declare private asked: ReadonlySet<string> | null;

  /** null until somebody is about to fill in an area. */
  declare private areas: Directory | null;

  private current: JsonObject = {};
  private live: LiveForm | undefined;
  private ready: Ready | undefined;
  private announcer: Announcer | undefined;
  private footWatch: FootWatch | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the starts, so that what comes late is dropped. */
  private start = 0;

  constructor() {
    super();
    this.pack = '';
    this.given = {};
    this.locale = 'zh-CN';
    this.paged = false;
    this.standing = null;
    this.typed = null;
    this.entered = '';
    this.opened = new Set();
    this.areas = null;
    this.step = '';
    this.asked = null;
    unfoldOnPaper(this);
    this.addEventListener('focusin', (event) => this.onEnter(event));
    this.addEventListener('focusout', () => this.onLeave());
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.start++;
    if (this.live) this.live.close();
    this.live = undefined;
    if (this.footWatch) this.footWatch.end();
    this.footWatch = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.live) void this.begin();
  }

  protected get strings(): Strings {
    return stringsFor(this.locale);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('given') || changed.has('pack')) this.current = this.given;
    // Frameworks hand back what they got: that is no other form, and somebody may be typing in it.
    const isAnew = changed.has('given') && JSON.stringify(this.given) !== JSON.stringify(this.standing && this.standing.form);
    if (changed.has('pack')) this.opened = new Set();
    if (this.hasUpdated && (changed.has('pack') || isAnew)) {
      this.step = '';
      this.asked = null;
      this.typed = null;
    }
    const isOther = ['pack', 'asOf', 'params', 'source', 'locale'].some((name) => changed.has(name));
    if (isOther) void this.begin();
    else if (this.live && isAnew) {
      this.live.replace(this.given);
      this.show();
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('step') || changed.has('paged')) this.dispatchEvent(new CustomEvent('step'));
    const foot = this.renderRoot.querySelector<HTMLElement>('.foot');
    if (foot && this.isConnected) (this.footWatch = this.footWatch || createFootWatch(this)).watch(foot);
    if ((changed.has('standing') || changed.has('areas')) && this.standing) {
      const { report } = this.standing;
      if (this.announcer && !this.closest('[hidden], [inert]')) this.announcer.verdict(report ? describeVerdict(report, this.locale).line : this.refusal());
      this.dispatchEvent(new CustomEvent<Standing>('precheck-standing', { detail: this.standing, bubbles: true }));
    }
  }

  protected override firstUpdated(): void {
    this.announcer = createAnnouncer(this.renderRoot.querySelector<HTMLElement>('.spoken')!);
  }

  announce(text: string): void {
    if (this.announcer) this.announcer.notice(text);
  }

  /** Why there is no report, in words. */
  refusal(): string {
    return this.asOf === '' ? this.strings.chooseDate : this.strings.cannotCheck;
  }

  /** The pack that judges: its texts are the report's. */
  documents(): Pack | null {
    return this.live ? this.live.pack() : null;
  }

  /** Areas and institutions by code, as far as they are there. */
  names(): Directory[] {
    return [this.areas, this.ready && this.ready.directory].filter((each): each is Directory => !!each);
  }

  /** What to judge by and to draw from. */
  protected found(): Ready | Promise<Ready> {
    return this.source || provided();
  }

  protected async begin(): Promise<void> {
    const start = ++this.start;
    if (this.pack === '') return;
    try {
      const found = this.found();
      const ready = found instanceof Promise ? await found : found; // what is there is used at once, so that a report beside it never sees the form before
      if (start !== this.start) return;
      this.ready = ready;
      if (this.live) this.live.close();
      const { pack, current: form, locale, params } = this;
      const { time_zone } = packOf(ready.packs, pack) || {};
      this.live = openLiveForm(ready, { pack, form, asOf: this.asOf ?? today(time_zone), locale, params });
      this.problem = undefined;
      this.show();
    } catch (reason) {
      if (start === this.start) this.problem = reason;
    }
  }

  private show(): void {
    this.standing = this.live!.standing();
    this.current = this.standing.form;
    const steps = stepsOf(this.standing.view.root);
    const exists = this.step !== '' && fieldsOf(this.standing.view.root).some(({ pointer }) => pointer === this.step);
    if (!exists && steps.length > 0) this.step = steps[0].pointer;
    if (fieldsOf(this.standing.view.root).some(({ kind, filled }) => kind === 'area' && filled)) this.fetchAreas();
  }

  /** Where they cannot be had, codes are typed; the next field that is entered tries again. */
  private fetchAreas(): void {
    const { ready } = this;
    if (!ready || !ready.areas || this.areas) return;
    ready.areas().then(
      (areas) => {
        this.areas = areas;
      },
      () => {},
    );
  }

  private onEnter(event: Event): void {
    clearTimeout(this.timer);
    const field = (event.composedPath()[0] as Element).closest('[data-path]');
    this.entered = field ? field.getAttribute('data-path')! : '';
    if (this.standing && this.entered !== '' && this.at(this.entered)?.kind === 'area') this.fetchAreas();
  }

  private onLeave(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // A button that is still held down would move away from under the pointer, and the click fall beside it.
      if (this.ownerDocument.documentElement.matches(':active')) return this.onLeave();
      this.entered = '';
      this.typed = null;
      if (!this.live) return;
      this.live.settle();
      this.show();
    }, settling);
  }

  /** Brings a field into view and gives it the focus, opening what it is folded into. */
  async goTo(pointer: string): Promise<void> {
    if (!this.standing) return;
    const fields = fieldsOf(this.standing.view.root);
    const around = fields.filter((field) => field.pointer === pointer || pointer.startsWith(`${field.pointer}/`));
    const folded = around.filter(({ matters }) => !matters).map((field) => parentPointer(field.pointer));
    if (folded.length > 0) this.opened = new Set([...this.opened, ...folded]);
    const target = fields.find((field) => field.pointer === pointer);
    if (this.paged && target) {
      const first = stepsOf(target)[0];
      this.step = first ? first.pointer : pointer;
      // A link to anything else ends the round.
      if (this.asked) this.asked = first && (first.needed || this.asked.has(first.pointer)) ? new Set([...this.asked, first.pointer]) : null;
    }
    await this.updateComplete;
    const root = this.renderRoot.querySelector<HTMLElement>(pointer === '' ? 'form' : `[data-path="${pointer}"]`);
    if (!root) return;
    for (let details = root.closest('details'); details; details = details.parentElement!.closest('details')) details.open = true;
    const control = root.matches('.field') ? root.querySelector<HTMLElement>('input:checked, input, select, textarea') : null;
    const checked = root.querySelector<HTMLElement>('input:checked');
    (control ? (root.matches('fieldset') && checked) || control : root).focus({ preventScroll: true });
    root.scrollIntoView({ block: control && root.offsetHeight < window.innerHeight / 2 ? 'center' : 'start' }); // of what is long the beginning
  }

  private change(pointer: string, raw: string | string[], typing: boolean): void {
    this.live!.change(pointer, raw, typing);
    this.show();
  }

  private drawing(): Drawing {
    const { root } = this.standing!.view;
    const path = this.paged ? new Set(ancestors(this.step)) : null;
    const parents = new Map<string, string>();
    const walk = (field: FieldView) => field.children.forEach((child) => (parents.set(child.pointer, field.pointer), walk(child)));
    walk(root);
    return {
      strings: this.strings,
      directory: (this.ready && this.ready.directory) || {},
      areas: this.ready && this.ready.areas ? this.areas : undefined,
      typed: this.typed,
      isHidden: ({ pointer, matters, host }) => {
        if (path) return !path.has(pointer);
        if (matters || host || pointer === '') return false;
        return !this.opened.has(parents.get(pointer)!) && this.entered !== pointer && !this.entered.startsWith(`${pointer}/`);
      },
      onType: (pointer, raw) => {
        this.typed = { pointer, raw };
        this.change(pointer, raw, true);
      },
      onChange: (pointer, raw) => {
        this.typed = null;
        this.change(pointer, raw, false);
      },
    };
  }

  protected override render(): TemplateResult {
    return html`${this.drawBody()}
      <p class="spoken" role="status" aria-live="polite"></p>`;
  }

  protected drawBody(): unknown {
    const { strings } = this;
    if (this.problem !== undefined) return drawFailure(strings.cannotLoad, strings.cannotLoadText, this.problem, strings);
    if (!this.standing) return html`<p>${strings.loading}</p>`;
    const { root } = this.standing.view;
    const drawing = this.drawing();
    return html`<form
        id=${fieldId('')}
        tabindex="-1"
        novalidate
        autocomplete="off"
        aria-label=${root.label}
        @submit=${(event: Event) => event.preventDefault()}
      >
        ${drawMessages(root.messages, fieldId(''))} ${this.drawChildren(root, drawing)} ${this.paged ? this.drawPager(root) : nothing}
      </form>
      ${this.drawFoot()}`;
  }

  private draw(field: FieldView, drawing: Drawing): unknown {
    if (field.kind === 'group') return this.drawFrame(field, drawing, this.drawChildren(field, drawing));
    if (field.kind === 'records') return this.drawRecords(field, drawing);
    return drawField(field, drawing);
  }

  /** The children of an object. What no longer matters is folded away where it stands; what only the system behind a page knows, at the end. */
  private drawChildren(group: FieldView, drawing: Drawing): unknown {
    const own = group.children.filter(({ host }) => !host);
    const hosts = group.children.filter(({ host }) => host);
    const { strings } = drawing;
    const each = (fields: FieldView[]) =>
      repeat(
        fields,
        ({ pointer }) => pointer,
        (field) => this.draw(field, drawing),
      );
    return html`${each(own)} ${this.drawFold(group, own)}
      ${hosts.length > 0 ? html`<details class="host ${hosts.some(({ filled }) => filled) ? 'on-paper' : ''}" ?hidden=${this.paged}><summary>${strings.hostGroup}</summary>${each(hosts)}</details>` : nothing}`;
  }

  private drawFold({ pointer }: FieldView, own: FieldView[]): unknown {
    const count = own.filter(({ matters }) => !matters).length;
    if (count === 0 || this.paged) return nothing;
    const isOpen = this.opened.has(pointer);
    const toggle = () => {
      const opened = new Set(this.opened);
      if (!opened.delete(pointer)) opened.add(pointer);
      this.opened = opened;
    };
    return html`<button type="button" class="fold" data-fold=${pointer} aria-expanded=${isOpen ? 'true' : 'false'} @click=${toggle}>
      ${this.strings.folded(count)}
    </button>`;
  }

  private drawFrame(field: FieldView, drawing: Drawing, children: unknown): TemplateResult {
    const id = fieldId(field.pointer);
    return html`<fieldset
      class="group ${onPaper(field)}"
      id=${id}
      tabindex="-1"
      aria-describedby="${id}-help ${id}-messages"
      data-path=${field.pointer}
      ?hidden=${drawing.isHidden(field)}
    >
      <legend>${drawHeading(field, drawing.strings)}</legend>
      ${drawHelp(field.help, id)} ${drawMessages(field.messages, id)} ${children}
    </fieldset>`;
  }

  /** A list of objects. Three answers: elements, none (an empty list), or not answered yet (absent). */
  private drawRecords(field: FieldView, drawing: Drawing): TemplateResult {
    const { pointer, children, none } = field;
    const { strings } = drawing;
    const isAsked = !this.paged || this.step === pointer;
    const isLast = [field, ...stepsOf(field)].pop()!.pointer === this.step;
    const onNone = (event: Event) => this.change(pointer, (event.target as HTMLInputElement).checked ? [] : '', false);
    const items = children.map((item) => {
      const remove = html`<button type="button" class="remove" @click=${() => this.removeRecord(item, field)}>${item.remove}</button>`;
      return this.drawFrame(item, drawing, html`${this.drawChildren(item, drawing)}${remove}`);
    });
    return this.drawFrame(
      field,
      drawing,
      html`${items}
        <label class="choice ${none ? 'on-paper' : ''}" ?hidden=${children.length > 0 || !isAsked}><input type="checkbox" .checked=${none} @change=${onNone} />${strings.noRecords}</label>
        <button type="button" class="add" ?hidden=${!isAsked && !isLast} ?disabled=${!field.canAdd} @click=${() => this.addRecord(field)}>${field.add}</button>`,
    );
  }

  private async addRecord({ pointer }: FieldView): Promise<void> {
    this.live!.add(pointer);
    this.show();
    const list = this.at(pointer);
    const item = list.children[list.children.length - 1];
    this.announce(this.strings.added(item.label));
    await this.goTo(item.pointer);
  }

  private async removeRecord(item: FieldView, { pointer }: FieldView): Promise<void> {
    this.live!.remove(item.pointer);
    if (this.paged) this.step = pointer;
    this.show();
    this.announce(this.strings.removed(item.label));
    await this.updateComplete;
    const frame = this.renderRoot.querySelector<HTMLElement>(`[data-path="${pointer}"]`)!;
    const add = frame.querySelector<HTMLButtonElement>(':scope > .add')!;
    (add.disabled ? frame : add).focus();
  }

  private at(wanted: string): FieldView {
    return fieldsOf(this.standing!.view.root).find(({ pointer }) => pointer === wanted)!;
  }

  private drawPager(root: FieldView): TemplateResult {
    const { strings, step } = this;
    const { steps, before, after, open } = roundOf(root, step, this.asked);
    const place = steps.findIndex(({ pointer }) => pointer === step);
    const askOpen = () => {
      this.asked = new Set();
      void this.goTo(open[0].pointer);
    };
    const isMoreOpen = !after && open.some(({ pointer }) => pointer !== step);
    return html`<div class="pager">
      ${place >= 0 ? html`<p>${strings.questionOf(place + 1, steps.length)}</p>` : nothing}
      ${isMoreOpen ? html`<button type="button" class="open" @click=${askOpen}>${strings.stillOpen(open.length)}</button>` : nothing}
      <button type="button" class="back" ?disabled=${!before} @click=${() => before && this.goTo(before.pointer)}>${strings.previousQuestion}</button>
      ${after
        ? html`<button type="button" class="forward" @click=${() => this.goTo(after.pointer)}>${strings.nextQuestion}</button>`
        : html`<button type="button" class="forward" @click=${() => this.leave()}>${strings.seeReport}</button>`}
    </div>`;
  }

  /** Who comes back from the report goes through all questions again. */
  private leave(): void {
    this.asked = null;
    this.toReport();
  }

  protected toReport(): void {
    this.dispatchEvent(new CustomEvent('verdict', { bubbles: true, composed: true }));
  }

  /** The next question that matters, and the verdict in one line. */
  private drawFoot(): TemplateResult {
    const { report, view } = this.standing!;
    const { next } = view;
    const { strings } = this;
    const verdict = report ? describeVerdict(report, this.locale) : { kind: 'fail', sign: '!', line: this.refusal() };
    const follow = (event: Event) => {
      event.preventDefault();
      this.leave();
    };
    return html`<div class="foot">
      ${next && !this.paged ? html`<button type="button" class="next" @click=${() => this.goTo(next.pointer)}><span>${strings.next}${next.label}</span></button>` : nothing}
      <a class="verdict-bar ${verdict.kind}" href="#report" @click=${follow}>
        ${drawSign(verdict.sign)}<span class="line">${verdict.line}</span><span class="see">${strings.seeReport}</span>
      </a>
    </div>`;
  }
}

/** A pointer and those around it. */
function ancestors(pointer: string): string[] {
  return pointer === '' ? [''] : [...ancestors(parentPointer(pointer)), pointer];
}
