// What holds the form around the element back: the first thing that is in the way, in words, and where it is.
import { wordsFor } from '../embed/words.js';
import { obstaclesOf } from '../embed/obstacles.js';
import { breadcrumb, fieldPointer } from '../view-model/facts.js';
import { stringsFor, type Pack, type Standing } from '../view-model/index.js';

export interface Held {
  /** `wrong`: what is given has to change. `open`: something is still to come. */
  kind: 'wrong' | 'open';
  message: string;
  /** The field; '' where it is the form as a whole. */
  pointer: string;
}

export function heldBy({ form, report, reason }: Standing, pack: Pack, refusal: string, locale: string): Held | null {
  const words = wordsFor(locale);
  const at = (path: string) => fieldPointer(pack.facts, form, path);
  const named = (path: string, message: string) => (path === '' ? message : words.at(breadcrumb(pack.facts, path, stringsFor(locale)), message));
  if (!report) {
    if (!isOfForm(reason)) return { kind: 'open', message: refusal, pointer: '' };
    const { pointer = '' } = reason as { pointer?: string };
    return { kind: 'wrong', message: named(pointer, words.unreadable), pointer: at(pointer) };
  }
  const [first] = obstaclesOf(report);
  return first ? { kind: first.kind, message: named(first.path, first.message), pointer: at(first.path) } : null;
}

/** What an applicant gave and no engine can read: nothing that the page could mend. */
export function isOfForm(reason: unknown): boolean {
  const { code } = (reason || {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('form.');
}
