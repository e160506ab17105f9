// The meetings of a circle, the latest first. Who has joined logs them; who was there and the notes are for them alone.
import { lazy, Suspense, useState } from 'react';
import { type CircleMeeting, type CircleView, listCircleMeetings } from '../../gen';
import { useIntl } from '../../shared/i18n/intl';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import styles from './Circles.module.css';
import { attendance, myPlace } from './circles';

// Forms come when they are asked for, so that the page itself stays light.
const LogCircleMeetingDialog = lazy(() => import('./LogCircleMeetingDialog'));
const RemoveMeetingDialog = lazy(() => import('./RemoveMeetingDialog'));

const SHOWN = 10;

type Asking = { what: 'log' } | { what: 'correct' | 'remove'; meeting: CircleMeeting } | null;

export function CircleMeetings({ circle }: { circle: CircleView }) {
  const t = useT();
  const dates = useDates();
  const [asking, setAsking] = useState<Asking>(null);
  const stop = () => setAsking(null);
  const joined = myPlace(circle)?.state === 'joined';
  const logs = joined && circle.state === 'open';
  const log = () => setAsking({ what: 'log' });
  const item = (meeting: CircleMeeting) => ({
    id: meeting.id,
    when: dates.date(meeting.held_on),
    dateTime: meeting.held_on,
    title: t('circles.meeting', {
      minutes: meeting.duration_minutes,
      attended: meeting.attended,
    }),
    detail: (
      <Stack gap="s">
        {joined && <Who circle={circle} meeting={meeting} />}
        {meeting.shared_note && <p className={styles.text}>{meeting.shared_note}</p>}
        {logs && meeting.is_mine && (
          <span className={styles.acts}>
            {(['correct', 'remove'] as const).map((what) => (
              <Button
                key={what}
                small
                tone={what === 'correct' ? 'secondary' : 'quiet'}
                labelSuffix={`: ${dates.date(meeting.held_on)}`}
                onPress={() => setAsking({ what, meeting })}
              >
                {t(`circles.meeting.${what}`)}
              </Button>
            ))}
          </span>
        )}
      </Stack>
    ),
  });
  return (
    <Card
      title={t('circles.meetings')}
      aside={t(joined ? 'circles.meetings.ours' : 'circles.meetings.theirs')}
      footer={
        logs && circle.meetings > 0 ? (
          <Button tone="primary" onPress={log}>
            {t('circles.meeting.log')}
          </Button>
        ) : undefined
      }
    >
      <PagedList
        queryKey={['circle_meetings', circle.id]}
        read={async (page, signal) =>
          (
            await listCircleMeetings({
              path: { id: circle.id },
              query: { limit: SHOWN, ...page },
              signal,
            })
          ).data
        }
        label={t('circles.meetings')}
        empty={
          <EmptyState
            title={t('circles.meetings.empty')}
            next={t(`circles.meetings.empty_${emptyNext(circle, logs)}`)}
            action={
              logs && (
                <Button tone="primary" onPress={log}>
                  {t('circles.meeting.log')}
                </Button>
              )
            }
          />
        }
      >
        {(rows) => <Timeline items={rows.map(item)} />}
      </PagedList>
      <Suspense>
        {asking?.what === 'log' && <LogCircleMeetingDialog circle={circle} onClose={stop} />}
        {asking?.what === 'correct' && (
          <LogCircleMeetingDialog circle={circle} meeting={asking.meeting} onClose={stop} />
        )}
        {asking?.what === 'remove' && (
          <RemoveMeetingDialog meeting={asking.meeting} onClose={stop} />
        )}
      </Suspense>
    </Card>
  );
}

function emptyNext(circle: CircleView, logs: boolean): 'mine' | 'ended' | 'next' {
  if (logs) return 'mine';
  return circle.state === 'ended' ? 'ended' : 'next';
}

/** Names of those who still sit there, and how many have gone since. */
function Who({ circle, meeting }: { circle: CircleView; meeting: CircleMeeting }) {
  const t = useT();
  const intl = useIntl();
  const { names, gone } = attendance(circle, meeting);
  const parts = gone > 0 ? [...names, t('circles.meeting.gone', { count: gone })] : names;
  return <p className={styles.soft}>{intl.formatList(parts, { type: 'conjunction' })}</p>;
}
