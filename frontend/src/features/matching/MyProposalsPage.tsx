// What one is asked: with whom one would work, why, and by when to answer. Made for a phone.
import { useSuspenseQuery } from '@tanstack/react-query';
import { listMyProposals, type ProposalView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { MyProposal } from './MyProposal';
import { PROPOSAL_TONES } from './words';

export default function MyProposalsPage() {
  const t = useT();
  const { items } = useSuspenseQuery({
    queryKey: ['my_proposals'],
    queryFn: async ({ signal }) => (await listMyProposals({ query: { limit: 200 }, signal })).data,
  }).data;
  const open = items.filter(({ state }) => state === 'published');
  const over = items.filter(({ state }) => state !== 'published');
  const other = (each: ProposalView) =>
    each.my_side === 'mentor' ? each.mentee_name : each.mentor_name;
  return (
    <>
      <PageHeader
        title={t('matching.proposals.title')}
        lead={t('matching.proposals.lead', { count: open.length })}
        actions={<ButtonLink to="/my-circles">{t('circles.nav.mine')}</ButtonLink>}
      />
      <Stack gap="l">
        {open.map((each) => (
          <MyProposal key={each.id} id={each.id} />
        ))}
        {items.length === 0 && (
          <EmptyState
            title={t('matching.proposals.empty')}
            next={t('matching.proposals.empty_next')}
            action={<ButtonLink to="/cycles">{t('matching.proposals.see_cycles')}</ButtonLink>}
          />
        )}
        {over.length > 0 && (
          <DataTable
            caption={t('matching.proposals.over')}
            rows={over}
            rowKey={(each) => each.id}
            empty={null}
            columns={[
              { id: 'who', header: t('matching.person'), cell: other },
              {
                id: 'as',
                header: t('matching.as'),
                cell: (each) =>
                  t(`matching.role.${each.my_side === 'mentor' ? 'mentee' : 'mentor'}`),
              },
              {
                id: 'state',
                header: t('matching.state'),
                cell: (each) => (
                  <StateBadge
                    state={each.state}
                    label={t(`matching.proposal.state.${each.state}`)}
                    tones={PROPOSAL_TONES}
                  />
                ),
              },
            ]}
          />
        )}
      </Stack>
    </>
  );
}
