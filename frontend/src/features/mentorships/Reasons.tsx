// Why a pairing needs somebody, in words, each with the day since when.

import type { HealthReasonView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import styles from './Health.module.css';

export function Reasons({ reasons }: { reasons: readonly HealthReasonView[] }) {
  const t = useT();
  const dates = useDates();
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ code, since }) => (
        <li key={`${code} ${since}`}>
          {t(`mentorships.reason.${code}`)}{' '}
          <span className={styles.since}>
            {t('mentorships.reason.since', { day: dates.date(since) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
