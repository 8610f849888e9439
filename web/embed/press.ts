// A click falls on what lies under the pointer when the button is let go. Who leaves a field by pressing a button must still find it there: what leaving the field would show waits until the
// press has ended.

export interface Press {
  /** Fulfilled when the press that is on has ended; null if none is. */
  ended(): Promise<void> | null;
  unwatch(): void;
}

/** Milliseconds that a finger's mousedown, mouseup and click may come after its pointerup: up to 300, where a second tap would zoom. A mouse's click comes in the same task. */
const tapping = 350;

export function watchPress(page: Document): Press {
  let ended: Promise<void> | null = null;
  let resolve = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin(): void {
    clearTimeout(timer);
    ended = ended || new Promise((whenEnded) => (resolve = whenEnded));
  }
  function end(): void {
    clearTimeout(timer);
    ended = null;
    resolve();
  }
  function endSoon({ pointerType = 'mouse' }: Partial<PointerEvent>): void {
    clearTimeout(timer);
    timer = setTimeout(end, pointerType === 'mouse' ? 0 : tapping);
  }
  // Mice, fingers and pens; webviews from before 2019 know only the mouse's events. The list of a <select> may swallow that the button was let go, but not the choice.
  const listeners: { [type: string]: (event: Event) => void } = {
    pointerdown: begin, mousedown: begin, pointerup: endSoon, mouseup: endSoon, pointercancel: endSoon, click: end, input: end, keydown: end,
  };

  for (const type of Object.keys(listeners)) page.addEventListener(type, listeners[type] as EventListener, true);
  return {
    ended: () => ended,
    unwatch() {
      for (const type of Object.keys(listeners)) page.removeEventListener(type, listeners[type] as EventListener, true);
      end();
    },
  };
}
