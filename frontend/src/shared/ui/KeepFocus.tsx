// What was pressed may vanish with what it did; the focus then goes to the nearest heading instead of to nowhere. Where the
// whole place vanishes, it goes to the heading of the page.
import { type ReactNode, useEffect, useRef } from 'react';

export function KeepFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const home = box.current;
    if (!home) return;
    let last: Node | null = null;
    const isLost = () => last && !last.isConnected && document.activeElement === document.body;
    const remember = (event: FocusEvent) => {
      last = event.target as Node;
    };
    const watch = new MutationObserver(() => {
      if (!isLost()) return;
      last = null;
      // A place that has become empty is none to be at.
      const left = home.hasChildNodes() ? home : pageHeading();
      const place = home.querySelector<HTMLElement>('h2, h3') ?? left;
      if (place) place.tabIndex = -1;
      place?.focus();
    });
    home.addEventListener('focusin', remember);
    watch.observe(home, { childList: true, subtree: true });
    return () => {
      home.removeEventListener('focusin', remember);
      watch.disconnect();
      // A page that is left as a whole takes its heading along; the next one's takes the focus by itself.
      if (isLost()) pageHeading()?.focus();
    };
  }, []);
  return <div ref={box}>{children}</div>;
}

const pageHeading = () => document.querySelector<HTMLElement>('main h1');
