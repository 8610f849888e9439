// A text without its English, or with one that is not: left in Chinese, or still that of the base whose Chinese an overlay replaced.
import { replacePlaceholders } from '../../expressions.js';
import type { Check, JudgedPart } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { writtenAt } from '../packs.js';
import { textsBelow, type WrittenText } from '../texts.js';

const HAN = /\p{Script=Han}/gu;
const LATIN = /\p{Script=Latin}/gu;

export const missingTranslation: Check = {
  id: 'lint.missing_translation',
  level: 'warning',
  what: 'a text without English, or with English that is not',
  find: ({ packs, sources }) => [
    ...wrongEverywhere(packs, (pack) => textsBelow(pack.merged).map((text) => judged(text, (pointer) => writtenAt(pack, pointer)))),
    ...sources.flatMap((document) => textsBelow(document.value).map((text) => judged(text, (pointer) => ({ document, pointer })))).flatMap(({ at, wrong }) => (wrong ? [{ at, ...wrong }] : [])),
  ],
};

function judged({ pointer, text }: WrittenText, place: (pointer: string) => JudgedPart['at']): JudgedPart {
  const chinese = place(`${pointer}/zh-CN`);
  if (text.en === undefined) return { at: chinese, wrong: { message: 'this text has no English', help: 'Write it beside the Chinese, under "en".' } };
  const english = place(`${pointer}/en`);
  if (isChinese(text.en)) return { at: english, wrong: { message: 'this English text is in Chinese', help: 'Translate it, or leave "en" out: the Chinese then stands in.' } };
  if (sameWords(text['zh-CN'], text.en)) return { at: chinese, wrong: { message: 'this Chinese text is the English one', help: 'Write it in Chinese: it is what applicants read.' } };
  if (chinese.document === english.document || chinese.document !== place(pointer).document) return { at: chinese };
  return { at: chinese, wrong: { message: 'the Chinese is said anew, the English is still that of the base', help: 'Say "en" here as well.' } };
}

/** English may name a Chinese service as it is called; what is left in Chinese has hardly another letter. */
function isChinese(text: string): boolean {
  const words = wordsOf(text);
  return (words.match(HAN) ?? []).length > (words.match(LATIN) ?? []).length;
}

/** A name or a code may be the same in every language; words that follow each other are not. */
function sameWords(one: string, other: string): boolean {
  return one === other && /[A-Za-z]{2,} [A-Za-z]{2,}/.test(wordsOf(one));
}

/** What the text says itself, without the expressions in it. */
function wordsOf(text: string): string {
  return replacePlaceholders(text, () => '').replace(/\$\{\}/g, '');
}
