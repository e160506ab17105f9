// After a change of page the focus goes to the new page's heading, so that a screen reader starts where sight does.
let awaited = false;
let underWay = false;

function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return false;
  heading.focus({ preventScroll: true });
  return document.activeElement === heading;
}

/** Another page is asked for: a heading that comes before it is rendered is still the old page's. */
export function depart(): void {
  awaited = true;
  underWay = true;
}

/** The page that was asked for is rendered, perhaps without its data. */
export function land(): void {
  underWay = false;
  arrive();
}

/** The same page is about to show something else under a new heading. */
export function expectArrival(): void {
  awaited = true;
}

/** Called when a heading has come; data may bring it late. */
export function arrive(): void {
  if (awaited && !underWay && focusHeading()) awaited = false;
}
