// Who waits for a mentor in a cycle, longest first: since when and why, and what can be done about it at once.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { listWaitlist, type WaitingMentee } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar } from '../../shared/ui/Filters';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { cycleQuery } from './data';
import { RegionFilter } from './RegionFilter';
import { WaitlistTable } from './WaitlistTable';
import { WaitsHere } from './WaitsHere';
import { wantingOf } from './waitlist';

// What is asked for less often comes when it is.
const RematchDialog = lazy(() => import('./RematchDialog'));
const FreedDialog = lazy(() => import('./FreedDialog'));

type Asked = { what: 'rematch' | 'freed'; whom: WaitingMentee };

export default function Waitlist() {
  const t = useT();
  const { cycle_id } = useParams({ strict: false }) as { cycle_id: string };
  const cycle = useSuspenseQuery(cycleQuery(cycle_id)).data.value;
  const [{ region_id, person }, setFilters] = useFilters(['region_id', 'person']);
  const seesRegions = useCan('view_network');
  const [asked, setAsked] = useState<Asked | null>(null);
  const matches = cycle.state === 'matching' || cycle.state === 'mentoring';
  const close = () => setAsked(null);
  return (
    <>
      <PageHeader
        title={t('matching.waitlist.title')}
        lead={t('matching.waitlist.lead', { cycle: cycle.name })}
        actions={
          <ButtonLink to="/cycles/$cycle_id" params={{ cycle_id }} tone="quiet">
            {t('matching.back_to_cycle')}
          </ButtonLink>
        }
      />
      <KeepFocus>
        <Stack>
          {person && (
            <WaitsHere
              cycle={cycle_id}
              person={person}
              onRematch={(whom) => setAsked({ what: 'rematch', whom })}
              offReason={matches ? undefined : t('matching.rounds.not_yet')}
            />
          )}
          {seesRegions && (
            <FilterBar>
              <RegionFilter
                value={region_id}
                onChange={(next) => setFilters({ region_id: next })}
              />
            </FilterBar>
          )}
          <PagedList
            queryKey={['waitlist', cycle_id, { region_id }]}
            read={async (page, signal) => {
              const query = { limit: 25, ...page, ...(region_id ? { region_id } : {}) };
              return (await listWaitlist({ path: { id: cycle_id }, query, signal })).data;
            }}
            label={t('matching.waitlist.title')}
            empty={
              <EmptyState
                title={t('matching.waitlist.empty')}
                next={t(
                  region_id ? 'matching.waitlist.empty_filtered' : 'matching.waitlist.empty_next',
                )}
                action={
                  <ButtonLink to="/cycles/$cycle_id/enrolments" params={{ cycle_id }}>
                    {t('matching.cycle.see_enrolments')}
                  </ButtonLink>
                }
              />
            }
          >
            {(rows, busy) => (
              <WaitlistTable
                rows={rows}
                busy={busy}
                offReason={matches ? undefined : t('matching.rounds.not_yet')}
                onAsk={(what, whom) => setAsked({ what, whom })}
              />
            )}
          </PagedList>
        </Stack>
      </KeepFocus>
      <Suspense>
        {asked?.what === 'rematch' && (
          <RematchDialog who={wantingOf(asked.whom, cycle_id)} onClose={close} />
        )}
        {asked?.what === 'freed' && (
          <FreedDialog cycle={cycle_id} waiting={asked.whom} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
