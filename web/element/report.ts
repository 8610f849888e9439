// <precheck-report> for any page (index.ts says what it promises): the same report as ours, in a shadow tree, of a form or of a report made elsewhere.
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Report } from '../../wasm/src/report.js';
import type { PrecheckForm } from '../src/form.js';
import { PrecheckReport } from '../src/report.js';
import { stringsFor, type JsonObject } from '../view-model/index.js';
import { defaultLocale } from '../view-model/strings.js';
import type { PrecheckReportElement as Promised } from './index.js';
import { readPack } from './packs.js';
import { styledRoot, type StyledRoot } from './root.js';

export class PrecheckReportElement extends PrecheckReport implements Implemented {
  static override properties: PropertyDeclarations = {
    report: { attribute: false },
    value: { attribute: false },
    for: { converter: (text) => text || '' },
    locale: { converter: (text) => text || defaultLocale },
    base: { converter: (text) => text || '' },
  };

  declare report: Report | null;
  declare value: JsonObject;
  declare base: string;
  private styledRoot: StyledRoot | undefined;

  constructor() {
    super();
    this.report = null;
    this.value = {};
    this.base = '';
  }

  protected override createRenderRoot(): HTMLElement {
    this.styledRoot = styledRoot(this);
    return this.styledRoot.root as unknown as HTMLElement;
  }

  protected override take(form: PrecheckForm): void {
    super.take(form);
    if (!this.hasAttribute('locale')) this.locale = form.locale;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('base')) this.styledRoot!.styled(this.base).catch((reason) => this.tell(reason as Error));
    if (this.report && ['report', 'value', 'base'].some((name) => changed.has(name))) void this.read(this.report);
  }

  private async read(report: Report): Promise<void> {
    try {
      const pack = await readPack(`${report.pack.id}@${report.pack.edition}`, this.base);
      if (report !== this.report) return;
      if (!this.hasAttribute('locale')) this.locale = report.locale;
      this.documents = pack;
      this.standing = { form: this.value, report, reason: undefined };
    } catch (reason) {
      if (report === this.report) this.tell(reason as Error);
    }
  }

  private tell(reason: Error): void {
    this.dispatchEvent(new CustomEvent<Error>('precheck-error', { detail: reason, bubbles: true, composed: true }));
  }

  protected override render(): unknown {
    const drawn = super.render();
    return drawn === nothing ? nothing : html`<div class="all" lang=${stringsFor(this.locale).locale}>${drawn}</div>`;
  }
}

type Implemented = Omit<Promised, keyof HTMLElement | 'report' | 'value'>;
