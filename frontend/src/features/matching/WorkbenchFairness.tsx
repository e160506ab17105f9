// How evenly the round serves people: all of them and by group, what its aim gives up, and the pairs with fewest points.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { RoundFairness, RoundView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import styles from './WorkbenchFairness.module.css';
import { WorkbenchFairnessGroups } from './WorkbenchFairnessGroups';
import { getFairness } from './workbenchApi';

interface WorkbenchFairnessProps {
  round: RoundView;
  /** Opens the pair of a mentee. */
  onLook: (mentee: string) => void;
}

export default function WorkbenchFairness({ round, onLook }: WorkbenchFairnessProps) {
  const t = useT();
  const { number } = useNumbers();
  const fairness = useSuspenseQuery({
    queryKey: ['fairness', round.id],
    queryFn: ({ signal }) => getFairness(round.id, signal),
  }).data;
  const { all, price } = fairness;
  if (all.people === 0) {
    return (
      <EmptyState
        title={t('matching.workbench.fairness.empty')}
        next={t('matching.workbench.fairness.empty_next')}
      />
    );
  }
  const [p10, , p50, , p90] = all.quantiles;
  return (
    <Stack gap="l">
      <Card title={t('matching.workbench.fairness.title')}>
        <Stack gap="l">
          <StatList>
            <Stat
              label={t('matching.workbench.fairness.worst')}
              value={all.worst_served === null ? '—' : number(all.worst_served)}
              note={t('matching.workbench.fairness.worst_note')}
            />
            <Stat
              label={t('matching.workbench.fairness.median')}
              value={number(p50 ?? 0)}
              note={t('matching.workbench.fairness.median_note', {
                low: number(p10 ?? 0),
                high: number(p90 ?? 0),
              })}
            />
            <Stat
              label={t('matching.workbench.fairness.mean')}
              value={number(all.mean, 1)}
              note={t('matching.workbench.fairness.mean_note', {
                people: all.people,
                unmatched: all.unmatched,
              })}
            />
            <Stat
              label={t('matching.workbench.fairness.gini')}
              value={number(all.gini, 3)}
              note={t('matching.workbench.fairness.gini_note')}
            />
          </StatList>
          {price && <Price fairness={fairness} price={price} />}
          <WorkbenchFairnessGroups fairness={fairness} />
        </Stack>
      </Card>
      <Worst fairness={fairness} onLook={onLook} />
    </Stack>
  );
}

function Price({
  fairness,
  price,
}: {
  fairness: RoundFairness;
  price: NonNullable<RoundFairness['price']>;
}) {
  const t = useT();
  const { number, percent } = useNumbers();
  const said =
    price.given_up <= 0
      ? t('matching.workbench.fairness.price_nothing')
      : t('matching.workbench.fairness.price', {
          points: number(price.given_up),
          most: number(price.most_points),
          share: percent(price.share, 1),
        });
  const gains = [
    price.more_matched > 0 &&
      t('matching.workbench.fairness.price_matched', { count: price.more_matched }),
    price.worst_served !== null &&
      price.worst_served_by_fit !== null &&
      price.worst_served > price.worst_served_by_fit &&
      t('matching.workbench.fairness.price_worst', {
        now: number(price.worst_served),
        fit: number(price.worst_served_by_fit),
      }),
  ].filter(Boolean);
  return (
    <p className={styles.price}>
      {t('matching.workbench.fairness.aim', { aim: t(`matching.objective.${fairness.objective}`) })}{' '}
      {[said, ...gains].join(' ')}
    </p>
  );
}

function Worst({
  fairness,
  onLook,
}: {
  fairness: RoundFairness;
  onLook: (mentee: string) => void;
}) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <Card title={t('matching.workbench.fairness.lowest')}>
      <DataTable
        plain
        caption={t('matching.workbench.fairness.lowest')}
        captionHidden
        rows={fairness.worst}
        rowKey={(row) => row.id}
        empty={<p>{t('matching.pairs.empty_next')}</p>}
        columns={[
          {
            id: 'mentee',
            header: t('matching.role.mentee'),
            cell: (row) => (
              <button
                type="button"
                className={styles.link}
                onClick={() => onLook(row.mentee_enrolment_id)}
              >
                {row.mentee_name}
              </button>
            ),
          },
          { id: 'mentor', header: t('matching.role.mentor'), cell: (row) => row.mentor_name },
          {
            id: 'points',
            header: t('matching.points'),
            numeric: true,
            cell: (row) => number(row.points),
          },
        ]}
      />
    </Card>
  );
}
