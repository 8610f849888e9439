// <precheck-report>: what a check said, in the order in which an applicant needs it.
//
//   <precheck-report for="form"></precheck-report>
//
// `for` is the id of a <precheck-form> in the same tree: the report follows it, and its links lead to its fields. Without it, set `standing` and `documents` and
// listen to the event `precheck-follow`, whose detail is the pointer of a field.

import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import {
  describeReport, describeVerdict, indexClauses, stringsFor, type ClauseView, type Directory, type Entry, type Line, type Link, type Pack, type ReportView, type Section, type Standing, type Strings,
  type VerdictView,
} from '../view-model/index.js';
import type { PrecheckForm } from './form.js';
import { drawNotice, drawReason, drawRemedy, drawSign } from './notice.js';
import { oncePainted } from './painted.js';
import { unfoldOnPaper } from './paper.js';

export class PrecheckReport extends LitElement {
  static override properties: PropertyDeclarations = {
    for: { type: String },
    locale: { type: String },
    standing: { attribute: false },
    documents: { attribute: false },
    names: { attribute: false },
    refusal: { attribute: false },
    opened: { state: true },
    whole: { state: true },
  };

  declare for: string;
  declare locale: string;
  declare standing: Pick<Standing, 'form' | 'report' | 'reason'> | null;
  /** The pack of the report: it names what the report refers to. */
  declare documents: Pack | null;
  /** Areas and institutions by code, for the steps of a plan. */
  declare names: readonly Directory[];
  /** What to say where there is no report. */
  declare refusal: string;
  /** Keys of the folded parts that the reader has opened; a new report leaves them open. */
  declare private opened: ReadonlySet<string>;
  /** The first verdict is drawn alone: the rest takes longer than all before it. */
  declare private whole: boolean;
  private tree: Document | ShadowRoot = document;

  constructor() {
    super();
    this.for = '';
    this.locale = 'zh-CN';
    this.standing = null;
    this.documents = null;
    this.names = [];
    this.refusal = '';
    this.opened = new Set();
    this.whole = false;
    this.onReport = this.onReport.bind(this);
    unfoldOnPaper(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tree = this.getRootNode() as Document | ShadowRoot;
    this.tree.addEventListener('precheck-standing', this.onReport);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tree.removeEventListener('precheck-standing', this.onReport);
  }

  protected form(): PrecheckForm | null {
    return this.for === '' ? null : (this.tree.getElementById(this.for) as PrecheckForm | null);
  }

  private onReport(event: Event): void {
    const form = this.form();
    if (form && event.target === form) this.take(form);
  }

  protected take(form: PrecheckForm): void {
    if (!form.standing) return;
    this.standing = form.standing;
    this.documents = form.documents();
    this.names = form.names();
    this.refusal = form.refusal();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const form = changed.has('for') ? this.form() : null;
    if (form && form.standing) this.take(form);
  }

  protected override updated(): void {
    if (!this.standing || this.whole) return;
    oncePainted(() => {
      this.whole = true;
    });
  }

  /** The report in words, for whoever saves it; null where there is none. */
  view(): ReportView | null {
    const { standing, documents: pack, names, locale } = this;
    if (!standing || !standing.report || !pack) return null;
    const clauses = indexClauses(pack.resolved ? pack.resolved.sources : []);
    return describeReport({ pack, form: standing.form, report: standing.report, clauses, locale, names });
  }

  protected override render(): unknown {
    if (!this.standing) return nothing;
    const { report, reason } = this.standing;
    const strings = stringsFor(this.locale);
    if (!report || !this.documents) return drawRefusal(this.refusal || strings.cannotCheck, reason, strings);
    return html`${drawVerdict(describeVerdict(report, this.locale, this.documents))} ${this.whole ? this.drawRest(strings) : nothing}`;
  }

  private drawRest(strings: Strings): TemplateResult {
    const { sections, basis } = this.view()!;
    return html`${sections.map((section) => this.drawSection(section, strings))}
      <p class="note basis">${basis}</p>`;
  }

  private drawSection({ name, title, note, ordered, folded, entries }: Section, strings: Strings): TemplateResult {
    const items = entries.map((entry) => html`<li class=${name === 'requirements' ? entry.kind : nothing}>${this.drawEntry(entry, name, strings)}</li>`);
    const list = ordered ? html`<ol class="entries timeline">${items}</ol>` : html`<ul class="entries ${name}">${items}</ul>`;
    if (folded) return this.drawFolded(name, title, html`${note === '' ? nothing : html`<p>${note}</p>`}${list}`);
    return html`<section id="report-${name}"><h3>${title}</h3>${list}</section>`;
  }

  private drawEntry(entry: Entry, name: Section['name'], strings: Strings): TemplateResult {
    const lines = entry.lines.map((line) => this.drawLine(line, strings));
    const cites =
      entry.clauses.length > 0
        ? this.drawFolded(`${name} ${entry.key}`, strings.clauses(entry.clauses.length), html`<ul class="clauses">${entry.clauses.map((clause) => drawClause(clause, strings))}</ul>`)
        : nothing;
    return html`${name === 'findings' ? drawNotice(entry, lines) : html`${drawHead(entry)} ${lines}`} ${cites}`;
  }

  private drawLine(line: Line, strings: Strings): TemplateResult {
    const { label, text, links } = line;
    if (links.length === 0) return drawRemedy(line);
    const drawn = links.map((link, index) => html`${index > 0 ? strings.separator : nothing}${this.drawLink(link)}`);
    return html`<p class="where">${label}${text === '' ? nothing : html` ${text} `}${drawn}</p>`;
  }

  private drawLink({ pointer, label }: Link): TemplateResult {
    const follow = (event: Event) => {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('precheck-follow', { detail: pointer, bubbles: true, composed: true }));
      const form = this.form();
      if (form) void form.goTo(pointer);
    };
    return html`<a href="#field" data-path=${pointer} @click=${follow}>${label}</a>`;
  }

