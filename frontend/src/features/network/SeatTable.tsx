// The seats of a region or of all: who serves on each until when, and which are free.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { SeatView, TermView } from '../../gen';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { regionsQuery, seatsQuery, termsQuery } from './reading';
import { TermBadge } from './TermBadge';
import { holderOf } from './terms';

export function SeatTable({ regionId }: { regionId?: string | undefined }) {
  const t = useT();
  const dates = useDates();
  const regions = useSuspenseQuery(regionsQuery).data;
  const terms = useSuspenseQuery(termsQuery).data;
  const seats = useSuspenseQuery(seatsQuery).data.filter(
    (seat) => regionId === undefined || seat.region_id === regionId,
  );
  const today = todayInUtc();
  const holder = new Map<string, TermView | undefined>(
    seats.map((seat) => [seat.id, holderOf(seat.id, terms, today)]),
  );
  return (
    <DataTable
      caption={t('network.seats')}
      rows={seats}
      rowKey={(seat) => seat.id}
      columns={[
        {
          id: 'seat',
          header: t('network.seat'),
          cell: (seat) => <AppLink to={`/seats/${seat.id}`}>{seat.name}</AppLink>,
        },
        ...(regionId === undefined
          ? [
              {
                id: 'region',
                header: t('network.region'),
                cell: (seat: SeatView) => (
                  <AppLink to={`/regions/${seat.region_id}`}>
                    {regions.find(({ id }) => id === seat.region_id)?.name ?? ''}
                  </AppLink>
                ),
              },
            ]
          : []),
        {
          id: 'who',
          header: t('network.coordinator'),
          cell: (seat) => holder.get(seat.id)?.person_name ?? t('network.nobody'),
        },
        {
          id: 'until',
          header: t('network.term_ends'),
          cell: (seat) => {
            const term = holder.get(seat.id);
            return term ? dates.date(term.ends_on) : '—';
          },
        },
        {
          id: 'state',
          header: t('network.state'),
          cell: (seat) => {
            const term = holder.get(seat.id);
            if (seat.closed) return <Badge>{t('network.seat_closed')}</Badge>;
            if (!term) return <Badge tone="danger">{t('network.seat_uncovered')}</Badge>;
            return <TermBadge state={term.state} />;
          },
        },
      ]}
      empty={<EmptyState title={t('network.seats_empty')} next={t('network.seats_empty_next')} />}
    />
  );
}
