// <precheck-form>: the form of a pack, with its messages at the fields and the verdict at the foot of the screen.
//
//   <precheck-form id="form" pack="city/topic" as-of="2024-07-03" bind:report="onReport"/>
//
// Event `report`: `{ form, report }` after every change; `report` is null where none can be made. Event `verdict`: the line at the foot was tapped.
// Methods: `goTo(pointer)` brings a field into view; `fill(form)` puts another form in the place of what is filled in.

import { describeVerdict, findInstitutions, fontSize, institutionAt, openLiveForm, provided, stringsFor, type Directory, type JsonObject, type LiveForm, type Ready, type Strings } from '../index.js';
import { areaOf, type RegionDetail } from './area.js';
import { difference } from './difference.js';
import { cardsOf, type Card, type Row } from './rows.js';

interface Kept {
  live?: LiveForm;
  directory?: Directory;
  /** Groups whose folded part is open. */
  opened: Set<string>;
  /** Names of areas that were chosen by the picker, by pointer. */
  areas: Map<string, { code: string; name: string }>;
  /** Counts the starts, so that what comes late is dropped. */
  start: number;
  /** What the properties said last, as JSON: an observer also runs where nothing has changed. */
  asked: string;
  given: string;
  /** Runs once the keyboard is closed. */
  settling: number;
}

const instances = new WeakMap<object, Kept>();

interface Tap {
  currentTarget: { dataset: { at: string; raw: string; on: boolean; disabled: boolean } };
}

interface Typed extends Tap {
  detail: { value: string };
}

