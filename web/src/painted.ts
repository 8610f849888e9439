/** Once what has been drawn is on the screen: for what nobody waits for. */
export function oncePainted(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work)); // a frame is painted right after its callbacks
}
