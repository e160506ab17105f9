// The list of the workbench: which pairs are wanted, in which order, and the one that is looked at.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useIntl } from '../../shared/i18n/intl';
import { useFilters } from '../../shared/routing/useFilters';
import { usePairs } from './usePairs';
import { usePlaces } from './usePlaces';
import { useSettled } from './useSettled';
import type { Bench } from './useWorkbench';
import { chosen, isShown, isSort, keepPlace, ordered, type Stood } from './workbenchRows';

const NAMES = ['region_id', 'state', 'name', 'show', 'sort', 'mentee'] as const;

export function useBenchList(bench: Bench) {
  const { locale } = useIntl();
  const [filters, setFilters] = useFilters(NAMES);
  const { region_id, state, name } = filters;
  const [mentee, lookAt] = useLookedAt(filters.mentee, (rested) => setFilters({ mentee: rested }));
  const sort = isSort(filters.sort) ? filters.sort : 'points';
  const show = isShown(filters.show) ? filters.show : undefined;
  const pairs = usePairs(bench.round.id, { region_id, state }, bench);
  const { all, more, fetchMore } = pairs;
  const sorted = useMemo(() => ordered(all, sort, locale), [all, sort, locale]);
  // Only the order of the server grows at its end; in another one each page may bring somebody to the front.
  const order = `${sort} ${region_id} ${state} ${sort === 'points' ? '' : pairs.pages}`;
  const [placed, sortAgain] = usePlaces(sorted, order);
  const rows = useMemo(() => chosen(placed, { name, show }), [placed, name, show]);
  // A name can be anywhere and the last in one order is the first in another, so all pairs have to be here.
  const missing = mentee !== undefined && !all.some((row) => row.mentee_enrolment_id === mentee);
  const [readsAll, setReadsAll] = useState(false);
  const wantsAll = Boolean(name || show || sort !== 'points' || missing || readsAll);
  useEffect(() => {
    if (wantsAll && more) fetchMore();
  }, [wantsAll, more, fetchMore]);

  // The place in the list outlives the pair that stood there.
  const stood = useRef<Stood | null>(null);
  const at = more && missing ? mentee : keepPlace(rows, mentee, stood.current);
  useEffect(() => {
    const index = rows.findIndex((row) => row.mentee_enrolment_id === mentee);
    if (mentee !== undefined && index >= 0) stood.current = { mentee, at: index };
  }, [rows, mentee]);
  const step = (by: 1 | -1) => {
    const index = rows.findIndex((row) => row.mentee_enrolment_id === at);
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (next) lookAt(next.mentee_enrolment_id);
  };
  return {
    pairs,
    rows,
    filters: { ...filters, sort, show },
    setFilters,
    sort,
    /** Names what is in the list and how it stands. */
    arrangement: `${order} ${show} ${name}`,
    narrowed: Boolean(region_id || state || name || show),
    /** Pages are on their way without which nothing can be said of the whole. */
    waits: wantsAll && more,
    /** For what is done to all of them. */
    readAll: () => setReadsAll(true),
    sortAgain,
    at,
    pair: rows.find((row) => row.mentee_enrolment_id === at),
    wasLookedAt: mentee !== undefined,
    lookAt,
    step,
  };
}

export type BenchList = ReturnType<typeof useBenchList>;

/** What a key is about must be known when it is pressed; the address follows when one has come to rest. */
function useLookedAt(first: string | undefined, keep: (mentee: string) => void) {
  const [mentee, lookAt] = useState(first);
  const rested = useSettled(mentee);
  const address = useRef(keep);
  address.current = keep;
  useEffect(() => {
    if (rested !== undefined) address.current(rested);
  }, [rested]);
  return [mentee, lookAt] as const;
}
