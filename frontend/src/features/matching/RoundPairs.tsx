// The matching screen: all pairs of a round on the left, the one that is looked at on the right; on a phone one after the other.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { listProposals, type ProposalState, type RoundView } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { Skeleton } from '../../shared/ui/Skeleton';
import { type Look, PairGrid } from './PairGrid';
import { PairPanel } from './PairPanel';
import { RegionFilter } from './RegionFilter';
import styles from './RoundPairs.module.css';

const PAGE = 200;
const ASKED_STATES: readonly ProposalState[] = [
  'published',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'ended',
];

export function RoundPairs({ round }: { round: RoundView }) {
  const t = useT();
  const [filters, setFilters] = useFilters(['region_id', 'state', 'name', 'pair']);
  const { region_id, state, name, pair } = filters;
  const panel = useRef<HTMLDivElement>(null);
  const listBox = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery({
    queryKey: ['proposals', round.id, { region_id, state }],
    initialPageParam: '',
    queryFn: async ({ signal, pageParam }) => {
      const query = {
        limit: PAGE,
        ...(pageParam ? { cursor: pageParam } : {}),
        ...(region_id ? { region_id } : {}),
        ...(state ? { state: state as ProposalState } : {}),
      };
      return (await listProposals({ path: { id: round.id }, query, signal })).data;
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const all = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const rows = useMemo(() => {
    const words = name?.toLocaleLowerCase();
    if (!words) return all;
    return all.filter(({ mentor_name, mentee_name }) =>
      `${mentee_name}\n${mentor_name}`.toLocaleLowerCase().includes(words),
    );
  }, [all, name]);
  // A name can be anywhere, so all pages have to be here before one can say that nobody is called that.
  useEffect(() => {
    if (name && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [name, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const shown = pair ?? rows[0]?.id;
  const [looking, setLooking] = useState(pair !== undefined);
  const look = (id: string, how: Look) => {
    setFilters({ pair: id });
    if (how === 'walk') return;
    setLooking(true);
    // A press leaves the focus in the list, so that the arrow keys go on, unless the list has made way for the pair.
    requestAnimationFrame(() => {
      const listHidden = listBox.current?.offsetParent === null;
      if (how === 'key' || listHidden) panel.current?.querySelector('h2')?.focus();
    });
  };
  const back = () => {
    setLooking(false);
    requestAnimationFrame(() =>
      listBox.current?.querySelector<HTMLElement>('[role=grid]')?.focus(),
    );
  };
  // Another pair is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pair is what the effect is about
  useEffect(() => {
    // Newer browsers answer a promise, which an effect must not return.
    panel.current?.scrollTo(0, 0);
  }, [shown]);
  // The round counts all of its pairs; who coordinates a part of them sees fewer.
  const me = useMe();
  const seesAll = me.grants.some(
    (grant) => grant.scope_kind === 'network' || grant.scope_id === round.region_id,
  );
  const narrowed = Boolean(region_id || state || name);
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className={cx(styles.desk, looking && styles.looking)}>
      <div className={styles.list} ref={listBox}>
        <FilterBar>
          <SearchBox
            label={t('matching.pairs.find')}
            value={name}
            onSearch={(words) => setFilters({ name: words, pair: undefined })}
          />
          {!round.region_id && (
            <RegionFilter
              value={region_id}
              onChange={(next) => setFilters({ region_id: next, pair: undefined })}
            />
          )}
          {round.state === 'published' && (
            <FilterSelect
              label={t('matching.state')}
              value={state}
              options={ASKED_STATES.map((value) => ({
                value,
                label: t(`matching.proposal.state.${value}`),
              }))}
              onChange={(next) => setFilters({ state: next, pair: undefined })}
            />
          )}
        </FilterBar>
        {!data && <Skeleton lines={10} />}
        {data && rows.length === 0 && !(name && hasNextPage) && (
          <EmptyState
            title={t('matching.pairs.empty')}
            next={t(narrowed ? 'matching.pairs.empty_filtered' : 'matching.pairs.empty_next')}
          />
        )}
        {rows.length > 0 && (
          <PairGrid
            rows={rows}
            more={Boolean(hasNextPage)}
            total={narrowed || !seesAll ? undefined : round.matched}
            shown={shown}
            onMore={() => {
              if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
            }}
            onLook={look}
          />
        )}
      </div>
      <div className={styles.panel} ref={panel}>
        <div className={styles.back}>
          <Button tone="quiet" onPress={back}>
            {t('matching.pairs.back')}
          </Button>
        </div>
        {shown && <PairPanel id={shown} />}
      </div>
    </div>
  );
}
