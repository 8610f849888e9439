// `yibao-precheck/form`: verdicts at the fields of a page's own <form>, by the Constraint Validation API.
import type { FactSchema } from '../../wasm/src/documents.js';
import type { Path, Report } from '../../wasm/src/report.js';
import { createMessages } from './form-messages.js';
import { type Controls, controlsAt, foldsAround, isShown } from './form-places.js';
import { createSummary, type Entry } from './form-summary.js';
import { type Control, isBox, isControl, pointerOf, valuesOf } from './form-values.js';
import type { Obstacle } from './obstacles.js';
import { watchPress } from './press.js';
import { judge, type Subject } from './subject.js';
import { misread } from './words.js';

export type { Obstacle } from './obstacles.js';
export type { Subject } from './subject.js';

export interface FormOptions extends Subject {
  /** The pack's schema: `facts` of a resolved pack (`yibao-precheck/rules/…`). It says what the text in a control means, and which names are facts. */
  facts: FactSchema;
  /** Where the list of what is in the way goes when a submit is held back. Absent: the form's top. */
  summary?: HTMLElement;
  /**
   * Shows what a field lies in that the page has hidden, such as a step of its wizard, before the list leads there; where that takes time, until the promise is
   * fulfilled. Absent: such a field is named in the list without a link. `<details>` and `hidden="until-found"` are opened as it is.
   */
  reveal?(field: HTMLElement, path: Path): void | Promise<void>;
  /** Called after every check that an engine could make, for what a page shows itself: materials, plan, dates. */
  onReport?(report: Report): void;
}

export interface AttachedForm {
  /** Checks at once: after values were set by a program, which no event tells of. Empty: a submit would go through. */
  check(): readonly Obstacle[];
  /** What stands in the form now, as the pack's form. */
  value(): object;
  /** Takes everything back: listeners, messages, validity, and the ids of controls that had none. Once is enough; again, or where another took its place, it does nothing. */
  detach(): void;
}

/** Counts the forms of a page, so that ids are unique. */
let forms = 0;

/** What detaches the forms that are attached. */
const attachments = new WeakMap<HTMLFormElement, () => void>();

/**
 * Checks the form whenever it changes. A control is named after its fact (`member.birth_date`, `requests[0].to.code` or the JSON Pointer); what the page
 * knows itself stands in hidden ones. A field in the way gets a custom validity and, once the applicant has left it or tried to submit, its message
 * (`aria-describedby`, `aria-invalid`). A submit is held back while the verdict is `fail` or `incomplete`, and what is in the way is listed and gets the focus.
 * What the browser itself makes nothing of, `1e` in a number, is told as that and holds too. Its own constraints (`required`, …) hold as before, and `formnovalidate` of a button lets through.
 *
 * A form that is attached already is attached anew: with other options, or because an effect ran twice. The earlier one is detached; its `detach` does nothing then.
 * @throws PrecheckError where the pack, the date or another option is wrong. Nothing has changed then.
 */
