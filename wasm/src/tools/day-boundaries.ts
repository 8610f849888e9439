// The days and instants at which an answer may turn: around the days that a fact is compared with, a span before or after them, 29 February,
// the ends of months.
import type { Comparison, Span } from './comparisons.js';
import type { Situation } from './boundaries.js';
import { addDays, addMonths, endOfMonth, instant, isDay, nextLeapDay, startOfMonth } from './days.js';
import { nameOf, placesIn } from './fact-paths.js';
import { valueAt } from './forms.js';
import { AS_OF } from './meaning.js';

export interface NamedDay {
  value: string;
  /** As it goes on after the fact's name: `one day before the 16th birthday`. */
  words: string;
}

/** For a fact that is a day; sorted, each day once. */
export function dayBoundaries(compared: Comparison[], path: string, { form, as_of }: Situation, days: ReadonlyMap<string, string>): NamedDay[] {
  const found = new Map<string, string>();
  const today = as_of.slice(0, 10);
  const add = (day: string, words: string) => {
    if (/^\d{4}-/.test(day) && !found.has(day)) found.set(day, words);
  };
  const around = (day: string, words: string) => {
    add(day, words === '' ? `is ${day}` : `on ${words}`);
    add(addDays(day, -1), `one day before ${words || day}`);
    add(addDays(day, 1), `one day after ${words || day}`);
  };
  for (const { facts, constants, spans, monthEdges } of compared) {
    for (const constant of constants) if (isDay(constant)) around(constant, days.get(constant) ?? '');
    const anchors: [string, string][] = facts.has(AS_OF) ? [[today, 'the day of the check']] : [];
    for (const other of facts) {
      if (other === path || other === AS_OF) continue;
      for (const place of placesIn(form, other)) {
        const day = valueAt(form, place);
        if (isDay(day)) anchors.push([day, nameOf(place)]);
      }
    }
    for (const [anchor, words] of anchors) {
      around(anchor, words);
      for (const span of spans.filter(isFar)) for (const sign of span.age ? [-1] : [-1, 1]) aroundSpan(anchor, words, span, sign, around, add);
      if (monthEdges) for (const edge of monthEdgesOf(anchor)) add(edge, `is ${edge}, at a month's edge`);
    }
    if (anchors.length > 0 && (spans.length > 0 || monthEdges)) {
      const leapDay = nextLeapDay(addMonths(today, -12 * (Math.max(0, ...spans.filter(({ age }) => age).map(({ count }) => count)) + 4)));
      add(leapDay, `is a 29 February, ${leapDay}`);
      add(endOfMonth(today), `is ${endOfMonth(today)}, the end of a month`);
    }
  }
  return sorted(found);
}

function aroundSpan(anchor: string, words: string, { unit, count, age }: Span, sign: number, around: (day: string, words: string) => void, add: (day: string, words: string) => void): void {
  const day = moved(anchor, unit, sign * count);
  if (!age) return around(day, `${Math.abs(count)} ${unit} ${sign * count < 0 ? 'before' : 'after'} ${words}`);
  // Who was born a day later has the birthday a day later: the check is then a day before it.
  const birthday = `the ${ordinal(count)} birthday`;
  add(day, words === 'the day of the check' ? `with the check on ${birthday}` : `with ${words} on ${birthday}`);
  add(addDays(day, 1), `one day before ${birthday}`);
  add(addDays(day, -1), `one day after ${birthday}`);
}

