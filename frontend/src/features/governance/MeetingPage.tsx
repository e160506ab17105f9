// One meeting: when and where, what it talks about, who was there, what it decides, what was said.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { TaskForceMeetingDetail } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AgreedTime } from '../../shared/ui/AgreedTime';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Prose } from '../../shared/ui/Prose';
import { Stack } from '../../shared/ui/Stack';
import styles from './Meeting.module.css';
import { MeetingAttendance } from './MeetingAttendance';
import { MeetingDecisions } from './MeetingDecisions';
import type { MeetingText } from './MeetingTextDialog';
import { meetingQuery } from './queries';
import { MeetingBadge, stage } from './states';

const MeetingDialog = lazy(() => import('./MeetingDialog'));
const MeetingTextDialog = lazy(() => import('./MeetingTextDialog'));
const CancelMeetingDialog = lazy(() => import('./CancelMeetingDialog'));
const MotionDialog = lazy(() => import('./MotionDialog'));

type Doing = MeetingText | 'change' | 'cancel' | 'motion';

export default function MeetingPage() {
  const t = useT();
  const { meeting_id: id = '' } = useParams({ strict: false }) as { meeting_id?: string };
  const meeting = useSuspenseQuery(meetingQuery(id)).data;
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  const cancelled = meeting.state === 'cancelled';
  const off = useDisabledReason('change_plan', cancelled && t('governance.meetings.is_cancelled'));
  return (
    <>
      <PageHeader
        title={meeting.title}
        badge={<MeetingBadge meeting={meeting} />}
        actions={
          <>
            <ButtonLink to="/task-force/meetings">{t('governance.meetings.all')}</ButtonLink>
            {!cancelled && (
              <Button disabledReason={off} onPress={() => setDoing('change')}>
                {t('governance.meetings.change')}
              </Button>
            )}
            {meeting.state === 'planned' && (
              <Button tone="quiet" disabledReason={off} onPress={() => setDoing('cancel')}>
                {t('governance.meetings.cancel')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="l">
        {cancelled && (
          <p>
            {t('governance.meetings.cancelled_because', {
              reason: meeting.cancelled_because ?? t('governance.meetings.no_reason'),
            })}
          </p>
        )}
        <MeetingFacts meeting={meeting} />
        <TextCard meeting={meeting} what="agenda" off={off} onWrite={() => setDoing('agenda')} />
        <MeetingDecisions meeting={meeting} off={off} onPut={() => setDoing('motion')} />
        <Card
          title={t(`governance.attendance.${stage(meeting) === 'planned' ? 'members' : 'title'}`)}
        >
          <Stack>
            <Quorum meeting={meeting} />
            {/* Starts anew from what is saved, so that it always says what stands. */}
            <MeetingAttendance key={meeting.version} meeting={meeting} />
          </Stack>
        </Card>
        <TextCard meeting={meeting} what="minutes" off={off} onWrite={() => setDoing('minutes')} />
      </Stack>
      <Suspense>
        {doing === 'change' && <MeetingDialog meeting={meeting} onClose={stop} />}
        {doing === 'cancel' && <CancelMeetingDialog meeting={meeting} onClose={stop} />}
        {doing === 'motion' && <MotionDialog meeting={meeting} onClose={stop} />}
        {(doing === 'agenda' || doing === 'minutes') && (
          <MeetingTextDialog meeting={meeting} what={doing} onClose={stop} />
        )}
      </Suspense>
    </>
  );
}

function MeetingFacts({ meeting }: { meeting: TaskForceMeetingDetail }) {
  const t = useT();
  const { place, link } = meeting;
  return (
    <Facts
      items={[
        { term: t('governance.meetings.when'), value: <AgreedTime of={meeting} /> },
        {
          term: t('governance.meetings.duration'),
          value: t('governance.meetings.minutes_long', { count: meeting.duration_minutes }),
        },
        ...(place || !link
          ? [
              {
                term: t('governance.meetings.place'),
                value: place ?? t('governance.meetings.nowhere'),
              },
            ]
          : []),
        ...(link
          ? [
              {
                term: t('governance.meetings.link'),
                value: (
                  <a href={link} rel="noopener noreferrer" className={styles.link}>
                    {link}
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

interface TextCardProps {
  meeting: TaskForceMeetingDetail;
  what: MeetingText;
  off: string | undefined;
  onWrite: () => void;
}

function TextCard({ meeting, what, off, onWrite }: TextCardProps) {
  const t = useT();
  const html = what === 'agenda' ? meeting.agenda_html : meeting.minutes_html;
  return (
    <Card
      title={t(`governance.meetings.${what}`)}
      footer={
        <Button disabledReason={off} onPress={onWrite}>
          {t(`governance.meetings.${what}_write`)}
        </Button>
      }
    >
      {html ? <Prose html={html} deeper={1} /> : <p>{t(`governance.meetings.${what}_none`)}</p>}
    </Card>
  );
}

/** Whether enough voting members were there to decide. */
function Quorum({ meeting }: { meeting: TaskForceMeetingDetail }) {
  const t = useT();
  const voting = meeting.members.filter(({ votes }) => votes).length;
  const { quorum, present_voting: present } = meeting;
  if (typeof present !== 'number')
    return <p>{t('governance.attendance.quorum', { quorum, voting })}</p>;
  return (
    <p>
      {t(`governance.attendance.quorum_${present >= quorum ? 'reached' : 'missed'}`, {
        present,
        voting,
        quorum,
      })}
    </p>
  );
}
