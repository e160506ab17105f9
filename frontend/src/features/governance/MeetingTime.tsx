// When a meeting is: in the reader's own zone first, and as agreed in the meeting's, where that is another time.
import { useIntl } from 'react-intl';
import type { TaskForceMeetingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import styles from './Meeting.module.css';

type Timed = Pick<TaskForceMeetingView, 'starts_at' | 'time_zone'>;

const FORMAT: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
};

export function MeetingTime({ meeting }: { meeting: Timed }) {
  const t = useT();
  const intl = useIntl();
  const { timeZone } = useDates();
  const here = intl.formatDate(meeting.starts_at, { ...FORMAT, timeZone });
  const agreed = intl.formatDate(meeting.starts_at, { ...FORMAT, timeZone: meeting.time_zone });
  return (
    <span className={styles.time}>
      <time dateTime={meeting.starts_at}>{here}</time>
      {here !== agreed && (
        <span className={styles.soft}>{t('governance.meetings.agreed', { time: agreed })}</span>
      )}
    </span>
  );
}
