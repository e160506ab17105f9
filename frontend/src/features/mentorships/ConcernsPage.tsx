// Concerns of which the reader is a named recipient; for everybody else there are none.

import { listConcerns } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { CONCERN_TONES } from './words';

export default function ConcernsPage() {
  const t = useT();
  const dates = useDates();
  return (
    <>
      <PageHeader title={t('mentorships.concerns')} lead={t('mentorships.concerns.lead')} />
      <PagedList
        queryKey={['concerns']}
        read={async (page, signal) => (await listConcerns({ query: page, signal })).data}
        label={t('mentorships.concerns')}
        empty={
          <EmptyState
            title={t('mentorships.concerns.empty')}
            next={t('mentorships.concerns.empty_next')}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('mentorships.concerns')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              {
                id: 'pair',
                header: t('mentorships.pair'),
                cell: ({ id, pairing_title }) => (
                  <AppLink to="/concerns/$concern_id" params={{ concern_id: id }}>
                    {pairing_title}
                  </AppLink>
                ),
              },
              {
                id: 'state',
                header: t('mentorships.state'),
                cell: ({ state }) => (
                  <StateBadge
                    state={state}
                    label={t(`mentorships.concern.state.${state}`)}
                    tones={CONCERN_TONES}
                  />
                ),
              },
              {
                id: 'by',
                header: t('mentorships.concern.raised_by'),
                cell: ({ raised_by_name }) => raised_by_name,
              },
              {
                id: 'when',
                header: t('mentorships.concern.raised'),
                cell: ({ created_at }) => dates.dateTime(created_at),
              },
            ]}
          />
        )}
      </PagedList>
    </>
  );
}