  private drawFolded(key: string, summary: string, content: unknown): TemplateResult {
    const onToggle = (event: Event) => {
      const { open } = event.target as HTMLDetailsElement;
      if (open === this.opened.has(key)) return;
      const opened = new Set(this.opened);
      if (open) opened.add(key);
      else opened.delete(key);
      this.opened = opened;
    };
    return html`<details .open=${this.opened.has(key)} @toggle=${onToggle}><summary>${summary}</summary>${content}</details>`;
  }
}

function drawVerdict({ kind, sign, word, text, notes }: VerdictView): TemplateResult {
  return html`<div class="verdict ${kind}">
    <p class="word">${drawSign(sign)}${word}</p>
    <p>${text}</p>
    ${notes.map((note) => html`<p class="note">${note}</p>`)}
  </div>`;
}

/** There is no report: the day is missing, which the words say, or the check could not be made. */
function drawRefusal(words: string, reason: unknown, strings: Strings): TemplateResult {
  const { code = '', message = String(reason) } = (reason || {}) as { code?: string; message?: string };
  return html`<div class="verdict fail">
    <p class="word">${words}</p>
    ${!reason || code === 'as_of.missing' ? nothing : drawReason(code === '' ? message : `${code}: ${message}`, strings)}
  </div>`;
}

function drawHead({ kind, word, title, text, tag }: Entry): unknown {
  if (word === '' && title === '' && text === '' && tag === '') return nothing;
  return html`<p>
    ${word === '' ? nothing : html`<span class="status ${kind}">${word}</span>`} ${title === '' ? nothing : html`<strong>${title}</strong>`} ${text}
    ${tag === '' ? nothing : html`<span class="tag">${tag}</span>`}
  </p>`;
}

function drawClause({ id, text, origin, url }: ClauseView, strings: Strings): TemplateResult {
  // Only a link the reader chooses to follow leaves the page, and it takes nothing along.
  const link = url === '' ? nothing : html`<a href=${url} target="_blank" rel="noopener noreferrer">${strings.sourceLink}</a>`;
  return html`<li>
    <p><strong>${id}</strong> ${text}</p>
    ${origin === '' ? nothing : html`<p class="origin">${origin} ${link}</p>`}
  </li>`;
}
