// Openings that take applications, and how many have come.
import type { DashboardOpening } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { PlaceLink } from './PlaceLink';
import { pageOf } from './places';

interface OpeningsCardProps {
  openings: DashboardOpening[];
  today: string;
}

export function OpeningsCard({ openings, today }: OpeningsCardProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { permissions } = useMe();
  return (
    <Card title={t('today.openings.title')}>
      <DataTable
        plain
        caption={t('today.openings.title')}
        captionHidden
        rows={openings}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'opening',
            header: t('today.openings.opening'),
            cell: (opening) => (
              <PlaceLink place={pageOf('opening', permissions, opening.id)}>
                {t('today.openings.name', { title: opening.title, region: opening.region_name })}
              </PlaceLink>
            ),
          },
          {
            id: 'applications',
            header: t('today.openings.applications'),
            numeric: true,
            cell: ({ applications }) => number(applications),
          },
          {
            id: 'closes',
            header: t('today.openings.closes'),
            cell: ({ closes_on }) =>
              t('today.date_when', {
                date: dates.date(closes_on),
                when: dates.until(closes_on, today),
              }),
          },
        ]}
        empty={null}
      />
    </Card>
  );
}
