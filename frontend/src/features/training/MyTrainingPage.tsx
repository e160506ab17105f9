// My own training: what is open, what is done, when we meet next.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { MyCohortView, MyTrainingSessionView } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { useAgreedTime } from '../../shared/ui/AgreedTime';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Meter } from '../../shared/ui/Meter';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import { Progress } from './Progress';
import { myTrainingQuery } from './queries';
import { AttendanceBadge, MemberBadge } from './states';

export default function MyTrainingPage() {
  const t = useT();
  const sees = useCan('view_terms');
  const { data: mine } = useSuspenseQuery(myTrainingQuery);
  return (
    <>
      <PageHeader
        title={t('training.nav.mine')}
        lead={t('training.mine.lead')}
        actions={sees && <ButtonLink to="/cohorts">{t('training.nav.cohorts')}</ButtonLink>}
      />
      {mine.length === 0 ? (
        <EmptyState title={t('training.mine.empty')} next={t('training.mine.empty_next')} />
      ) : (
        <Stack gap="l">
          {mine.map((one) => (
            <MyCohort key={one.member.id} mine={one} />
          ))}
        </Stack>
      )}
    </>
  );
}

function MyCohort({ mine }: { mine: MyCohortView }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { cohort, member, sessions } = mine;
  const passed = member.requirements.filter(({ state }) => state === 'passed').length;
  return (
    <Card title={cohort.name} aside={<MemberBadge state={member.state} />}>
      <Stack gap="l">
        <p>
          {member.completed_at
            ? t('training.mine.completed', { day: dates.day(member.completed_at) })
            : t('training.from_to', {
                from: dates.date(cohort.starts_on),
                to: dates.date(cohort.ends_on),
              })}
        </p>
        <Stack>
          <h3>{t('training.requirements')}</h3>
          {member.requirements.length > 0 && (
            <Meter
              label={t('training.mine.done')}
              value={passed}
              max={member.requirements.length}
              text={t('training.of', {
                part: number(passed),
                whole: number(member.requirements.length),
              })}
            />
          )}
          <Progress requirements={member.requirements} withNotes />
        </Stack>
        <Stack>
          <h3>{t('training.sessions')}</h3>
          {sessions.length > 0 ? (
            <MySessions sessions={sessions} />
          ) : (
            <p>{t('training.mine.no_sessions')}</p>
          )}
        </Stack>
      </Stack>
    </Card>
  );
}

function MySessions({ sessions }: { sessions: MyTrainingSessionView[] }) {
  const t = useT();
  const dates = useDates();
  const agreed = useAgreedTime();
  const now = Date.now();
  const ends = (session: MyTrainingSessionView) =>
    Date.parse(session.starts_at) + session.duration_minutes * 60_000;
  return (
    <Timeline
      items={sessions.map((session) => {
        const ahead = ends(session) > now;
        return {
          id: session.id,
          when: dates.dateTime(session.starts_at),
          dateTime: session.starts_at,
          title: session.title,
          ahead,
          detail: (
            <Stack gap="s">
              <span>
                {t(`training.kind.${session.kind}`)} · {agreed(session)} ·{' '}
                {t('training.minutes', { count: session.duration_minutes })}
              </span>
              {session.link && ahead && (
                <a href={session.link} rel="noreferrer">
                  {t('training.mine.join')}
                </a>
              )}
              {session.attendance ? (
                <span>
                  <AttendanceBadge state={session.attendance} />
                </span>
              ) : (
                !ahead && <span>{t('training.attendance.unrecorded')}</span>
              )}
            </Stack>
          ),
        };
      })}
    />
  );
}
