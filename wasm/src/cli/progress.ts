// What goes on, on a terminal, when it takes long.
import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';

export interface Progress {
  /** Called as often as there is something new; it is shown now and then. */
  update(text: () => string): void;
  /** Before anything else is written to the terminal. */
  clear(): void;
}

const FIRST_AFTER_MILLISECONDS = 1000;
const EVERY_MILLISECONDS = 200;

const CLEAR_LINE = '\r\x1b[K';

export function progressOn(stream: Writable): Progress {
  if (!(stream instanceof WriteStream)) return { update: () => {}, clear: () => {} };
  let next = performance.now() + FIRST_AFTER_MILLISECONDS;
  let shown = false;
  return {
    update(text) {
      if (performance.now() < next) return;
      next = performance.now() + EVERY_MILLISECONDS;
      shown = true;
      stream.write(`${CLEAR_LINE}${text()}`);
    },
    clear() {
      if (!shown) return;
      shown = false;
      stream.write(CLEAR_LINE);
    },
  };
}
