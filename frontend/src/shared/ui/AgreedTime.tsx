// When something that people agreed on takes place: in the reader's own zone first, and as agreed, where that is another time.
import { useIntl } from '../i18n/intl';
import { useDates } from '../i18n/useDates';
import { useT } from '../i18n/useT';
import styles from './AgreedTime.module.css';

interface Agreed {
  starts_at: string;
  /** The zone in which it was agreed. */
  time_zone: string;
}

const FORMAT: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
};

/** The time as it was agreed, for one line. */
export function useAgreedTime() {
  const intl = useIntl();
  return ({ starts_at, time_zone }: Agreed) =>
    intl.formatDate(starts_at, { ...FORMAT, timeZone: time_zone });
}

export function AgreedTime({ of }: { of: Agreed }) {
  const t = useT();
  const intl = useIntl();
  const { timeZone } = useDates();
  const agreed = useAgreedTime()(of);
  const here = intl.formatDate(of.starts_at, { ...FORMAT, timeZone });
  return (
    <span className={styles.time}>
      <time dateTime={of.starts_at}>{here}</time>
      {here !== agreed && <span className={styles.soft}>{t('time.agreed', { time: agreed })}</span>}
    </span>
  );
}
