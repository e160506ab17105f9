// The meetings of a pairing, the latest first. Their notes are for the two alone.

import { listMeetings, type MeetingView, type PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { Timeline } from '../../shared/ui/Timeline';
import styles from './PairingPage.module.css';

const SHOWN = 10;

interface MeetingsCardProps {
  pairing: PairingView;
  /** Offers to log one, for the two while they work together. */
  onLog?: (() => void) | undefined;
}

export function MeetingsCard({ pairing, onLog }: MeetingsCardProps) {
  const t = useT();
  const dates = useDates();
  const mine = Boolean(pairing.my_side);
  const item = (meeting: MeetingView) => ({
    id: meeting.id,
    when: dates.date(meeting.held_on),
    dateTime: meeting.held_on,
    title: t('mentorships.meeting', {
      channel: t(`mentorships.channel.${meeting.channel}`),
      minutes: meeting.duration_minutes,
    }),
    detail: meeting.shared_note && <p className={styles.note}>{meeting.shared_note}</p>,
  });
  return (
    <Card
      title={t('mentorships.meetings')}
      aside={t(mine ? 'mentorships.notes_ours' : 'mentorships.notes_theirs')}
    >
      <PagedList
        queryKey={['meetings', pairing.id]}
        read={async (page, signal) =>
          (
            await listMeetings({
              path: { id: pairing.id },
              query: { limit: SHOWN, ...page },
              signal,
            })
          ).data
        }
        label={t('mentorships.meetings')}
        empty={
          <EmptyState
            title={t('mentorships.meetings.empty')}
            next={t(
              `mentorships.meetings.empty_${pairing.state === 'ended' ? 'ended' : mine ? 'mine' : 'next'}`,
            )}
            action={onLog && <Button onPress={onLog}>{t('mentorships.meetings.log_first')}</Button>}
          />
        }
      >
        {(rows) => <Timeline items={rows.map(item)} />}
      </PagedList>
    </Card>
  );
}
