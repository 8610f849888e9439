// How far a long run is, on a terminal only: one line of standard error that is written over, and wiped in the end.

/** Nothing is said before so many milliseconds, */
const PATIENCE = 1000;

/** and then not more often than this. */
const PACE = 200;

export interface Progress {
  say(words: string): void;
  end(): void;
}

export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let next = Date.now() + PATIENCE;
  let said = false;
  return {
    say(words) {
      if (!stream.isTTY || Date.now() < next) return;
      next = Date.now() + PACE;
      said = true;
      stream.write(`\r\x1b[K${words}`);
    },
    end() {
      if (said) stream.write('\r\x1b[K');
    },
  };
}
