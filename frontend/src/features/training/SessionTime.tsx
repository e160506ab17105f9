// When a session is: as agreed, in its own zone; and in the reader's, where that is another time.
import { useIntl } from 'react-intl';
import type { TrainingSessionView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import styles from './SessionTime.module.css';

type Timed = Pick<TrainingSessionView, 'starts_at' | 'time_zone' | 'duration_minutes'>;

const FORMAT: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
};

/** The time in its own words, for one line. */
export function useSessionTime() {
  const intl = useIntl();
  return ({ starts_at, time_zone }: Timed) =>
    intl.formatDate(starts_at, { ...FORMAT, timeZone: time_zone });
}

export function SessionTime({ session }: { session: Timed }) {
  const t = useT();
  const intl = useIntl();
  const dates = useDates();
  const agreed = useSessionTime()(session);
  const here = intl.formatDate(session.starts_at, { ...FORMAT, timeZone: dates.timeZone });
  return (
    <span className={styles.time}>
      <time dateTime={session.starts_at}>{agreed}</time>
      {here !== agreed && (
        <span className={styles.soft}>{t('training.for_you', { time: here })}</span>
      )}
    </span>
  );
}
