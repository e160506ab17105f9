// What the two have planned: the next meeting first. One whose time has come is logged, or cancelled, by one press.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import {
  cancelPlannedMeeting,
  holdPlannedMeeting,
  type PairingView,
  type PlannedMeetingView,
} from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { pairingChanged, plannedQuery } from './data';
import styles from './PairingPage.module.css';
import { useAct } from './useAct';
import { otherName, type Viewer } from './viewer';

// Forms come when they are asked for, so that the page itself stays light.
const PlanMeetingDialog = lazy(() => import('./PlanMeetingDialog'));

type Doing =
  | { what: 'plan' }
  | { what: 'move'; meeting: PlannedMeetingView }
  | { what: 'cancel'; meeting: PlannedMeetingView };

interface NextMeetingCardProps {
  pairing: PairingView;
  viewer: Viewer;
}

export function NextMeetingCard({ pairing, viewer }: NextMeetingCardProps) {
  const t = useT();
  const planned = useSuspenseQuery(plannedQuery(pairing.id)).data;
  const [doing, setDoing] = useState<Doing | null>(null);
  const mine = viewer === 'pair';
  const plans = mine && pairing.state === 'active';
  const stop = () => setDoing(null);
  if (pairing.state === 'ended' || (!plans && planned.length === 0)) return null;
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.next.title')}
        aside={mine ? undefined : t('mentorships.next.theirs')}
        footer={
          plans && (
            <Button
              tone={planned.length === 0 ? 'primary' : 'secondary'}
              onPress={() => setDoing({ what: 'plan' })}
            >
              {t(`mentorships.next.${planned.length === 0 ? 'plan' : 'plan_another'}`)}
            </Button>
          )
        }
      >
        {planned.length === 0 ? (
          <p>{t('mentorships.next.none')}</p>
        ) : (
          <ul className={styles.plans}>
            {planned.map((meeting) => (
              <li key={meeting.id}>
                <Plan meeting={meeting} mine={mine && pairing.may_write} start={setDoing} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Suspense>
        {doing?.what === 'plan' && <PlanMeetingDialog pairing={pairing} onClose={stop} />}
        {doing?.what === 'move' && (
          <PlanMeetingDialog pairing={pairing} meeting={doing.meeting} onClose={stop} />
        )}
      </Suspense>
      <ConfirmDialog
        open={doing?.what === 'cancel'}
        title={t('mentorships.next.cancel_title')}
        loses={<p>{t('mentorships.next.cancel_loses', { name: otherName(pairing) })}</p>}
        confirmLabel={t('mentorships.next.cancel')}
        onClose={stop}
        onConfirm={async () => {
          if (doing?.what !== 'cancel') return;
          await cancelPlannedMeeting({ path: { id: doing.meeting.id } });
          await pairingChanged(pairing.id);
          notify({ tone: 'done', text: t('mentorships.next.cancelled') });
        }}
      />
    </KeepFocus>
  );
}

interface PlanProps {
  meeting: PlannedMeetingView;
  mine: boolean;
  start: (doing: Doing) => void;
}

function Plan({ meeting, mine, start }: PlanProps) {
  const t = useT();
  const dates = useDates();
  const begun = Date.parse(meeting.starts_at) <= Date.now();
  return (
    <Stack gap="s">
      <p>
        <time dateTime={meeting.starts_at}>
          <strong>
            {t('mentorships.next.when', {
              day: dates.weekday(meeting.starts_at),
              time: dates.time(meeting.starts_at),
            })}
          </strong>
        </time>
        <br />
        {t('mentorships.next.length', { minutes: meeting.duration_minutes })}
      </p>
      {(meeting.link || meeting.place) && (
        <p className={styles.text}>
          {meeting.place}
          {meeting.place && meeting.link && <br />}
          {meeting.link && (
            <a href={meeting.link} rel="noreferrer">
              {meeting.link}
            </a>
          )}
        </p>
      )}
      {meeting.note && <p className={styles.note}>{meeting.note}</p>}
      {mine &&
        (begun ? <TookPlace meeting={meeting} /> : <Ahead meeting={meeting} start={start} />)}
    </Stack>
  );
}

function Ahead({ meeting, start }: Omit<PlanProps, 'mine'>) {
  const t = useT();
  return (
    <Stack gap="s" row>
      <Button small onPress={() => start({ what: 'move', meeting })}>
        {t('mentorships.next.move')}
      </Button>
      <Button small tone="quiet" onPress={() => start({ what: 'cancel', meeting })}>
        {t('mentorships.next.cancel')}
      </Button>
    </Stack>
  );
}

function TookPlace({ meeting }: { meeting: PlannedMeetingView }) {
  const t = useT();
  const path = { id: meeting.id };
  const say = useAct<boolean>({
    run: (held) => (held ? holdPlannedMeeting({ path, body: {} }) : cancelPlannedMeeting({ path })),
    refresh: () => pairingChanged(meeting.pairing_id),
    done: (held) => t(`mentorships.next.${held ? 'held_done' : 'cancelled'}`),
  });
  return (
    <Stack gap="s">
      <p>{t('mentorships.next.did_it')}</p>
      <Stack gap="s" row>
        <Button
          small
          tone="primary"
          pending={say.isPending && say.variables}
          onPress={() => !say.isPending && say.mutate(true)}
        >
          {t('mentorships.next.held')}
        </Button>
        <Button
          small
          pending={say.isPending && !say.variables}
          onPress={() => !say.isPending && say.mutate(false)}
        >
          {t('mentorships.next.not_held')}
        </Button>
      </Stack>
    </Stack>
  );
}
