// With whom I work, and the one thing to do next with each.
import { useSuspenseQuery } from '@tanstack/react-query';
import { listMyPairings, type PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card, CardGrid } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { LastMet } from './LastMet';
import { AGREEMENT_TONES } from './words';

export default function MyPairingsPage() {
  const t = useT();
  const { items } = useSuspenseQuery({
    queryKey: ['my_pairings'],
    queryFn: async ({ signal }) => (await listMyPairings({ query: { limit: 200 }, signal })).data,
  }).data;
  const sorted = [...items].sort((a, b) => a.state.localeCompare(b.state));
  return (
    <>
      <PageHeader title={t('mentorships.mine.title')} lead={t('mentorships.mine.lead')} />
      {items.length === 0 ? (
        <EmptyState
          title={t('mentorships.mine.empty')}
          next={t('mentorships.mine.empty_next')}
          action={<ButtonLink to="/my-proposals">{t('mentorships.mine.proposals')}</ButtonLink>}
        />
      ) : (
        <CardGrid>
          {sorted.map((pairing) => (
            <PairingCard key={pairing.id} pairing={pairing} />
          ))}
        </CardGrid>
      )}
    </>
  );
}

function PairingCard({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const dates = useDates();
  const mentoring = pairing.my_side === 'mentor';
  const active = pairing.state === 'active';
  const params = { pairing_id: pairing.id };
  const unsigned = pairing.agreement !== 'signed';
  return (
    <Card
      title={mentoring ? pairing.mentee_name : pairing.mentor_name}
      aside={t(mentoring ? 'mentorships.your_mentee' : 'mentorships.your_mentor')}
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
              !active
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
          { term: t('mentorships.last_met'), value: <LastMet pairing={pairing} /> },
          {
            term: t(active ? 'mentorships.until' : 'mentorships.ended_on'),
            value: dates.date(pairing.ended_on ?? pairing.ends_on),
          },
        ]}
      />
    </Card>
  );
}
