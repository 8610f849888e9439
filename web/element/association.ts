// The element as a control of the <form> around it: by ElementInternals, or by a stand-in where webviews do not know that.
import type { Held } from './held.js';

export interface Association {
  /** What the element says of itself as a control. */
  readonly control: Pick<ElementInternals, 'form' | 'labels' | 'willValidate' | 'validity' | 'checkValidity' | 'reportValidity'>;
  /** @param anchor where the browser shows the message */
  set(value: string, held: Held | null, anchor: HTMLElement | undefined): void;
  connect(): void;
  disconnect(): void;
}

export interface Associated extends HTMLElement {
  disabled: boolean;
  goTo(pointer: string): Promise<void>;
  formResetCallback(): void;
}

export function associate(element: Associated): Association {
  const isKnown = typeof element.attachInternals === 'function' && typeof ElementInternals === 'function' && 'setFormValue' in ElementInternals.prototype;
  return isKnown ? native(element.attachInternals()) : standIn(element);
}

function native(internals: ElementInternals): Association {
  return {
    control: internals,
    set(value, held, anchor) {
      // Without a state the browser keeps nothing to fill in again later: it may hold ID numbers.
      internals.setFormValue(value, null);
      internals.setValidity(held ? flagsOf(held) : {}, held ? held.message : '', anchor);
    },
    connect() {},
    disconnect() {},
  };
}

const flagsOf = ({ kind }: Held): ValidityStateFlags => (kind === 'wrong' ? { customError: true } : { valueMissing: true });

const never = { badInput: false, customError: false, patternMismatch: false, rangeOverflow: false, rangeUnderflow: false, stepMismatch: false, tooLong: false, tooShort: false, typeMismatch: false, valueMissing: false };

/** A hidden control beside the shadow tree, which is sent, and a listener that holds a submit. */
function standIn(element: Associated): Association {
  const input = document.createElement('input');
  input.type = 'hidden';
  input.className = 'precheck-sent';
  let holding: Held | null = null;
  let root: Node | undefined;

  const isOff = () => element.disabled || element.closest('fieldset:disabled') !== null;
  /** `shown`: the message is shown where something holds the form. */
  function check(shown: boolean): boolean {
    if (!holding || isOff()) return true;
    element.dispatchEvent(new Event('invalid', { cancelable: true }));
    if (shown) void element.goTo(holding.pointer);
    return false;
  }

  const onSubmit = (event: Event) => {
    const { submitter } = event as SubmitEvent;
    if (event.target !== input.form || (event.target as HTMLFormElement).noValidate || (submitter && (submitter as HTMLButtonElement).formNoValidate)) return;
    if (check(true)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onReset = (event: Event) => {
    // The controls are emptied after the event, unless somebody forbids it.
    if (event.target === input.form) setTimeout(() => event.defaultPrevented || element.formResetCallback());
  };

  return {
    control: {
      get form() {
        return input.form;
      },
      get labels() {
        return (element.getRootNode() as ParentNode).querySelectorAll(`label[for="${CSS.escape(element.id)}"]`);
      },
      get willValidate() {
        return !isOff();
      },
      get validity() {
        return { ...never, ...(holding ? flagsOf(holding) : {}), valid: !holding };
      },
      checkValidity: () => check(false),
      reportValidity: () => check(true),
    },
    set(value, held) {
      holding = held;
      for (const name of ['name', 'form']) {
        const given = element.getAttribute(name);
        if (given === null) input.removeAttribute(name);
        else input.setAttribute(name, given);
      }
      input.value = value;
      input.disabled = element.disabled;
    },
    connect() {
      element.querySelectorAll('.precheck-sent').forEach((cloned) => cloned.remove()); // with the element
      element.append(input);
      root = element.getRootNode();
      root.addEventListener('submit', onSubmit, true); // before any listener of the form's own
      root.addEventListener('reset', onReset);
    },
    disconnect() {
      if (!root) return;
      root.removeEventListener('submit', onSubmit, true);
      root.removeEventListener('reset', onReset);
    },
  };
}
