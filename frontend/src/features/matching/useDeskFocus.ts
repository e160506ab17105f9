// Where the focus goes on the desk: to the list, to the pair, to the search; never to nowhere.
import { useEffect, useMemo, useRef } from 'react';

/** What a pair is may have to be read first; later than this nobody expects the focus to move any more. */
const PATIENCE = 2000;

/** Focuses what is to be there soon, as soon as it is. */
function soon(find: () => HTMLElement | null | undefined): void {
  const until = performance.now() + PATIENCE;
  const look = () => {
    const place = find();
    if (place) place.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export function useDeskFocus(isPairThere: boolean) {
  const desk = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const to = useMemo(() => {
    const heading = () => panel.current?.querySelector('h2');
    return {
      pair: () => soon(heading),
      // While it makes way for the pair it cannot take the focus.
      list: () =>
        soon(() =>
          list.current?.offsetParent
            ? list.current.querySelector<HTMLElement>('[role=grid]')
            : null,
        ),
      search: () => desk.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
      /** Once the press is drawn: where the list has made way for the pair, it cannot keep the focus. */
      pairIfListHidden: () => soon(() => (list.current?.offsetParent === null ? heading() : null)),
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
