// The meetings of a pairing, the latest first. Their notes are for the two alone.

import { lazy, Suspense, useState } from 'react';
import { deleteMeeting, listMeetings, type MeetingView, type PairingView } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import { pairingChanged } from './data';
import styles from './PairingPage.module.css';

// Forms come when they are asked for, so that the page itself stays light.
const LogMeetingDialog = lazy(() => import('./LogMeetingDialog'));

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
  const me = pairing.my_side === 'mentor' ? pairing.mentor_id : pairing.mentee_id;
  const [doing, setDoing] = useState<{ what: 'correct' | 'remove'; meeting: MeetingView }>();
  const stop = () => setDoing(undefined);
  const item = (meeting: MeetingView) => ({
    id: meeting.id,
    when: dates.date(meeting.held_on),
    dateTime: meeting.held_on,
    title: t('mentorships.meeting', {
      channel: t(`mentorships.channel.${meeting.channel}`),
      minutes: meeting.duration_minutes,
    }),
    detail: (
      <>
        {meeting.shared_note && <p className={styles.note}>{meeting.shared_note}</p>}
        {mine && meeting.logged_by === me && (
          <Stack gap="s" row>
            <Button
              small
              tone="quiet"
              labelSuffix={`: ${dates.date(meeting.held_on)}`}
              onPress={() => setDoing({ what: 'correct', meeting })}
            >
              {t('mentorships.meeting.correct')}
            </Button>
            <Button
              small
              tone="quiet"
              labelSuffix={`: ${dates.date(meeting.held_on)}`}
              onPress={() => setDoing({ what: 'remove', meeting })}
            >
              {t('mentorships.meeting.remove')}
            </Button>
          </Stack>
        )}
      </>
    ),
  });
  return (
    <KeepFocus>
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
              action={
                onLog && <Button onPress={onLog}>{t('mentorships.meetings.log_first')}</Button>
              }
            />
          }
        >
          {(rows) => <Timeline items={rows.map(item)} />}
        </PagedList>
      </Card>
      {doing?.what === 'correct' && (
        <Suspense>
          <LogMeetingDialog pairing={pairing} meeting={doing.meeting} onClose={stop} />
        </Suspense>
      )}
      <ConfirmDialog
        open={doing?.what === 'remove'}
        title={t('mentorships.meeting.remove_title')}
        loses={<p>{t('mentorships.meeting.remove_loses')}</p>}
        confirmLabel={t('mentorships.meeting.remove')}
        onClose={stop}
        onConfirm={async () => {
          if (!doing) return;
          const { meeting } = doing;
          await deleteMeeting({ path: { id: meeting.id }, headers: ifVersion(meeting) });
          await pairingChanged(pairing.id);
          notify({ tone: 'done', text: t('mentorships.meeting.removed') });
        }}
      />
    </KeepFocus>
  );
}
