// A polite live region. It speaks once typing rests, so that a screen reader is not interrupted at every key.

/** Milliseconds of rest before the region speaks. */
const rest = 800;

export interface Announcer {
  /** What a button has just done; said before the verdict. */
  notice: (text: string) => void;
  /** The verdict line; said only when it has changed. */
  verdict: (text: string) => void;
}

export function createAnnouncer(region: HTMLElement): Announcer {
  let notice = '';
  let verdict = '';
  let saidVerdict = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function speakSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = [notice, verdict === saidVerdict ? '' : verdict].filter(Boolean);
      if (words.length > 0) region.textContent = words.join('. ');
      notice = '';
      saidVerdict = verdict;
    }, rest);
  }

  return {
    notice(text) {
      notice = text;
      speakSoon();
    },
    verdict(text) {
      verdict = text;
      speakSoon();
    },
  };
}
