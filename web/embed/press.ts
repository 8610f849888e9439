// A click falls on what lies under the pointer when the button is let go. Who leaves a field by pressing a button must still find it there: what leaving the field would show waits until the
// press has ended.

export interface Press {
  /** Fulfilled when the press that is on has ended; null if none is. */
  ended(): Promise<void> | null;
  unwatch(): void;
}

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
  // If there is a click, it comes in the same task.
  function endSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(end);
  }
  // Mice, fingers and pens; webviews from before 2019 know only the mouse's events. The list of a <select> may swallow that the button was let go, but not the choice.
  const listeners: { [type: string]: () => void } = {
    pointerdown: begin, mousedown: begin, pointerup: endSoon, mouseup: endSoon, pointercancel: endSoon, click: end, input: end, keydown: end,
  };

  for (const type of Object.keys(listeners)) page.addEventListener(type, listeners[type] as () => void, true);
  return {
    ended: () => ended,
    unwatch() {
      for (const type of Object.keys(listeners)) page.removeEventListener(type, listeners[type] as () => void, true);
      end();
    },
  };
}
