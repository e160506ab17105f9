// After a change of page the focus goes to the new page's heading, so that a screen reader starts where sight does.
let awaited = false;

function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return false;
  heading.focus({ preventScroll: true });
  return document.activeElement === heading;
}

/** A new page is on its way. */
export function expectArrival(): void {
  awaited = true;
}

/** Called when a page or its heading has come; data may bring the heading late. */
export function arrive(): void {
  if (awaited && focusHeading()) awaited = false;
}
