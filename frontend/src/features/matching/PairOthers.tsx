// Who else the mentee could have, cheapest first: what each would cost the whole, exactly, and who would move for it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { useCostWords } from './effectWords';
import styles from './PairOthers.module.css';
import { useSettled } from './useSettled';
import { WorkbenchMoves } from './WorkbenchMoves';
import type { WantedStep } from './WorkbenchStepDialog';
import { getAlternatives } from './workbenchApi';
import { movesOfCost } from './workbenchRows';

interface PairOthersProps {
  round: string;
  mentee: { enrolment_id: string; name: string };
  /** Locked pairs have to be unlocked before anybody else is asked. */
  locked: boolean;
  onPair: ((step: WantedStep) => void) | undefined;
  /** Looks for anybody else; absent where that is what one does already. */
  onSearch?: () => void;
}

const MOST = 5;

export function PairOthers({ round, mentee, locked, onPair, onSearch }: PairOthersProps) {
  const t = useT();
  const costWords = useCostWords();
  const mentee_enrolment_id = useSettled(mentee.enrolment_id);
  const query = { mentee_enrolment_id, most: MOST };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['alternatives', round, query],
    queryFn: ({ signal }) => getAlternatives(round, query, signal),
    placeholderData: keepPreviousData,
    enabled: !locked,
  });
  if (locked) return <p className={styles.soft}>{t('matching.workbench.others.locked')}</p>;
  return (
    <div className={styles.others}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data?.items.length === 0 && (
        <p className={styles.soft}>{t('matching.workbench.others.none')}</p>
      )}
      {data && data.items.length > 0 && (
        <ol className={styles.list} aria-busy={isPlaceholderData}>
          {data.items.map(({ mentor, points, cost }) => (
            <li key={mentor.enrolment_id} className={styles.other}>
              <span className={styles.name}>{mentor.name}</span>
              <span className={styles.points}>
                {t('matching.workbench.others.points', { points })}
              </span>
              <span className={styles.cost}>{costWords(cost)}</span>
              {onPair && (
                <Button
                  small
                  onPress={() => onPair({ kind: 'lock', mentor, mentee, cost })}
                  labelSuffix={`: ${mentor.name}`}
                >
                  {t('matching.workbench.others.choose')}
                </Button>
              )}
              {(cost.moves.length > 1 || cost.moves_elsewhere > 0) && (
                <details className={styles.moves}>
                  <summary>
                    {t('matching.workbench.others.moves', {
                      count: cost.moves.length + cost.moves_elsewhere,
                    })}
                  </summary>
                  <WorkbenchMoves
                    moves={movesOfCost(cost.moves)}
                    elsewhere={cost.moves_elsewhere}
                  />
                </details>
              )}
            </li>
          ))}
        </ol>
      )}
      {onSearch && (
        <div>
          <Button onPress={onSearch}>{t('matching.workbench.why_not.open')}</Button>
        </div>
      )}
    </div>
  );
}
