// The forms as texts, with what the hand-written rules say of each.
import { brokenRules, create } from '../engines/hand-written.mjs';
import { makeForms, makeMalformedForms, TODAY } from './forms.mjs';

/** @param count of forms. */
export function makeWorkload(count) {
  const forms = makeForms((form) => brokenRules(form, TODAY), { count });
  const { text } = create({ today: TODAY });
  const texts = forms.map((form) => JSON.stringify(form));
  return {
    today: TODAY,
    forms: texts,
    failing: forms.map((form) => brokenRules(form, TODAY)),
    reports: texts.map(text),
    malformed: makeMalformedForms().map((form) => JSON.stringify(form)),
    bytes: texts.reduce((sum, form) => sum + Buffer.byteLength(form), 0) / forms.length,
  };
}
