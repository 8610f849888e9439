// `yibao-precheck/form`: verdicts at the fields of a page's own <form>, by the Constraint Validation API.
import type { FactSchema } from '../../wasm/src/documents.js';
import type { Report } from '../../wasm/src/report.js';
import { createMessages } from './form-messages.js';
import { type FormValues, valuesOf } from './form-values.js';
import { type Obstacle, obstaclesOf } from './obstacles.js';
import { reportOf, type Subject } from './subject.js';

export { pointerOf } from './form-values.js';
export type { Obstacle } from './obstacles.js';
export type { Subject } from './subject.js';

export interface FormOptions extends Subject {
  /** The pack's schema: `facts` of a resolved pack (`yibao-precheck/rules/…`). It says what the text in a control means, and which names are facts. */
  facts: FactSchema;
  /** Where the list of what is in the way goes when a submit is held back. Absent: a new element at the form's top. */
  summary?: HTMLElement;
  /** Called after every check, for what a page shows itself: materials, plan, dates. */
  onReport?(report: Report): void;
}

export interface AttachedForm {
  /** The report of what stands in the form now. */
  check(): Report;
  /** What stands in the form now, as the pack's form. */
  value(): object;
  /** Takes everything back: listeners, messages, validity. */
  detach(): void;
}

/**
 * Checks the form whenever it changes. A control is named after its fact (`member.birth_date`, `requests[0].to.code` or the JSON Pointer). A field in the way gets
 * a custom validity and, once the applicant has left it or tried to submit, its message (`aria-describedby`, `aria-invalid`). A submit is held
 * back while the verdict is `fail` or `incomplete`, and what is in the way is listed and gets the focus.
 * @throws PrecheckError where the pack, the date or another option is wrong.
 */
export function attachForm(form: HTMLFormElement, options: FormOptions): AttachedForm {
  const messages = createMessages(form, options.summary, options.locale ?? 'zh-CN');
  const left = new Set<Element>();
  /** A submit was held back: from then on every field says what it lacks. */
  let held = false;
  // The browser would hold a submit back by itself, with a bubble at one field, before anybody hears of it.
  const { noValidate } = form;
  form.noValidate = true;

  function check(): { report: Report; obstacles: Obstacle[]; values: FormValues } {
    const values = valuesOf(form, options.facts);
    const report = reportOf(options, values.form);
    const obstacles = obstaclesOf(report);
    messages.show(obstacles, values.controls, ({ kind }, controls) => held || (controls.some((control) => left.has(control)) && kind === 'wrong'));
    options.onReport?.(report);
    return { report, obstacles, values };
  }

  const onInput = () => void check();
  const onLeave = (event: Event) => {
    left.add(event.target as Element);
    check();
  };
  const onSubmit = (event: Event) => {
    held = true;
    const { obstacles, values } = check();
    if (obstacles.length === 0) return messages.clearSummary();
    event.preventDefault();
    event.stopImmediatePropagation();
    messages.showSummary(obstacles, values.controls);
  };
  // A reset empties the controls after its event.
  const onReset = () =>
    void Promise.resolve().then(() => {
      held = false;
      left.clear();
      messages.clearSummary();
      check();
    });
  const listeners: [string, (event: Event) => void, boolean][] = [
    ['input', onInput, false],
    ['change', onInput, false],
    ['focusout', onLeave, false],
    ['submit', onSubmit, true], // before the page's own
    ['reset', onReset, false],
  ];
  for (const [type, listener, capture] of listeners) form.addEventListener(type, listener, capture);
  check();

  return {
    check: () => check().report,
    value: () => valuesOf(form, options.facts).form,
    detach() {
      for (const [type, listener, capture] of listeners) form.removeEventListener(type, listener, capture);
      form.noValidate = noValidate;
      messages.remove();
    },
  };
}
