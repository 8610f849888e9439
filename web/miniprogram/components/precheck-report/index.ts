// <precheck-report>: what a check said, in the order in which an applicant needs it.
//
//   <precheck-report form="{{form}}" report="{{report}}" bind:follow="onFollow"/>
//
// Event `follow`: `{ pointer }`, the field that a link leads to; `goTo` of a <precheck-form> takes it.

import { describeReport, fontSize, indexClauses, packOf, provided, stringsFor, type JsonObject, type Ready, type ReportRequest, type Section } from '../index.js';

interface Tap {
  currentTarget: { dataset: { key: string; at: string; url: string } };
}

Component({
  properties: {
    /** The report of a check, as it is. */
    report: { type: Object, value: null as unknown as object },
    /** The form that was checked. */
    form: { type: Object, value: {} },
    locale: { type: String, value: 'zh-CN' },
    elder: Boolean,
  },

  data: {
    verdict: { kind: '', sign: '', word: '', text: '', notes: [] as string[] },
    sections: [] as Section[],
    basis: '',
    /** Keys of the folded parts that the reader has opened; a new report leaves them open. */
    opened: {} as Record<string, boolean>,
    font: 16,
    words: {},
  },

  observers: {
    'report, form, locale'() {
      this.start();
    },
    elder(elder: boolean) {
      this.setData({ font: fontSize(elder) });
    },
  },

  pageLifetimes: {
    show() {
      this.setData({ font: fontSize(this.data.elder) });
    },
  },

  methods: {
    start() {
      // Where the engine cannot be had there is no report either: the form says why.
      provided().then((ready) => this.draw(ready), () => {});
    },

    draw({ packs, directory }: Ready) {
      const report = this.data.report as ReportRequest['report'] | null;
      const pack = report && packOf(packs, report.pack);
      const strings = stringsFor(this.data.locale);
      const { report: title, separator, copyLink } = strings;
      if (!report || !pack) {
        this.setData({ sections: [], basis: '', verdict: { kind: '', sign: '', word: '', text: '', notes: [] } });
        return;
      }
      const clauses = indexClauses(pack.resolved ? pack.resolved.sources : []);
      const { verdict, basis, sections } = describeReport({ pack, form: this.data.form as JsonObject, report, clauses, locale: this.data.locale, names: directory ? [directory] : [] });
      const named = sections.map((section) => ({
        ...section,
        entries: section.entries.map((entry) => ({ ...entry, key: `${section.name} ${entry.key}` })),
      }));
      this.setData({ verdict, basis, sections: named, words: { title, separator, copyLink }, font: fontSize(this.data.elder) });
    },

    onFold({ currentTarget }: Tap) {
      const { key } = currentTarget.dataset;
      this.setData({ opened: { ...this.data.opened, [key]: !this.data.opened[key] } });
    },

    onFollow({ currentTarget }: Tap) {
      this.triggerEvent('follow', { pointer: currentTarget.dataset.at });
    },

    onCopy({ currentTarget }: Tap) {
      wx.setClipboardData({ data: currentTarget.dataset.url });
    },
  },
});
