// Some hands press everything twice. When the first press of a button has brought an answer under the finger, the second does not mean that answer.

/** As long as it takes to press twice, in milliseconds, and as far as the finger strays, in pixels. */
const time = 400;
const distance = 24;

/** Of a mouse the system counts the presses; of a finger not every browser does. */
function isSecond(event: MouseEvent, first: MouseEvent): boolean {
  const isCounted = event.detail > 1 || (event as PointerEvent).pointerType !== 'mouse';
  return isCounted && event.timeStamp - first.timeStamp < time && Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) < distance;
}

export function heedOnce(root: HTMLElement): void {
  let button: MouseEvent | undefined;
  root.addEventListener(
    'click',
    (event) => {
      const isButton = (event.target as Element).closest('button, a');
      if (!isButton && button && isSecond(event, button)) {
        event.preventDefault();
        event.stopPropagation();
      } else {
        button = isButton && event.detail > 0 ? event : undefined; // a key presses at no place
      }
    },
    true,
  );
}
