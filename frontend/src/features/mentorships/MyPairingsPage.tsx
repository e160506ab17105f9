// With whom I work, what I am asked, and the one thing to do next with each.
import { useSuspenseQuery } from '@tanstack/react-query';
import { listMyPairings, type PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card, CardGrid } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { myQuestionsQuery } from './data';
import { HealthQuestion } from './HealthQuestion';
import { LastMet } from './LastMet';
import { otherName } from './viewer';
import { AGREEMENT_TONES, PAIRING_TONES } from './words';

const ORDER = { active: 0, paused: 1, ended: 2 } as const;

export default function MyPairingsPage() {
  const t = useT();
  const { items } = useSuspenseQuery({
    queryKey: ['my_pairings'],
    queryFn: async ({ signal }) => (await listMyPairings({ query: { limit: 200 }, signal })).data,
  }).data;
  const asked = useSuspenseQuery(myQuestionsQuery).data;
  const sorted = [...items].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  return (
    <>
      <PageHeader
        title={t('mentorships.mine.title')}
        lead={t('mentorships.mine.lead')}
        actions={
          <ButtonLink to="/code-of-conduct" tone="quiet">
            {t('mentorships.conduct.link')}
          </ButtonLink>
        }
      />
      {items.length === 0 ? (
        <EmptyState
          title={t('mentorships.mine.empty')}
          next={t('mentorships.mine.empty_next')}
          action={<ButtonLink to="/my-proposals">{t('mentorships.mine.proposals')}</ButtonLink>}
        />
      ) : (
        <Stack gap="l">
          {asked.map((each) => (
            <HealthQuestion key={each.pairing_id} asked={each} />
          ))}
          <CardGrid>
            {sorted.map((pairing) => (
              <PairingCard key={pairing.id} pairing={pairing} />
            ))}
          </CardGrid>
        </Stack>
      )}
    </>
  );
}

function PairingCard({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const active = pairing.state === 'active';
  const params = { pairing_id: pairing.id };
  const unsigned = pairing.agreement !== 'signed';
  return (
    <Card
      title={otherName(pairing)}
      aside={t(
        pairing.my_side === 'mentor' ? 'mentorships.your_mentee' : 'mentorships.your_mentor',
      )}
      attention={active && unsigned}
      footer={
        <>
          {active && !unsigned && (
            <ButtonLink
              to="/pairings/$pairing_id"
              params={params}
              search={{ log: '1' }}
              tone="primary"
            >
              {t('mentorships.log.action')}
            </ButtonLink>
          )}
          <ButtonLink
            to="/pairings/$pairing_id"
            params={params}
            tone={active && unsigned ? 'primary' : 'secondary'}
          >
            {t(
              pairing.state === 'ended'
                ? 'mentorships.mine.look'
                : pairing.agreement === 'none'
                  ? 'mentorships.agreement.write'
                  : unsigned
                    ? 'mentorships.agreement.read'
                    : 'mentorships.mine.open',
            )}
          </ButtonLink>
        </>
      }
    >
      <Facts
        items={[
          ...(active
            ? []
            : [
                {
                  term: t('mentorships.state'),
                  value: (
                    <StateBadge
                      state={pairing.state}
                      label={t(`mentorships.state.${pairing.state}`)}
                      tones={PAIRING_TONES}
                    />
                  ),
                },
              ]),
          {
            term: t('mentorships.agreement'),
            value: (
              <StateBadge
                state={pairing.agreement}
                label={t(`mentorships.agreement.state.${pairing.agreement}`)}
                tones={active ? AGREEMENT_TONES : {}}
              />
            ),
          },
          { term: t('mentorships.meetings'), value: number(pairing.meetings) },
          { term: t('mentorships.last_met'), value: <LastMet pairing={pairing} /> },
          {
            term: t(pairing.ended_on ? 'mentorships.ended_on' : 'mentorships.until'),
            value: dates.date(pairing.ended_on ?? pairing.ends_on),
          },
        ]}
      />
    </Card>
  );
}
