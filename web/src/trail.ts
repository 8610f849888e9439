// One question a screen: each screen, the result too, is an entry of the browser's history, so that its "back" leads to the screen before. An entry knows the
// way to it: where the page's own buttons lead to a screen on it, one goes back there, and the way becomes no longer.

/** The screen that is no question; questions go by their pointers. */
export const result = '';

/** Browsers hold 50 entries, and drop the oldest. */
const longest = 40;

/** The screens up to the one that is shown, as far as the browser has brought us. */
export function trail(): string[] {
  return [...((history.state || {}).trail || [])]; // a copy: whatever changes what the browser gives, changes what it gives next
}

/** Tells whether the browser is on its way to an entry that was there before, of which a `popstate` will tell. */
export function moveTo(screen: string): boolean {
  const way = trail();
  const last = way.length - 1;
  const before = way.lastIndexOf(screen);
  if (screen === way[last]) return false;
  // Who has followed a link of the result comes back to it.
  if (before >= 0 && (way[last] !== result || before === last - 1)) {
    history.go(before - last);
    return true;
  }
  history[last < 0 ? 'replaceState' : 'pushState']({ trail: [...way, screen].slice(-longest) }, '');
  return false;
}
