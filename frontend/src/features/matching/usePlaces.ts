// The order of a list that is being worked on: it stays as it is until another is asked for.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type BenchPair, inPlace, withPlaces } from './workbenchRows';

interface Kept {
  arrangement: string;
  places: ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** The rows in their places, and a way to put them in order again where they are not. */
export function usePlaces(
  sorted: readonly BenchPair[],
  arrangement: string,
): [readonly BenchPair[], (() => void) | undefined] {
  const [kept, setKept] = useState<Kept>({ arrangement, places: NONE });
  const places = kept.arrangement === arrangement ? kept.places : NONE;
  const rows = useMemo(() => inPlace(sorted, places), [sorted, places]);
  useEffect(() => {
    const added = rows.some((row) => !places.has(row.mentee_enrolment_id));
    if (added) setKept({ arrangement, places: withPlaces(places, rows) });
  }, [rows, places, arrangement]);
  const isSorted = rows.every((row, at) => row === sorted[at]);
  const sortAgain = useCallback(() => setKept({ arrangement, places: NONE }), [arrangement]);
  return [rows, isSorted ? undefined : sortAgain];
}
