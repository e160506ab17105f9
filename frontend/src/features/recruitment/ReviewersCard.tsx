// The reviewers of an opening: how far each is, who stepped back, and who marks hard or soft.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { OpeningDetail, OpeningReviewer } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Meter } from '../../shared/ui/Meter';
import { Stack } from '../../shared/ui/Stack';
import styles from './ReviewersCard.module.css';
import { markingOf } from './reviewerProgress';
import { reviewersQuery } from './reviewQueries';

export function ReviewersCard({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const { data } = useSuspenseQuery(reviewersQuery(opening.id));
  const asked = data.items.filter((one) => one.assigned + one.recused + one.set_aside > 0);
  const sum = (of: (one: OpeningReviewer) => number) =>
    asked.reduce((all, one) => all + of(one), 0);
  const [assigned, reviewed] = [sum((one) => one.assigned), sum((one) => one.reviewed)];
  return (
    <Card title={t('recruitment.progress.title')}>
      {asked.length === 0 ? (
        <EmptyState
          title={t('recruitment.progress.nobody')}
          next={t('recruitment.progress.nobody_next')}
        />
      ) : (
        <Stack>
          <Meter
            label={t('recruitment.progress.written')}
            value={reviewed}
            max={assigned}
            text={t('recruitment.progress.of', { written: reviewed, asked: assigned })}
          />
          <DataTable
            plain
            caption={t('recruitment.progress.each')}
            captionHidden
            rows={asked}
            rowKey={(one) => one.reviewer_id}
            columns={[
              {
                id: 'who',
                header: t('recruitment.reviewer'),
                cell: (one) => one.reviewer_name,
              },
              {
                id: 'written',
                header: t('recruitment.progress.written'),
                cell: (one) => <Written one={one} />,
              },
              {
                id: 'recused',
                header: t('recruitment.progress.recused'),
                cell: (one) =>
                  one.recused > 0
                    ? t('recruitment.progress.recused_from', { count: one.recused })
                    : t('recruitment.progress.none'),
              },
              {
                id: 'set_aside',
                header: t('recruitment.progress.set_aside'),
                cell: (one) =>
                  one.set_aside > 0
                    ? t('recruitment.progress.set_aside_count', { count: one.set_aside })
                    : t('recruitment.progress.none'),
              },
              {
                id: 'elsewhere',
                header: t('recruitment.progress.elsewhere'),
                cell: (one) => t('recruitment.progress.waiting', { count: one.waiting_elsewhere }),
              },
              {
                id: 'marks',
                header: t('recruitment.progress.marks'),
                cell: (one) => <Marks one={one} withheld={data.withheld} />,
              },
            ]}
            empty={null}
          />
          <p className={styles.how}>{t('recruitment.progress.marks_how')}</p>
        </Stack>
      )}
    </Card>
  );
}

function Written({ one }: { one: OpeningReviewer }) {
  const t = useT();
  return (
    <span className={styles.cell}>
      {t('recruitment.progress.of', { written: one.reviewed, asked: one.assigned })}
      {one.waiting > 0 && (
        <Badge tone="attention">{t('recruitment.progress.waiting', { count: one.waiting })}</Badge>
      )}
    </span>
  );
}

function Marks({ one, withheld }: { one: OpeningReviewer; withheld: boolean }) {
  const t = useT();
  const { number } = useNumbers();
  if (withheld) return <>{t('recruitment.ranking.withheld')}</>;
  const { severity } = one;
  const marking = markingOf(severity);
  if (!severity) return <>{t('recruitment.progress.marking_none')}</>;
  return (
    <span className={styles.cell}>
      <span>{t(`recruitment.progress.marking_${marking}`)}</span>
      <span className={styles.soft}>
        {t('recruitment.progress.marking_means', {
          mean: number(severity.mean, 2),
          others: number(severity.others_mean, 2),
          scores: severity.scores,
        })}
      </span>
    </span>
  );
}
