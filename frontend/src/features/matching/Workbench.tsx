// The matching workbench: all pairs of a round on the left, the one that is looked at on the right; on a phone one after the other.
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { Asked } from './asked';
import { PairActions } from './PairActions';
import { type Look, PairGrid } from './PairGrid';
import { PairOthers } from './PairOthers';
import { useBenchList } from './useBenchList';
import { useCommands } from './useCommands';
import { useDeskFocus } from './useDeskFocus';
import type { Bench } from './useWorkbench';
import styles from './Workbench.module.css';
import { WorkbenchAsked } from './WorkbenchAsked';
import { WorkbenchBar } from './WorkbenchBar';
import { WorkbenchFilters } from './WorkbenchFilters';
import type { BenchPair } from './workbenchRows';

// The list is there first.
const PairPanel = lazy(() => import('./PairPanel'));

interface WorkbenchProps {
  bench: Bench;
  /** Why nothing may be changed, undefined where it may. */
  offReason: string | undefined;
  /** What the last step did. */
  strip: ReactNode;
}

export function Workbench({ bench, offReason, strip }: WorkbenchProps) {
  const t = useT();
  const { round } = bench;
  const benchList = useBenchList(bench);
  const { pairs, rows, filters, setFilters, narrowed, at, pair } = benchList;
  const { desk, list, panel, to } = useDeskFocus(pair !== undefined);
  const [looking, setLooking] = useState(benchList.wasLookedAt);
  const [asked, setAsked] = useState<Asked | null>(null);
  const command = useCommands({ bench, pair, offReason, ask: setAsked, search: to.search });
  // Nobody decides on a pair that they are part of.
  const pairOffReason =
    offReason ?? (pair?.approved === null ? t('matching.workbench.off_own') : undefined);
  const look = (next: string, how: Look) => {
    benchList.lookAt(next);
    if (how === 'walk') return;
    setLooking(true);
    // A press leaves the focus in the list, so that the arrow keys go on.
    if (how === 'key') to.pair();
    else to.pairIfListHidden();
  };
  const back = () => {
    setLooking(false);
    to.list();
  };
  const showAll = () => {
    setFilters({ region_id: undefined, state: undefined, name: undefined, show: undefined });
    // The button goes with the emptiness.
    to.search();
  };
  // Another pair is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pair is what the effect is about
  useEffect(() => {
    // Newer browsers answer a promise, which an effect must not return.
    panel.current?.scrollTo(0, 0);
  }, [pair?.id]);

  if (pairs.error) {
    return <ErrorState error={pairs.error} onRetry={() => void pairs.refetch()} />;
  }
  return (
    <div ref={desk} className={cx(styles.bench, looking && styles.looking)}>
      <div className={styles.filters}>
        <WorkbenchFilters round={round} filters={filters} onChange={setFilters} />
      </div>
      <WorkbenchBar bench={bench} list={benchList} offReason={offReason} onAsk={setAsked} />
      {strip}
      <div className={styles.desk}>
        <div className={styles.list} ref={list}>
          {!pairs.read && <Skeleton lines={10} />}
          {pairs.read && rows.length === 0 && !benchList.waits && (
            <EmptyState
              title={t('matching.pairs.empty')}
              next={t(narrowed ? 'matching.pairs.empty_filtered' : 'matching.pairs.empty_next')}
              action={
                narrowed && <Button onPress={showAll}>{t('matching.workbench.all_again')}</Button>
              }
            />
          )}
          {rows.length > 0 && (
            <PairGrid
              rows={rows}
              more={pairs.more}
              shown={at}
              arrangement={`${benchList.arrangement} ${looking}`}
              label={t('matching.workbench.grid', {
                sort: t(`matching.workbench.sort.${benchList.sort}`),
              })}
              onMore={pairs.fetchMore}
              onLook={look}
              onCommand={offReason === undefined ? command : undefined}
            />
          )}
        </div>
        <section
          ref={panel}
          className={styles.panel}
          aria-label={t('matching.workbench.pair')}
          hidden={!pair}
          onKeyDown={(event) => {
            if (event.key === 'Escape') back();
          }}
        >
          <div className={styles.back}>
            <Button tone="quiet" onPress={back}>
              {t('matching.pairs.back')}
            </Button>
          </div>
          {pair && (
            <Suspense fallback={<Skeleton lines={12} heading />}>
              <PairPanel
                pair={pair}
                actions={
                  <PairActions
                    pair={pair}
                    bench={bench}
                    offReason={pairOffReason}
                    onCommand={command}
                    onStep={benchList.step}
                  />
                }
                others={bench.editable ? others(pair) : undefined}
              />
            </Suspense>
          )}
        </section>
      </div>
      {asked && (
        <Suspense>
          <WorkbenchAsked
            asked={asked}
            bench={bench}
            list={benchList}
            onAsk={setAsked}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </div>
  );

  function others(now: BenchPair) {
    const who = { enrolment_id: now.mentee_enrolment_id, name: now.mentee_name };
    return (
      <PairOthers
        round={round.id}
        mentee={who}
        locked={now.locked === true}
        onPair={
          pairOffReason === undefined
            ? (wanted) => setAsked({ kind: 'step', step: wanted })
            : undefined
        }
        onSearch={() => setAsked({ kind: 'why_not', mentee: who })}
      />
    );
  }
}
