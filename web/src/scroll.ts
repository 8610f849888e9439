// A form is drawn when a browser has long tried to bring back, after a reload, where one was: it found nothing to scroll. So the entry of its history says it too.

/** Milliseconds. Browsers mind an entry that is written all the time. */
const rest = 400;

export function keepScroll(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState({ ...history.state, top: window.scrollY }, ''), rest);
  });
}

/** Whoever has scrolled already stays where he is. */
export function restoreScroll(): void {
  if (window.scrollY === 0) window.scrollTo(0, (history.state || {}).top);
}
