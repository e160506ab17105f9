// Above the list: how many there are and how far one is, and what can be done to many.
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import type { Asked } from './asked';
import type { BenchList } from './useBenchList';
import type { Bench } from './useWorkbench';
import styles from './Workbench.module.css';

interface WorkbenchBarProps {
  bench: Bench;
  list: BenchList;
  offReason: string | undefined;
  onAsk: (asked: Asked) => void;
}

export function WorkbenchBar({ bench, list, offReason, onAsk }: WorkbenchBarProps) {
  const t = useT();
  const { rows, pairs, narrowed, waits, sortAgain } = list;
  const { round, view } = bench;
  const counted = () => {
    if (waits) return t('matching.workbench.reading', { count: pairs.all.length });
    const count = rows.length;
    const { leads, yours } = view;
    const all = leads ? round.matched : yours.proposed + yours.asked;
    const words = pairs.more
      ? t('matching.workbench.count_more', { count, total: narrowed ? 0 : all })
      : t('matching.workbench.count', { count });
    if (round.state !== 'ready') return words;
    const { approved, proposed } = leads ? view : yours;
    return leads
      ? `${words} ${t('matching.workbench.progress', { approved, locked: view.locked, proposed })}`
      : `${words} ${t('matching.workbench.progress_yours', { approved, proposed })}`;
  };
  return (
    <KeepFocus>
      <div className={styles.bar}>
        <p className={styles.count} role="status">
          {counted()}
        </p>
        {sortAgain && (
          <Button small tone="quiet" onPress={sortAgain}>
            {t('matching.workbench.sort_again')}
          </Button>
        )}
        {offReason === undefined && (
          <>
            <Button
              small
              onPress={() => {
                list.readAll();
                onAsk({ kind: 'approve' });
              }}
              disabledReason={rows.length === 0 ? t('matching.workbench.bulk.nothing') : undefined}
            >
              {t('matching.workbench.bulk.open')}
            </Button>
            <Button small tone="quiet" onPress={() => onAsk({ kind: 'keys' })}>
              {t('matching.workbench.keys_open')}
            </Button>
          </>
        )}
      </div>
    </KeepFocus>
  );
}
