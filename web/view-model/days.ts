// Days in the texts of a report: written one way for every reader (2024-07-03), they are shown in words.

import type { Strings } from './strings.js';

/** A day or a month that stands by itself: no part of an instant, a code or a number. */
const days = /(^|[^\w./-])((?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)( ?)(?![\w-])/g;

export function inWords(text: string, { day, gap }: Strings): string {
  return text.replace(days, (_, before: string, date: string, after: string) => (before === ' ' ? gap : before) + day(date) + (after && gap));
}