export function attachForm(form: HTMLFormElement, options: FormOptions): AttachedForm {
  const earlier = attachments.get(form);
  if (earlier) {
    judge(options, valuesOf(form, options.facts).form); // what is wrong with the options is thrown while the earlier still holds
    earlier();
  }
  const prefix = `precheck-${++forms}`;
  const messages = createMessages(prefix);
  const summary = createSummary(form, prefix, options);
  const { noValidate } = form;
  const left = new Set<Element>();
  /** A submit was held back: from then on every field says what it lacks. */
  let held = false;
  let waits = false;
  let attached = true;
  let elements: Element[] = [];
  /** What the last check found, and where. */
  let obstacles: readonly Obstacle[] = [];
  let controls: Controls = new Map();

  const present = () => Array.from(form.elements).filter((element) => !element.matches(':disabled'));

  function check(): readonly Obstacle[] {
    elements = present();
    const values = valuesOf(form, options.facts);
    const { report, obstacles: found } = judge(options, values.form);
    controls = values.controls;
    const bad = misreadIn(controls);
    obstacles = [...bad, ...found.filter(({ path }) => !bad.some((each) => each.path === path))];
    if (!attached) return obstacles;
    messages.show(obstacles, controls, ({ kind }, at) => held || (kind === 'wrong' && at.some((control) => left.has(control))));
    if (held) summary.show(entries());
    if (report) options.onReport?.(report);
    return obstacles;
  }

  /** To the engine these are empty; the applicant has filled them in. */
  function misreadIn(all: Controls): Obstacle[] {
    const found: Obstacle[] = [];
    for (const [path, at] of all) {
      const bad = at.find(({ validity }) => validity.badInput);
      if (bad) found.push({ path, message: misread(bad.type, options.locale), kind: 'wrong', cites: [] });
    }
    return found;
  }

  function entries(): Entry[] {
    const all = obstacles.map(({ path, message }): Entry => ({ path, message, controls: controlsAt(path, controls) }));
    if (noValidate) return all;
    // What the page itself requires of fields that are not to be seen: the browser would hold the submit without a word.
    const own = elements as Control[];
    for (const control of own) {
      if (!control.willValidate || control.validity.valid || (isShown(control) && foldsAround(control).length === 0) || all.some((entry) => entry.controls.includes(control))) continue;
      all.push({ path: pointerOf(control.name), message: control.validationMessage, controls: own.filter((each) => each === control || isSameGroup(control, each)) });
    }
    return all;
  }

  /** For what may happen while a button is pressed: a message that comes or goes would move it away from under the pointer. */
  function checkAfterPress(): void {
    const ended = press.ended();
    if (!ended) check();
    else if (!waits) {
      waits = true;
      void ended.then(() => {
        waits = false;
        if (attached) check();
      });
    }
  }

  // What the event is about, if it is a control of this form, which may stand outside it.
  const ownControl = ({ target }: Event): Control | undefined => ((target as Partial<Control>).form === form && isControl(target as Element) ? (target as Control) : undefined);
  const isSameGroup = (one: Control, other: EventTarget | null) => isBox(one) && other !== null && (other as Control).form === form && (other as Control).name === one.name;

  const listeners: { [type: string]: (event: Event) => void } = {
    input(event) {
      if (ownControl(event)) check();
    },
    change(event) {
      const control = ownControl(event);
      if (!control) return;
      // One click answers these; not every browser gives them the focus, which they could then lose.
      if (isBox(control) || control.localName === 'select') left.add(control);
      checkAfterPress();
    },
    focusout(event) {
      const control = ownControl(event);
      if (!control || isSameGroup(control, (event as FocusEvent).relatedTarget)) return;
      left.add(control);
      checkAfterPress();
    },
    submit(event) {
      if (event.target !== form) return;
      const { submitter } = event as SubmitEvent;
      if (submitter && (submitter as HTMLButtonElement).formNoValidate) return;
      held = true;
      try {
        check();
      } finally {
        // Also where onReport or asOf fails, which is the page's to mend: what is known to be in the way holds, and so do the page's own constraints.
        const all = entries();
        if (all.length > 0 || !(noValidate || form.checkValidity())) {
          event.preventDefault();
          event.stopImmediatePropagation();
          summary.show(all);
          if (all.length > 0) summary.focus();
          else form.reportValidity();
        }
      }
    },
    reset(event) {
      if (event.target !== form) return;
      // The controls are emptied after the event, unless somebody forbids it.
      setTimeout(() => {
        if (event.defaultPrevented || !attached) return;
        held = false;
        left.clear();
        summary.clear();
        check();
      });
    },
  };

  check(); // what is wrong with the options is thrown before anything is changed
  // The browser would hold a submit back by itself, with a bubble at one field, before anybody hears of it.
  form.noValidate = true;
  // Where the controls outside the form are too, and before any listener of the form's own. What a form is made in before it comes into the page hears nothing later.
  const root = form.isConnected ? form.getRootNode() : form;
  const press = watchPress(form.ownerDocument);
  for (const type of Object.keys(listeners)) root.addEventListener(type, listeners[type] as EventListener, true);
  const observer = new MutationObserver(() => {
    const now = present();
    if (now.length !== elements.length || now.some((element, index) => element !== elements[index])) check();
  });
  observer.observe(form, { childList: true, subtree: true, attributeFilter: ['disabled'] });

  function detach(): void {
    if (!attached) return;
    attached = false;
    attachments.delete(form);
    observer.disconnect();
    press.unwatch();
    for (const type of Object.keys(listeners)) root.removeEventListener(type, listeners[type] as EventListener, true);
    form.noValidate = noValidate;
    messages.remove();
    summary.remove();
  }
  attachments.set(form, detach);

  return { check, value: () => valuesOf(form, options.facts).form, detach };
}