Component({
  properties: {
    /** `id` or `id@edition` of a pack that was provided. */
    pack: String,
    /** The day to check for, `2024-07-03`; today if absent. */
    asOf: String,
    /** What is filled in already. */
    form: { type: Object, value: {} },
    /** Values for parameters that the pack leaves to the host. */
    params: { type: Object, value: {} },
    locale: { type: String, value: 'zh-CN' },
    /** Larger text and targets. */
    elder: Boolean,
  },

  data: {
    loading: true,
    problem: { word: '', text: '', detail: '' },
    cards: [] as Card[],
    verdict: { kind: '', sign: '', word: '', line: '' },
    next: { pointer: '', label: '' },
    /** The key of the row that takes the keyboard. */
    focus: '',
    font: 16,
    words: {},
  },

  observers: {
    'pack, asOf, locale, params'() {
      if (instances.has(this)) this.start();
    },
    form(form: JsonObject) {
      const kept = instances.get(this);
      if (kept && kept.given !== (kept.given = JSON.stringify(form))) this.fill(form);
    },
    elder(elder: boolean) {
      this.setData({ font: fontSize(elder) });
    },
  },

  lifetimes: {
    attached() {
      const given = JSON.stringify(this.data.form);
      instances.set(this, { opened: new Set(), areas: new Map(), start: 0, asked: '', given, settling: 0 });
      this.start();
    },
    detached() {
      instances.get(this)?.live?.close();
      instances.delete(this);
    },
  },

  pageLifetimes: {
    show() {
      // The setting may have been changed meanwhile.
      this.setData({ font: fontSize(this.data.elder) });
    },
  },

  methods: {
    start() {
      const kept = instances.get(this)!;
      const { pack, asOf, locale, params, elder } = this.data;
      if (kept.asked === (kept.asked = JSON.stringify([pack, asOf, locale, params]))) return;
      const start = ++kept.start;
      const { loading, optional, needed, colon, choose, clear, chooseArea, wholeArea, none, next, seeReport } = stringsFor(locale);
      const words = { loading, optional, needed, colon, choose, clear, chooseArea, wholeArea, none, next, seeReport };
      this.setData({ words, font: fontSize(elder), loading: true });
      provided().then(
        (ready) => {
          if (instances.get(this) === kept && kept.start === start) this.open(ready);
        },
        (reason: unknown) => {
          if (instances.get(this) === kept && kept.start === start) this.fail('cannotLoad', reason);
        },
      );
    },

    open(ready: Ready) {
      const kept = instances.get(this)!;
      const { pack, asOf, locale, params } = this.data;
      const form = kept.live ? kept.live.standing().form : (this.data.form as JsonObject);
      kept.live?.close();
      kept.live = undefined;
      kept.directory = ready.directory;
      try {
        kept.live = openLiveForm(ready, { pack, form, asOf: asOf || today(), locale, params });
      } catch (reason) {
        this.fail('cannotCheck', reason);
        return;
      }
      this.setData({ loading: false });
      this.show();
    },

    /** Puts another form in the place of what is filled in; `{}` clears it. */
    fill(form: JsonObject) {
      const { live } = instances.get(this)!;
      if (!live || JSON.stringify(form) === JSON.stringify(live.standing().form)) return;
      live.replace(form);
      this.show();
    },

    fail(what: 'cannotLoad' | 'cannotCheck', reason: unknown) {
      const strings = stringsFor(this.data.locale);
      const { code = '', message = String(reason) } = (reason || {}) as { code?: string; message?: string };
      const text = what === 'cannotLoad' ? strings.cannotLoadText : '';
      this.setData({ loading: false, problem: { word: strings[what], text, detail: code === '' ? message : `${code}: ${message}` } });
    },

    /** Draws how the form stands, and says so to the page. */
    show(typing?: { at: string; raw: string }) {
      const { live, opened, areas, directory } = instances.get(this)!;
      const { form, view, report, reason } = live!.standing();
      const { locale } = this.data;
      const cards = cardsOf(view.root, opened, stringsFor(locale));
      for (const row of rowsIn(cards)) {
        if (row.type !== 'field') continue;
        const area = areas.get(row.pointer);
        if (row.control === 'area' && area && area.code === row.value) row.help = stringsFor(locale).chosenArea(area.name);
        if (directory && row.lookedUp) lookUp(row, directory, stringsFor(locale));
        if (typing && row.pointer === typing.at) row.value = typing.raw;
      }
      const { kind, sign, word, line } = report ? describeVerdict(report, locale) : { kind: 'fail', sign: '!', word: '', line: stringsFor(locale).cannotCheck };
      const next = view.next || { pointer: '', label: '' };
      const changes = difference('cards', this.data.cards, cards);
      // What stands in the field that is being typed in is the keyboard's own: said again, it might come after the next key.
      if (typing) for (const path of Object.keys(changes)) if (path.endsWith('].value')) delete changes[path];
      this.setData({ ...changes, ...difference('verdict', this.data.verdict, { kind, sign, word, line }), ...difference('next', this.data.next, next) });
      if (report) this.setData({ problem: { word: '', text: '', detail: '' } });
      else this.fail('cannotCheck', reason);
      this.triggerEvent('report', { form, report });
    },

    change(pointer: string, raw: string | string[]) {
      instances.get(this)!.live!.change(pointer, raw, false);
      this.show();
    },

    onType({ currentTarget, detail }: Typed) {
      const { at } = currentTarget.dataset;
      instances.get(this)!.live!.change(at, detail.value, true);
      this.show({ at, raw: detail.value });
    },

    onFocus() {
      clearTimeout(instances.get(this)!.settling);
    },

    /** Whoever goes straight on to the next field must find it where he tapped: what folds away or appears waits until the keyboard is closed. */
    onLeave({ currentTarget, detail }: Typed) {
      const kept = instances.get(this)!;
      kept.live!.change(currentTarget.dataset.at, detail.value, true);
      this.show();
      clearTimeout(kept.settling);
      kept.settling = setTimeout(() => {
        if (instances.get(this) !== kept || !kept.live) return;
        kept.live.settle();
        this.show();
      }, SETTLING);
    },

    onDate({ currentTarget, detail }: Typed) {
      this.change(currentTarget.dataset.at, detail.value);
    },

    onRegion({ currentTarget, detail }: Tap & { detail: RegionDetail }) {
      const { at } = currentTarget.dataset;
      const area = areaOf(detail, stringsFor(this.data.locale).wholeArea);
      instances.get(this)!.areas.set(at, area);
      this.change(at, area.code);
    },

    onPick({ currentTarget, detail }: Typed) {
      const { at } = currentTarget.dataset;
      const place = Number(detail.value);
      this.change(at, place === 0 ? '' : this.rowAt(at).options[place - 1].raw);
    },

    onChoose({ currentTarget }: Tap) {
      this.change(currentTarget.dataset.at, currentTarget.dataset.raw);
    },

    onCheck({ currentTarget }: Tap) {
      const { at, raw } = currentTarget.dataset;
      const chosen = this.rowAt(at).options.filter((option) => option.chosen !== (option.raw === raw)).map((option) => option.raw);
      this.change(at, chosen.length > 0 ? chosen : '');
    },

    onNone({ currentTarget }: Tap) {
      this.change(currentTarget.dataset.at, currentTarget.dataset.on ? '' : []);
    },

    onClear({ currentTarget }: Tap) {
      this.change(currentTarget.dataset.at, '');
    },

    onAdd({ currentTarget }: Tap) {
      if (currentTarget.dataset.disabled) return;
      instances.get(this)!.live!.add(currentTarget.dataset.at);
      this.show();
    },

    onRemove({ currentTarget }: Tap) {
      instances.get(this)!.live!.remove(currentTarget.dataset.at);
      this.show();
    },

    onFold({ currentTarget }: Tap) {
      const { opened } = instances.get(this)!;
      const { at } = currentTarget.dataset;
      if (!opened.delete(at)) opened.add(at);
      this.show();
    },

    onVerdict() {
      this.triggerEvent('verdict', {});
    },

    onNext({ currentTarget }: Tap) {
      this.goTo(currentTarget.dataset.at);
    },

    rowAt(pointer: string): Row {
      return rowsIn(this.data.cards).find((row) => row.pointer === pointer && row.type === 'field')!;
    },

    /** Brings a field into view, opening what it is folded into, and gives it the keyboard where it takes text. */
    goTo(pointer: string) {
      const { opened } = instances.get(this)!;
      const isDrawn = (row: Row) => row.pointer === pointer && (row.type === 'field' || row.type === 'heading');
      if (!rowsIn(this.data.cards).some(isDrawn)) {
        for (let group = pointer; group !== ''; ) opened.add((group = group.slice(0, group.lastIndexOf('/'))));
        this.show();
      }
      const places = rowsIn(this.data.cards);
      const place = places.findIndex(isDrawn);
      if (place < 0) return;
      this.setData({ focus: '' });
      this.createSelectorQuery()
        .selectAll('.row')
        .boundingClientRect()
        .selectViewport()
        .scrollOffset()
        .exec(([rects, viewport]: [{ top: number }[], { scrollTop: number }]) => {
          wx.pageScrollTo({ scrollTop: Math.max(0, viewport.scrollTop + rects[place].top - HEADROOM), duration: 200 });
          this.setData({ focus: places[place].key });
        });
    },
  },
});

/** So many institutions are offered at once. */
const SUGGESTED = 5;

/** Milliseconds without a keyboard after which the form is laid out anew. */
const SETTLING = 200;

/** What stays above a field that is brought into view, in px. */
const HEADROOM = 24;

/** The name of the institution whose code was filled in, or those that it may become. */
function lookUp(row: Row, directory: Directory, strings: Strings): void {
  const institution = institutionAt(directory, row.value);
  if (institution) row.help = strings.fromDirectory(institution.name);
  else if (row.value !== '') {
    row.options = findInstitutions(directory, row.value, SUGGESTED).map(({ code, name }) => ({ raw: code, title: name, help: code, chosen: false }));
  }
}

function rowsIn(cards: Card[]): Row[] {
  return ([] as Row[]).concat(...cards.map(({ rows }) => rows));
}

/** The day in China, by the phone's clock. */
function today(): string {
  return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
}
