// The applications by their scores, under the opening's weights or others: ties, missing scores, and what is withheld are said
// openly, and so is what would change the order where it matters.
import { useQuery } from '@tanstack/react-query';
import type { OpeningDetail, RankedApplication, Ranking } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { useApplicant } from './applicant';
import { LineNote } from './LineNote';
import styles from './RankingTable.module.css';
import { whatIfQuery } from './reviewQueries';
import { ApplicationBadge } from './states';
import { WhatIf } from './WhatIf';
import { MOST_SEATS, wholeWithin } from './whatIf';

export function RankingTable({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const [filters, change] = useFilters(['weights', 'seats']);
  const seats = wholeWithin(filters.seats ?? '', 1, MOST_SEATS) ?? opening.seats.length;
  const { data, error, refetch, isPlaceholderData } = useQuery(
    whatIfQuery(opening.id, filters.weights, seats),
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const scored = data.items.some(({ rank, withheld }) => rank !== null || withheld);
  if (!scored)
    return (
      <EmptyState
        title={t('recruitment.ranking.empty')}
        next={t('recruitment.ranking.empty_next')}
      />
    );
  const missing = data.items.reduce((all, one) => all + one.missing_scores, 0);
  return (
    <Stack gap="l">
      <Stack>
        <p className={styles.how}>{t('recruitment.ranking.how')}</p>
        <WhatIf
          opening={opening}
          weights={data.weights}
          asked={filters.weights}
          seats={seats}
          onAsk={(weights, wanted) =>
            change({
              weights,
              seats: wanted === opening.seats.length ? undefined : String(wanted),
            })
          }
        />
      </Stack>
      {data.line && <LineNote opening={opening} line={data.line} />}
      <Stack>
        {missing > 0 && (
          <p>
            <Badge tone="attention">
              {t('recruitment.ranking.missing_total', { count: missing })}
            </Badge>
          </p>
        )}
        <Ranks opening={opening} ranking={data} busy={isPlaceholderData} />
      </Stack>
    </Stack>
  );
}

interface RanksProps {
  opening: OpeningDetail;
  ranking: Ranking;
  busy: boolean;
}

function Ranks({ opening, ranking, busy }: RanksProps) {
  const t = useT();
  const { number } = useNumbers();
  const called = useApplicant();
  return (
    <DataTable
      caption={t(
        ranking.other_weights ? 'recruitment.ranking.title_other' : 'recruitment.ranking.title',
      )}
      captionHidden={!ranking.other_weights}
      busy={busy}
      rows={ranking.items}
      rowKey={(one) => one.application_id}
      columns={[
        {
          id: 'name',
          header: t('recruitment.applicant'),
          cell: (one) => (
            <span className={styles.who}>
              <Rank one={one} />
              <AppLink
                to="/recruitment/applications/$application_id"
                params={{ application_id: one.application_id }}
              >
                {called(one)}
              </AppLink>
              {one.state !== 'in_review' && <ApplicationBadge state={one.state} />}
            </span>
          ),
        },
        {
          id: 'mean',
          header: t('recruitment.ranking.mean'),
          numeric: true,
          cell: (one) =>
            one.weighted_mean !== null ? (
              <strong className={styles.mean}>{number(one.weighted_mean, 2)}</strong>
            ) : (
              t(one.withheld ? 'recruitment.ranking.withheld' : 'recruitment.ranking.none')
            ),
        },
        ...(ranking.other_weights
          ? [
              {
                id: 'own',
                header: t('recruitment.ranking.own_rank'),
                numeric: true,
                cell: (one: RankedApplication) => <OwnRank one={one} />,
              },
            ]
          : []),
        ...(ranking.line
          ? [
              {
                id: 'place',
                header: t('recruitment.ranking.place'),
                cell: (one: RankedApplication) =>
                  one.place ? (
                    <span className={styles.place}>{t(`recruitment.place.${one.place}`)}</span>
                  ) : (
                    '—'
                  ),
              },
            ]
          : []),
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
              {one.set_aside > 0 && (
                <Badge>{t('recruitment.ranking.set_aside', { count: one.set_aside })}</Badge>
              )}
            </span>
          ),
        },
      ]}
      empty={null}
    />
  );
}

function Rank({ one }: { one: RankedApplication }) {
  const t = useT();
  const { number } = useNumbers();
  if (one.rank === null) return <span className={styles.rank}>—</span>;
  return (
    <>
      <span className={styles.rank}>{number(one.rank)}</span>
      {one.tied && <Badge>{t('recruitment.ranking.tied')}</Badge>}
    </>
  );
}

function OwnRank({ one }: { one: RankedApplication }) {
  const t = useT();
  const { number } = useNumbers();
  if (one.opening_rank === null || one.rank === null) return <>—</>;
  const steps = one.opening_rank - one.rank;
  if (steps === 0) return <>{t('recruitment.ranking.same', { rank: number(one.opening_rank) })}</>;
  return (
    <>
      {t(steps > 0 ? 'recruitment.ranking.up' : 'recruitment.ranking.down', {
        rank: number(one.opening_rank),
        steps: number(Math.abs(steps)),
      })}
    </>
  );
}
