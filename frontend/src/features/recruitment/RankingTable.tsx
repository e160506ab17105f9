// The applications by their scores: ties, missing scores and what is withheld are said openly.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { OpeningDetail, RankedApplication } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Stack } from '../../shared/ui/Stack';
import { rankingQuery } from './queries';
import styles from './RankingTable.module.css';
import { ApplicationBadge } from './states';

export function RankingTable({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const { number } = useNumbers();
  const { data: ranking } = useSuspenseQuery(rankingQuery(opening.id));
  const scored = ranking.some(({ rank, withheld }) => typeof rank === 'number' || withheld);
  if (!scored)
    return (
      <EmptyState
        title={t('recruitment.ranking.empty')}
        next={t('recruitment.ranking.empty_next')}
      />
    );
  const missing = ranking.reduce((all, one) => all + one.missing_scores, 0);
  return (
    <Stack>
      <p className={styles.how}>{t('recruitment.ranking.how')}</p>
      {missing > 0 && (
        <p>
          <Badge tone="attention">
            {t('recruitment.ranking.missing_total', { count: missing })}
          </Badge>
        </p>
      )}
      <DataTable
        caption={t('recruitment.ranking.title')}
        captionHidden
        rows={ranking}
        rowKey={(one) => one.application_id}
        columns={[
          {
            id: 'name',
            header: t('recruitment.applicant'),
            cell: (one) => (
              <span className={styles.who}>
                <Rank one={one} />
                <AppLink
                  to="/applications/$application_id"
                  params={{ application_id: one.application_id }}
                >
                  {one.name}
                </AppLink>
              </span>
            ),
          },
          {
            id: 'mean',
            header: t('recruitment.ranking.mean'),
            numeric: true,
            cell: (one) =>
              typeof one.weighted_mean === 'number' ? (
                <strong className={styles.mean}>{number(one.weighted_mean, 2)}</strong>
              ) : (
                t(one.withheld ? 'recruitment.ranking.withheld' : 'recruitment.ranking.none')
              ),
          },
          ...opening.criteria.map((criterion) => ({
            id: criterion.id,
            header: criterion.label,
            numeric: true,
            cell: (one: RankedApplication) => {
              const found = one.criteria.find(({ criterion_id }) => criterion_id === criterion.id);
              if (typeof found?.mean !== 'number') return '—';
              return t('recruitment.ranking.mean_of', {
                mean: number(found.mean, 2),
                n: number(found.n),
              });
            },
          })),
          {
            id: 'reviews',
            header: t('recruitment.ranking.reviews'),
            cell: (one) => (
              <span className={styles.reviews}>
                {t('recruitment.reviews_of', { written: one.reviews, asked: one.assigned })}
                {one.missing_scores > 0 && (
                  <Badge tone="attention">
                    {t('recruitment.ranking.missing', { count: one.missing_scores })}
                  </Badge>
                )}
              </span>
            ),
          },
          {
            id: 'state',
            header: t('recruitment.state'),
            cell: (one) => <ApplicationBadge state={one.state} />,
          },
        ]}
        empty={null}
      />
    </Stack>
  );
}

function Rank({ one }: { one: RankedApplication }) {
  const t = useT();
  const { number } = useNumbers();
  if (typeof one.rank !== 'number') return <span className={styles.rank}>—</span>;
  return (
    <>
      <span className={styles.rank}>{number(one.rank)}</span>
      {one.tied && <Badge>{t('recruitment.ranking.tied')}</Badge>}
    </>
  );
}
