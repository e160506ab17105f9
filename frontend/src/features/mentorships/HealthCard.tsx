// How a pairing fares, for who looks after it: the plain rules that speak, what the two answered, and what can be done at once.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { HealthView, PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { healthQuery } from './data';
import { HealthActions, mayRemind, maySteady } from './HealthActions';
import { Reasons } from './Reasons';
import type { Viewer } from './viewer';
import { HEALTH_TONES } from './words';

export function HealthCard({ pairing, viewer }: { pairing: PairingView; viewer: Viewer }) {
  const t = useT();
  const dates = useDates();
  const health = useSuspenseQuery(healthQuery(pairing.id)).data;
  const acts = viewer === 'coordinator' && (maySteady(health) || mayRemind(health));
  const title = t('mentorships.two', { mentee: pairing.mentee_name, mentor: pairing.mentor_name });
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.health')}
        attention={health.state === 'stalled'}
        aside={
          <StateBadge
            state={health.state}
            label={t(`mentorships.health.state.${health.state}`)}
            tones={HEALTH_TONES}
          />
        }
        footer={acts && <HealthActions health={health} title={title} />}
      >
        <Stack>
          {health.reasons.length > 0 ? (
            <Reasons reasons={health.reasons} />
          ) : (
            <p>{t(`mentorships.health.none.${health.state === 'well' ? 'well' : 'other'}`)}</p>
          )}
          {health.question && (
            <Answers question={health.question} pairing={pairing} viewer={viewer} />
          )}
          {health.acknowledged_at && (
            <p>
              {t('mentorships.health.acknowledged_at', {
                when: dates.dateTime(health.acknowledged_at),
              })}
            </p>
          )}
        </Stack>
      </Card>
    </KeepFocus>
  );
}

interface AnswersProps {
  question: NonNullable<HealthView['question']>;
  pairing: PairingView;
  viewer: Viewer;
}

/** What they answered is shown to those whom they told it. */
function Answers({ question, pairing, viewer }: AnswersProps) {
  const t = useT();
  const dates = useDates();
  const { asked_at, answer_until, mentor_answer, mentee_answer } = question;
  return (
    <Facts
      items={[
        {
          term: t('mentorships.health.asked'),
          value: t('mentorships.health.asked_until', {
            when: dates.day(asked_at),
            until: dates.day(answer_until),
          }),
        },
        ...(viewer === 'coordinator'
          ? [
              {
                term: pairing.mentee_name,
                value: t(`mentorships.health.answer.${mentee_answer ?? 'none'}`),
              },
              {
                term: pairing.mentor_name,
                value: t(`mentorships.health.answer.${mentor_answer ?? 'none'}`),
              },
            ]
          : []),
      ]}
    />
  );
}
