// The seats of the network, one mark each: who is there, who is in training, where nobody is; and whose term ends soon.
import type { DashboardCoverage } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { cx } from '../../shared/ui/classNames';
import { Stack } from '../../shared/ui/Stack';
import styles from './CoverageCard.module.css';
import { pageOf } from './places';

const PARTS = ['covered', 'in_training', 'uncovered'] as const;
/** Above this the marks are too small to count; the figures say it then. */
const MOST_MARKS = 60;

interface CoverageCardProps {
  coverage: DashboardCoverage;
  today: string;
}

export function CoverageCard({ coverage, today }: CoverageCardProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { permissions } = useMe();
  const place = pageOf('coverage', permissions);
  const ending = coverage.ending_within_180_days;
  return (
    <Card
      title={t('today.coverage.title')}
      attention={coverage.uncovered > 0}
      footer={place && <ButtonLink {...place}>{t('today.coverage.see')}</ButtonLink>}
    >
      <Stack>
        <p className={styles.sum}>
          <span className={styles.figure}>{number(coverage.covered)}</span>{' '}
          {t('today.coverage.of_seats', { count: coverage.seats })}
        </p>
        {coverage.seats <= MOST_MARKS && (
          <div className={styles.marks} aria-hidden="true">
            {PARTS.flatMap((part) =>
              Array.from({ length: coverage[part] }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the marks have no identity but their place
                <span key={`${part} ${at + 1}`} className={cx(styles.mark, styles[part])} />
              )),
            )}
          </div>
        )}
        <ul className={styles.legend}>
          {PARTS.filter((part) => coverage[part] > 0).map((part) => (
            <li key={part}>
              <span className={cx(styles.mark, styles[part])} aria-hidden="true" />
              {t(`today.coverage.${part}`, { count: coverage[part] })}
            </li>
          ))}
        </ul>
        {ending.length > 0 && (
          <div>
            <h3 className={styles.heading}>{t('today.coverage.ending')}</h3>
            <ul className={styles.terms}>
              {ending.map((term) => (
                <li key={term.id}>
                  <span className={styles.who}>{term.person_name}</span>
                  <span>
                    {t('today.coverage.seat', { seat: term.seat_name, region: term.region_name })}
                  </span>
                  <span className={styles.when}>
                    {t('today.date_when', {
                      date: dates.date(term.ends_on),
                      when: dates.until(term.ends_on, today),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Card>
  );
}
