// The arrow keys on a board: along a column and across to the next, from link to link.
import type { KeyboardEvent } from 'react';

const STEPS: Record<string, [across: number, along: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves the focus to the neighbouring card; an empty column is passed over. */
export function walkBoard(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || !(event.target instanceof HTMLElement)) return;
  const columns = [...event.currentTarget.querySelectorAll('ul')]
    .map((list) => [...list.querySelectorAll<HTMLElement>('a')])
    .filter((cards) => cards.length > 0);
  const column = columns.findIndex((cards) => cards.includes(event.target as HTMLElement));
  const row = columns[column]?.indexOf(event.target) ?? -1;
  if (row < 0) return;
  const cards = columns[column + step[0]];
  const card = cards?.[Math.min(row, cards.length - 1) + step[1]];
  if (!card) return;
  event.preventDefault();
  card.focus();
}
