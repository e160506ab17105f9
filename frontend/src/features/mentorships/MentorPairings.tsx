// Mentors of one's region whose pairings another region runs: how many places are taken, and whether something is amiss.

import { exportMentorPairings, listMentorPairings } from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { PAIRING_TONES } from './words';

export function MentorPairings() {
  const t = useT();
  const dates = useDates();
  return (
    <Stack>
      <PagedList
        queryKey={['mentor-pairings']}
        read={async (page, signal) => (await listMentorPairings({ query: page, signal })).data}
        label={t('mentorships.view.elsewhere')}
        empty={
          <EmptyState
            title={t('mentorships.elsewhere.empty')}
            next={t('mentorships.elsewhere.empty_next')}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('mentorships.elsewhere.caption')}
            busy={busy}
            rows={rows}
            rowKey={({ pairing_id }) => pairing_id}
            empty={null}
            columns={[
              {
                id: 'mentor',
                header: t('mentorships.mentor'),
                cell: ({ mentor_name }) => mentor_name,
              },
              {
                id: 'region',
                header: t('mentorships.elsewhere.run_by'),
                cell: ({ responsible_region_name }) => responsible_region_name,
              },
              {
                id: 'state',
                header: t('mentorships.state'),
                cell: ({ state }) => (
                  <StateBadge
                    state={state}
                    label={t(`mentorships.state.${state}`)}
                    tones={PAIRING_TONES}
                  />
                ),
              },
              {
                id: 'places',
                header: t('mentorships.elsewhere.places'),
                cell: ({ seats_taken, capacity }) =>
                  t('mentorships.elsewhere.taken', { taken: seats_taken, capacity }),
              },
              {
                id: 'alert',
                header: t('mentorships.elsewhere.alert'),
                cell: ({ alert, alert_since }) =>
                  alert ? (
                    <Badge tone="danger">
                      {alert_since
                        ? t('mentorships.elsewhere.stalled_since', { day: dates.date(alert_since) })
                        : t('mentorships.health.state.stalled')}
                    </Badge>
                  ) : (
                    t('mentorships.elsewhere.no_alert')
                  ),
              },
            ]}
          />
        )}
      </PagedList>
      <div>
        <SheetButton
          label={t('mentorships.sheet')}
          name="mentor-pairings"
          read={() => exportMentorPairings()}
        />
      </div>
    </Stack>
  );
}
