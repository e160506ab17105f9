// Seats and the terms served on them; the task force opens seats here, recruitment fills them.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listTerms } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { OpenSeatDialog } from './OpenSeatDialog';
import { regionsQuery, seatsQuery } from './reading';
import { SeatTable } from './SeatTable';
import { TermBadge } from './TermBadge';

export default function SeatsPage() {
  const t = useT();
  const dates = useDates();
  const [{ region }, filter] = useFilters(['region']);
  const [opening, setOpening] = useState(false);
  const off = useDisabledReason('change_network');
  const regions = useSuspenseQuery(regionsQuery).data;
  const seats = useSuspenseQuery(seatsQuery).data;
  const seatName = (id: string) => seats.find((seat) => seat.id === id)?.name ?? '—';
  return (
    <>
      <PageHeader
        title={t('network.seats_page.title')}
        lead={t('network.seats_page.lead')}
        actions={
          <>
            <Button tone="primary" disabledReason={off} onPress={() => setOpening(true)}>
              {t('network.open_seat.action')}
            </Button>
            <ButtonLink to="/my-terms">{t('network.my_terms.title')}</ButtonLink>
          </>
        }
      />
      <Stack gap="l">
        <FilterBar>
          <FilterSelect
            label={t('network.region')}
            value={region}
            all={t('network.all_regions')}
            options={regions.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => filter({ region: value })}
          />
        </FilterBar>
        <SeatTable regionId={region} />
        <PagedList
          label={t('network.terms')}
          queryKey={['terms', 'list', region]}
          read={async (page, signal) =>
            (
              await listTerms({
                query: { ...page, ...(region ? { region_id: region } : {}) },
                signal,
              })
            ).data
          }
          empty={
            <EmptyState title={t('network.terms_empty')} next={t('network.terms_empty_next')} />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.terms')}
              rows={rows}
              rowKey={(term) => term.id}
              busy={busy}
              columns={[
                { id: 'who', header: t('network.coordinator'), cell: (term) => term.person_name },
                {
                  id: 'seat',
                  header: t('network.seat'),
                  cell: (term) => (
                    <AppLink to={`/seats/${term.seat_id}`}>{seatName(term.seat_id)}</AppLink>
                  ),
                },
                {
                  id: 'from',
                  header: t('network.term_starts'),
                  cell: (term) => dates.date(term.starts_on),
                },
                {
                  id: 'until',
                  header: t('network.term_ends'),
                  cell: (term) => dates.date(term.ends_on),
                },
                {
                  id: 'state',
                  header: t('network.state'),
                  cell: (term) => (
                    <Stack row gap="s">
                      <TermBadge state={term.state} />
                      {term.handover && <Badge>{t('network.handover')}</Badge>}
                    </Stack>
                  ),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
      {opening && <OpenSeatDialog regionId={region} onClose={() => setOpening(false)} />}
    </>
  );
}