/** For the time of the check, or a fact that is an instant; sorted, each once. */
export function instantBoundaries(compared: Comparison[], { form, as_of }: Situation, days: ReadonlyMap<string, string>, zone: string): NamedDay[] {
  const found = new Map<string, string>();
  const today = as_of.slice(0, 10);
  const around = (day: string, words: string) => {
    found.set(instant(day, -1, zone), `one second before ${words || day}`);
    found.set(day, words === '' ? `on ${day}` : `on ${words}, ${day}`);
    found.set(addDays(day, 1), `one day after ${words || day}`);
  };
  for (const [day, words] of days) around(day, words);
  for (const { facts, constants, spans, hours, monthEdges } of compared) {
    const edges = monthEdges ? monthEdgesOf(today) : [];
    for (const constant of constants) if (isDay(constant) && !days.has(constant)) around(constant, '');
    for (const { unit, count, age } of spans) if (!age) for (const edge of edges) around(moved(edge, unit, count), '');
    for (const other of facts) {
      if (other === AS_OF) continue;
      for (const place of placesIn(form, other)) {
        const day = valueAt(form, place);
        if (!isDay(day)) continue;
        around(day, nameOf(place));
        for (const { unit, count, age } of spans.filter(isFar)) {
          around(moved(day, unit, count), age ? `the ${ordinal(count)} birthday` : `${Math.abs(count)} ${unit} ${count < 0 ? 'before' : 'after'} ${nameOf(place)}`);
        }
      }
    }
    const near = [today, ...edges, ...edges.flatMap((edge) => spans.filter(({ age }) => !age).map(({ unit, count }) => moved(edge, unit, count)))];
    for (const day of new Set(hours.size > 0 ? near : [])) {
      for (const seconds of hours) {
        const hour = instant(day, seconds, zone);
        found.set(instant(day, seconds - 1, zone), `one second before ${hour}`);
        found.set(hour, `at ${hour}`);
        found.set(instant(day, seconds + 1, zone), `one second after ${hour}`);
      }
    }
    for (const edge of edges) found.set(edge, `on ${edge}, at a month's edge`);
  }
  const leapDay = nextLeapDay(today);
  found.set(leapDay, `on a 29 February, ${leapDay}`);
  found.set(endOfMonth(today), `on ${endOfMonth(today)}, the end of a month`);
  found.delete(as_of);
  return sorted(found);
}

/** What a day before or after would not be found by anyhow. */
function isFar({ unit, count }: Span): boolean {
  return unit !== 'days' || Math.abs(count) > 1;
}

export interface NamedPair extends NamedDay {
  as_of: string;
}

/**
 * A day and a day of the check that together are an edge of the calendar: who was born on 29 February, around the birthday; a last day of a month
 * from which so many months end in a shorter one, around that end.
 */
export function calendarEdges(compared: Comparison[], { as_of }: Situation): NamedPair[] {
  const today = as_of.slice(0, 10);
  const found = new Map<string, NamedPair>();
  for (const { unit, count, age } of compared.filter(({ facts }) => facts.has(AS_OF)).flatMap(({ spans }) => spans)) {
    const months = Math.abs(unit === 'years' ? 12 * count : count);
    const day = age ? nextLeapDay(addMonths(today, -months - 48)) : unit === 'months' ? monthEndThatIsCut(today, months) : undefined;
    if (day === undefined) continue;
    const end = addMonths(day, months);
    for (const check of [addDays(end, -1), end, addDays(end, 1)]) {
      const what = age ? `a 29 February, ${day}` : `the end of a month, ${day}`;
      found.set(`${day} ${check}`, { value: day, as_of: check, words: `is ${what}, and the check on ${check}` });
    }
  }
  return [...found.values()];
}

/** A last day of a month, not long ago, of which there is none so many months later. */
function monthEndThatIsCut(today: string, months: number): string | undefined {
  for (let back = 0; back < 12; back++) {
    const end = endOfMonth(addMonths(today, -months - back));
    if (addMonths(end, months).slice(8) !== end.slice(8)) return end;
  }
  return undefined;
}

function monthEdgesOf(day: string): string[] {
  return [addDays(startOfMonth(day), -1), startOfMonth(day), endOfMonth(day), addDays(endOfMonth(day), 1)];
}

function moved(day: string, unit: Span['unit'], count: number): string {
  return unit === 'days' ? addDays(day, count) : addMonths(day, unit === 'years' ? 12 * count : count);
}

function sorted(found: ReadonlyMap<string, string>): NamedDay[] {
  const moment = (value: string) => Date.parse(isDay(value) ? `${value}T00:00:00+08:00` : value);
  return [...found].map(([value, words]) => ({ value, words })).sort((a, b) => moment(a.value) - moment(b.value) || (a.value < b.value ? -1 : 1));
}

function ordinal(count: number): string {
  const tens = count % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
