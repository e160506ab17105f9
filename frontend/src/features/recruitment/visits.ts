// Counts the loads of a public opening, once for each load of the page: a number goes up, and nothing of the visitor is sent
// or kept. Whether it arrives matters to nobody who reads the page.
import { useEffect } from 'react';
import { countVisit, type VisitStage } from '../../gen';

// Lives as long as the page.
const counted = new Set<string>();

export function countOnce(openingId: string, stage: VisitStage, from: string | undefined): void {
  const key = `${openingId} ${stage}`;
  if (counted.has(key)) return;
  counted.add(key);
  countVisit({ path: { id: openingId }, body: { stage, from: from ?? null } }).catch(() => {});
}

export function useCountedView(openingId: string, from: string | undefined): void {
  useEffect(() => countOnce(openingId, 'view', from), [openingId, from]);
}
