// The meetings of a pairing, the latest first. Their notes are for the two alone.
import { listMeetings, type MeetingView, type PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { Timeline } from '../../shared/ui/Timeline';
import styles from './PairingPage.module.css';

export function MeetingsCard({ pairing }: { pairing: PairingView }) {
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
          (await listMeetings({ path: { id: pairing.id }, query: page, signal })).data
        }
        label={t('mentorships.meetings')}
        empty={
          <EmptyState
            title={t('mentorships.meetings.empty')}
            next={t(mine ? 'mentorships.meetings.empty_mine' : 'mentorships.meetings.empty_next')}
          />
        }
      >
        {(rows) => <Timeline items={rows.map(item)} />}
      </PagedList>
    </Card>
  );
}
