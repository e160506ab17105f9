// What was pressed may go with what it did. The focus then goes to the name of the place around it instead of to nowhere.
import { type ReactNode, useEffect, useRef } from 'react';

export function WorkbenchFocus({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    let held: Element | null = null;
    const hold = ({ target }: FocusEvent) => {
      held = target instanceof Element ? target : null;
    };
    const gone = new MutationObserver(() => {
      if (!held || held.isConnected || document.activeElement !== document.body) return;
      held = null;
      const name = box.querySelector<HTMLElement>('h2[tabindex], h3[tabindex]') ?? box;
      name.focus();
    });
    box.addEventListener('focusin', hold);
    gone.observe(box, { childList: true, subtree: true });
    return () => {
      box.removeEventListener('focusin', hold);
      gone.disconnect();
    };
  }, []);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
