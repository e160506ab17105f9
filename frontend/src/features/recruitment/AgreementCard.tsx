// How far the reviewers agree, in words a committee can use, with n and interval; the criteria beside the total.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { AgreementFigures, IntraclassCorrelation, OpeningDetail } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Stack } from '../../shared/ui/Stack';
import styles from './AgreementCard.module.css';
import { readingOf } from './agreement';
import { agreementQuery } from './reviewQueries';

export function AgreementCard({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const { data } = useSuspenseQuery(agreementQuery(opening.id));
  if (data.withheld || !data.total)
    return (
      <Card title={t('recruitment.agreement.title')} attention>
        <p>{t('recruitment.agreement.withheld')}</p>
      </Card>
    );
  const { total } = data;
  return (
    <Card title={t('recruitment.agreement.title')}>
      <Stack>
        <InWords figures={total} />
        {total.one_reviewer.undefined !== 'no_scores' && (
          <>
            <h3>{t('recruitment.agreement.by_criterion')}</h3>
            <DataTable
              plain
              caption={t('recruitment.agreement.by_criterion')}
              captionHidden
              rows={[...data.criteria, total]}
              rowKey={(one) => one.criterion_id ?? 'total'}
              columns={[
                {
                  id: 'what',
                  header: t('recruitment.criteria.label'),
                  cell: (one) => nameOf(opening, one) ?? t('recruitment.agreement.total'),
                },
                {
                  id: 'one',
                  header: t('recruitment.agreement.one'),
                  cell: (one) => <Figure of={one.one_reviewer} />,
                },
                {
                  id: 'mean',
                  header: t('recruitment.agreement.mean'),
                  cell: (one) => <Figure of={one.mean_of_reviewers} />,
                },
                {
                  id: 'n',
                  header: t('recruitment.agreement.n'),
                  cell: (one) =>
                    t('recruitment.agreement.n_of', {
                      applications: one.applications,
                      scores: one.scores,
                    }),
                },
              ]}
              empty={null}
            />
            <HowComputed figures={total} />
          </>
        )}
      </Stack>
    </Card>
  );
}

const nameOf = (opening: OpeningDetail, { criterion_id }: AgreementFigures) =>
  opening.criteria.find(({ id }) => id === criterion_id)?.label;

function InWords({ figures }: { figures: AgreementFigures }) {
  const t = useT();
  const { number, percent } = useNumbers();
  const reading = readingOf(figures);
  if (reading.kind === 'undefined')
    return (
      <EmptyState
        title={t('recruitment.agreement.none_yet')}
        next={t(`recruitment.agreement.why_${reading.reason}`)}
      />
    );
  const { interval } = figures.one_reviewer;
  const value = number(reading.value, 2);
  return (
    <>
      <p className={styles.figure}>
        <span>{t('recruitment.agreement.icc', { value })}</span>
        {reading.kind === 'share' && (
          <span className={styles.band}>{t(`recruitment.agreement.band_${reading.band}`)}</span>
        )}
      </p>
      <p className={styles.words}>
        {reading.kind === 'share'
          ? t('recruitment.agreement.share', { share: percent(reading.value) })
          : t('recruitment.agreement.chance')}{' '}
        {interval
          ? t('recruitment.agreement.interval', {
              low: number(interval.low, 2),
              high: number(interval.high, 2),
              applications: figures.applications,
              scores: figures.scores,
            })
          : t('recruitment.agreement.no_interval', {
              applications: figures.applications,
              scores: figures.scores,
            })}
      </p>
      {figures.mean_of_reviewers.value !== null && figures.k0 !== null && (
        <p className={styles.words}>
          {t('recruitment.agreement.mean_words', {
            value: number(figures.mean_of_reviewers.value, 2),
            reviewers: number(figures.k0, 1),
          })}
        </p>
      )}
    </>
  );
}

function Figure({ of }: { of: IntraclassCorrelation }) {
  const t = useT();
  const { number } = useNumbers();
  if (of.value === null)
    return <span>{t(`recruitment.agreement.short_${of.undefined ?? 'no_scores'}`)}</span>;
  return (
    <span className={styles.cell}>
      <strong>{number(of.value, 2)}</strong>
      {of.interval && (
        <span className={styles.range}>
          {t('recruitment.agreement.from_to', {
            low: number(of.interval.low, 2),
            high: number(of.interval.high, 2),
          })}
        </span>
      )}
    </span>
  );
}

function HowComputed({ figures }: { figures: AgreementFigures }) {
  const t = useT();
  return (
    <details className={styles.how}>
      <summary>{t('recruitment.agreement.how')}</summary>
      <div>
        <p>{t('recruitment.agreement.how_meaning')}</p>
        <p>{t('recruitment.agreement.how_method')}</p>
        {figures.approximate && <p>{t('recruitment.agreement.how_approximate')}</p>}
        <p>{t('recruitment.agreement.how_bands')}</p>
      </div>
    </details>
  );
}
