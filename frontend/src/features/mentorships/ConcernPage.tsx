// One concern, for its named recipients: what was said, what was done about it, and the outcome.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ConcernView, getConcern } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import { ConcernActions } from './ConcernActions';
import styles from './PairingPage.module.css';
import { CONCERN_TONES } from './words';

export default function ConcernPage() {
  const t = useT();
  const { concern_id } = useParams({ strict: false }) as { concern_id: string };
  const concern = useSuspenseQuery({
    queryKey: ['concern', concern_id],
    queryFn: async ({ signal }) => (await getConcern({ path: { id: concern_id }, signal })).data,
  }).data;
  const { state } = concern;
  return (
    <>
      <PageHeader
        title={t('mentorships.concern.of', { pairing: concern.pairing_title })}
        badge={
          <StateBadge
            state={state}
            label={t(`mentorships.concern.state.${state}`)}
            tones={CONCERN_TONES}
          />
        }
        lead={t('mentorships.concern.lead')}
      />
      <KeepFocus>
        <Stack gap="l">
          <Card
            title={t('mentorships.concern.said')}
            footer={state !== 'closed' && <ConcernActions concern={concern} />}
          >
            <Stack>
              <p className={styles.text}>{concern.text}</p>
              <About concern={concern} />
            </Stack>
          </Card>
          <Steps concern={concern} />
        </Stack>
      </KeepFocus>
    </>
  );
}

function About({ concern }: { concern: ConcernView }) {
  const t = useT();
  const dates = useDates();
  const { raised_by_name, about_name, created_at, state, outcome, outcome_note, told_to_reporter } =
    concern;
  return (
    <Facts
      items={[
        { term: t('mentorships.concern.raised_by'), value: raised_by_name },
        {
          term: t('mentorships.concern.about'),
          value: about_name ?? t('mentorships.concern.about_else'),
        },
        { term: t('mentorships.concern.raised'), value: dates.dateTime(created_at) },
        ...(outcome
          ? [
              {
                term: t('mentorships.concern.outcome'),
                value: t(`mentorships.concern.outcome.${outcome}`),
              },
            ]
          : []),
        ...(outcome_note
          ? [
              {
                term: t('mentorships.concern.outcome_note'),
                value: <p className={styles.text}>{outcome_note}</p>,
              },
            ]
          : []),
        ...(state === 'closed'
          ? [
              {
                term: t('mentorships.concern.told'),
                value: told_to_reporter ? (
                  <p className={styles.text}>{told_to_reporter}</p>
                ) : (
                  t('mentorships.concern.told_nothing')
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Steps({ concern }: { concern: ConcernView }) {
  const t = useT();
  const dates = useDates();
  if (concern.steps.length === 0) return null;
  return (
    <Card title={t('mentorships.concern.steps')}>
      <Timeline
        items={concern.steps.map(({ what, person_name, happened_at }) => ({
          id: `${what} ${happened_at}`,
          when: dates.dateTime(happened_at),
          dateTime: happened_at,
          title: t(`mentorships.concern.step.${what}`, { name: person_name }),
        }))}
      />
    </Card>
  );
}
