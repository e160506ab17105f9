// What was pressed may vanish with what it did; the focus then goes to the nearest heading instead of to nowhere.
import { type ReactNode, useEffect, useRef } from 'react';

export function KeepFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const home = box.current;
    if (!home) return;
    let last: Node | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target as Node;
    };
    const watch = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      const heading = home.querySelector<HTMLElement>('h2, h3') ?? home;
      heading.tabIndex = -1;
      heading.focus();
    });
    home.addEventListener('focusin', remember);
    watch.observe(home, { childList: true, subtree: true });
    return () => {
      home.removeEventListener('focusin', remember);
      watch.disconnect();
    };
  }, []);
  return <div ref={box}>{children}</div>;
}
