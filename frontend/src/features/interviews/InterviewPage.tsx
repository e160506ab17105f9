// One interview: when and where, with whom, the application's own words, and the panel's scores.
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  getInterviewCalendar,
  type InterviewDetail,
  type InterviewOutcome,
  recordInterview,
} from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useIntl } from '../../shared/i18n/intl';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Halves } from '../recruitment/Columns';
import { recruitmentChanged } from '../recruitment/queries';
import { Written } from '../recruitment/Written';
import { saveCalendar } from './calendarFile';
import { PanelScores } from './PanelScores';
import { interviewQuery } from './queries';
import { ScoreCard } from './ScoreCard';
import { InterviewBadge } from './states';
import { zoneName } from './times';
import { Where } from './Where';

const TEXTS = ['experience', 'leadership', 'commitment'] as const;

export default function InterviewPage() {
  const t = useT();
  const { interview_id: id = '' } = useParams({ strict: false }) as { interview_id?: string };
  const { data: detail } = useSuspenseQuery(interviewQuery(id));
  const decides = useCan('decide_applications');
  const { interview } = detail;
  return (
    <>
      <PageHeader
        title={t('interviews.one.title', { name: interview.applicant_name })}
        lead={`${interview.opening_title} · ${interview.applicant_institution}`}
        badge={<InterviewBadge state={interview.state} />}
        actions={
          decides ? (
            <ButtonLink
              to="/recruitment/$opening_id"
              params={{ opening_id: interview.opening_id }}
              search={{ tab: 'interviews' }}
            >
              {t('interviews.one.all')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/interviews">{t('interviews.nav.mine')}</ButtonLink>
          )
        }
      />
      <Halves>
        <Stack gap="l">
          <Meeting detail={detail} />
          {detail.conflict_of_interest && (
            <Card title={t('interviews.one.conflict_of_interest')} attention>
              <Written text={detail.conflict_of_interest} />
            </Card>
          )}
          {TEXTS.map((name) => (
            <Card key={name} title={t(`interviews.one.${name}`)}>
              <Written text={detail[name]} />
            </Card>
          ))}
        </Stack>
        <Stack gap="l">
          <Scoring detail={detail} />
          <PanelScores detail={detail} />
        </Stack>
      </Halves>
    </>
  );
}

const begun = ({ interview }: InterviewDetail) =>
  interview.time !== null && Date.parse(interview.time.starts_at) <= Date.now();

function Scoring({ detail }: { detail: InterviewDetail }) {
  const t = useT();
  const { interview } = detail;
  if (!detail.on_panel || ['invited', 'cancelled', 'missed'].includes(interview.state)) return null;
  if (interview.application_state !== 'in_review') return null;
  if (!begun(detail))
    return (
      <Card title={t('interviews.score.yours')}>
        <p>{t('interviews.score.not_yet')}</p>
      </Card>
    );
  return <ScoreCard key={detail.my_score?.version ?? 0} detail={detail} />;
}

function Meeting({ detail }: { detail: InterviewDetail }) {
  const t = useT();
  const dates = useDates();
  const { interview } = detail;
  const { time } = interview;
  const take = useMutation({
    mutationFn: async () => {
      const { data } = await getInterviewCalendar({ path: { id: interview.id }, parseAs: 'text' });
      saveCalendar(data);
    },
  });
  if (!time)
    return (
      <Card title={t('interviews.time')}>
        <p>{t(`interviews.no_time.${interview.state}`)}</p>
      </Card>
    );
  return (
    <Card title={t('interviews.time')}>
      <Stack>
        <Facts
          items={[
            {
              term: t('interviews.one.when'),
              value: (
                <time dateTime={time.starts_at}>
                  {t('interviews.one.day_from_to', {
                    day: dates.weekday(time.starts_at),
                    from: dates.time(time.starts_at),
                    to: dates.time(time.ends_at),
                  })}
                </time>
              ),
            },
            { term: t('interviews.form.zone'), value: <Zone at={time.starts_at} /> },
            { term: t('interviews.where'), value: <Where time={time} /> },
            {
              term: t('interviews.panel'),
              value: (
                <ul>
                  {interview.panel.map((who) => (
                    <li key={who.person_id}>
                      {who.name}{' '}
                      {who.scored && <Badge tone="good">{t('interviews.mine.scored')}</Badge>}
                    </li>
                  ))}
                </ul>
              ),
            },
            ...(time.note ? [{ term: t('interviews.form.note'), value: time.note }] : []),
          ]}
        />
        {take.error && <ErrorState error={take.error} />}
        <Stack row>
          <Button pending={take.isPending} onPress={() => take.mutate()}>
            {t('interviews.calendar')}
          </Button>
          {begun(detail) && <Outcome detail={detail} />}
        </Stack>
      </Stack>
    </Card>
  );
}

function Zone({ at }: { at: string }) {
  const { timeZone } = useDates();
  const { locale } = useIntl();
  return <>{`${zoneName(timeZone, locale, at)} (${timeZone.replaceAll('_', ' ')})`}</>;
}

function Outcome({ detail }: { detail: InterviewDetail }) {
  const t = useT();
  const { interview } = detail;
  const [asking, setAsking] = useState(false);
  const record = async (outcome: InterviewOutcome) => {
    await recordInterview({ path: { id: interview.id }, body: { outcome } });
    await recruitmentChanged();
    notify({ tone: 'done', text: t(`interviews.outcome.${outcome}`) });
  };
  const held = useMutation({ mutationFn: () => record('held') });
  return (
    <>
      {['booked', 'missed'].includes(interview.state) && (
        <Button pending={held.isPending} onPress={() => held.mutate()}>
          {t('interviews.outcome.was_held')}
        </Button>
      )}
      {interview.state === 'booked' && (
        <Button onPress={() => setAsking(true)}>{t('interviews.outcome.was_missed')}</Button>
      )}
      {held.error && <ErrorState error={held.error} focusOnMount />}
      <ConfirmDialog
        open={asking}
        title={t('interviews.outcome.missed_title', { name: interview.applicant_name })}
        loses={<p>{t('interviews.outcome.missed_means')}</p>}
        confirmLabel={t('interviews.outcome.was_missed')}
        onClose={() => setAsking(false)}
        onConfirm={() => record('missed')}
      />
    </>
  );
}
