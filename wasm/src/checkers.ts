// The checkers of an instance: for each pack, date, locale and parameters that were asked for lately, one that has all of that
// worked out and keeps its memory.
import type { CommonBindings } from './bindings.js';
import { Memory } from './memory.js';
import type { Verdict } from './report.js';
import { AS_TEXT, type Layout, SlotWriter } from './slots.js';

/** By the numbers that wasm answers with. */
export const VERDICTS: Verdict[] = ['pass', 'incomplete', 'fail', 'plan', 'not_needed'];

/** More than a page alternates between. */
const MOST = 8;

export class Checker {
  private readonly slots: SlotWriter;
  readonly rules: string[];

  constructor(
    private readonly bindings: CommonBindings,
    private readonly memory: Memory,
    readonly number: number,
    layout: Layout,
    /** Forms are always taken as texts: what a directory is asked for has to be one. */
    private readonly textsOnly: boolean,
  ) {
    this.slots = new SlotWriter(bindings, memory, number, layout);
    this.rules = layout.rules;
  }

  /** The verdict and the failing rules by their places; undefined where the form has to go as text. */
  verdictOfValues(form: unknown): { verdict: number; failing: string[] } | undefined {
    const used = this.textsOnly ? AS_TEXT : this.slots.write(form);
    if (used === AS_TEXT) return undefined;
    const answer = this.bindings._verdictOfCells(this.number, used);
    const count = answer >>> 8;
    const failing: string[] = [];
    if (count > 0) {
      const at = this.bindings._failingRules(this.number) >> 2;
      this.memory.refresh();
      for (let i = 0; i < count; i++) failing.push(this.rules[this.memory.words[at + i] as number] as string);
    }
    return { verdict: answer & 0xff, failing };
  }

  reportOfValues(form: unknown): string | undefined {
    const used = this.textsOnly ? AS_TEXT : this.slots.write(form);
    return used === AS_TEXT ? undefined : this.memory.take(this.bindings._reportOfCells(this.number, used));
  }

  /** Of a well-formed text; undefined for any other. */
  reportOfText(form: string): string | undefined {
    const bytes = this.memory.give(form);
    this.slots.forgetRoom();
    return bytes < 0 ? undefined : this.memory.take(this.bindings._reportOfText(this.number, bytes));
  }

  verdictOfText(form: string): string | undefined {
    const bytes = this.memory.give(form);
    this.slots.forgetRoom();
    return bytes < 0 ? undefined : this.memory.take(this.bindings._verdictOfText(this.number, bytes));
  }

  /** From here on only what a form changes of the one before it is evaluated. */
  keepResults(): void {
    this.bindings._keepResults(this.number);
  }

  /** How much of the pack that was for the last form. Only after `keepResults`. */
  evaluated(): number {
    return this.bindings._evaluatedCount(this.number);
  }

  close(): void {
    this.bindings._closeChecker(this.number);
  }
}

interface Asked {
  pack: string;
  asOf: string;
  locale: string;
  params: string;
  checker: Checker | undefined;
}

export class Checkers {
  /** The one asked for last comes first. */
  private asked: Asked[] = [];
  readonly memory: Memory;

  constructor(private readonly bindings: CommonBindings) {
    this.memory = new Memory(bindings);
  }

  /** undefined where there can be none: the form picks the edition, or something is wrong, which `check` then says. */
  get(pack: string, asOf: string, locale: string, params: string, textsOnly: boolean): Checker | undefined {
    this.memory.writer?.interrupt();
    for (let i = 0; i < this.asked.length; i++) {
      const one = this.asked[i] as Asked;
      if (one.pack !== pack || one.asOf !== asOf || one.locale !== locale || one.params !== params) continue;
      if (i > 0) this.asked.unshift(...this.asked.splice(i, 1));
      return one.checker;
    }
    const checker = this.open(pack, asOf, locale, params, textsOnly);
    this.asked.unshift({ pack, asOf, locale, params, checker });
    if (this.asked.length > MOST) this.asked.pop()?.checker?.close();
    return checker;
  }

  private open(pack: string, asOf: string, locale: string, params: string, textsOnly: boolean): Checker | undefined {
    const checker = this.openOwn(pack, asOf, locale, params, textsOnly);
    return typeof checker === 'string' ? undefined : checker;
  }

  /** One that the caller closes; `{"error": ...}` where there can be none. */
  openOwn(pack: string, asOf: string, locale: string, params: string, textsOnly: boolean): Checker | string {
    const text = this.memory.ask('_openChecker', pack, asOf, locale, params);
    const answer = JSON.parse(text) as { checker?: number; layout: Layout };
    this.memory.refresh();
    if (answer.checker === undefined) return text;
    return new Checker(this.bindings, this.memory, answer.checker, answer.layout, textsOnly);
  }

  /** Closes all: what they were opened with has changed. */
  clear(): void {
    this.memory.writer?.interrupt();
    for (const { checker } of this.asked) checker?.close();
    this.asked = [];
  }
}
