// Where the focus goes on the desk: to the list, to the pair, to the search; never to nowhere.
import { useEffect, useMemo, useRef } from 'react';

export function useDeskFocus(isPairThere: boolean) {
  const desk = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const to = useMemo(() => {
    const later = (find: () => HTMLElement | null | undefined) =>
      requestAnimationFrame(() => find()?.focus());
    return {
      pair: () => later(() => panel.current?.querySelector('h2')),
      list: () => later(() => list.current?.querySelector<HTMLElement>('[role=grid]')),
      search: () => desk.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
      /** Once the press is drawn: where the list has made way for the pair, it cannot keep the focus. */
      pairIfListHidden: () =>
        requestAnimationFrame(() => {
          if (list.current?.offsetParent === null) panel.current?.querySelector('h2')?.focus();
        }),
    };
  }, []);
  // The last pair of a filtered list may leave it, and the list with it: the focus must not be lost with them.
  const wasThere = useRef(false);
  useEffect(() => {
    if (wasThere.current && !isPairThere && document.activeElement === document.body) to.search();
    wasThere.current = isPairThere;
  }, [isPairThere, to]);
  return { desk, list, panel, to };
}
