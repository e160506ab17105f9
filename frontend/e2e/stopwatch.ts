// How long a screen of many rows takes, and whether anything jumps on it, by the clock of the page.
import type { Page } from '@playwright/test';

/** What a list of thousands of rows may take, and how much of the page may move meanwhile. */
export const MOUNT_MS = 200;
export const FILTER_MS = 200;
export const SHIFT = 0.05;
/** The machine may do other things meanwhile: the best of a few tries is what the screen takes. */
export const TRIES = 3;

declare global {
  interface Window {
    shifted: number;
    /** When the first row stood, by the clock of the page. */
    stood: number | undefined;
  }
}

export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Array<
        PerformanceEntry & { value: number; hadRecentInput: boolean }
      >) {
        if (!entry.hadRecentInput) window.shifted += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    const rows = new MutationObserver(() => {
      if (!document.querySelector('[role="grid"] [role="row"]')) return;
      window.stood = performance.now();
      rows.disconnect();
    });
    rows.observe(document, { childList: true, subtree: true });
  });
}

/** Milliseconds from the last answer that the list waited for until its first row stood. */
export function sinceItCame(round: string): number {
  const needed = [`/rounds/${round}/proposals`, `/rounds/${round}/workbench`, `/rounds/${round}`];
  const stood = window.stood ?? Number.POSITIVE_INFINITY;
  const came = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ name }) => needed.some((path) => new URL(name).pathname.endsWith(path)))
    .map(({ responseEnd }) => responseEnd)
    .filter((end) => end <= stood);
  return stood - Math.max(...came);
}

/** Milliseconds from an act until the grid has so many rows, or any, and has been painted. */
export const timed = (page: Page, act: 'pairs' | 'weak' | 'all', rows: number | null) =>
  page.evaluate(
    ([what, wanted]) =>
      new Promise<number>((done, failed) => {
        const began = performance.now();
        const there = () => {
          const grid = document.querySelector('[role="grid"]');
          const count = Number(grid?.getAttribute('aria-rowcount') ?? -1);
          return grid?.querySelector('[role="row"]') && (wanted === null || count === wanted);
        };
        const look = () => {
          if (there()) {
            // After the next frame, which has painted it.
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
          } else if (performance.now() - began > 10_000) failed(new Error(`no rows after ${what}`));
          else setTimeout(look, 1);
        };
        if (what === 'pairs') {
          const tab = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find((each) =>
            each.textContent?.startsWith('Pairs'),
          );
          tab?.click();
        } else {
          const select = [...document.querySelectorAll('select')].find((each) =>
            [...each.options].some((option) => option.value === 'weak'),
          );
          if (select) {
            select.value = what === 'weak' ? 'weak' : '';
            select.dispatchEvent(new Event('change', { bubbles: true }));
          }
        }
        look();
      }),
    [act, rows] as const,
  );
