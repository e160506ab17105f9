// All associations beside each other, and why their rows add up to more than there are people.
import { useQuery } from '@tanstack/react-query';
import { listAssociationFigures } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';

export function FiguresOverview() {
  const t = useT();
  const { number } = useNumbers();
  const { data } = useQuery({
    queryKey: ['associations', 'figures'],
    queryFn: async ({ signal }) => (await listAssociationFigures({ signal })).data,
  });
  if (!data || data.items.length === 0) return null;
  const { network } = data;
  return (
    <Card title={t('network.figures.overview')}>
      <DataTable
        caption={t('network.figures.overview')}
        captionHidden
        plain
        rows={data.items}
        rowKey={(row) => row.association_id}
        columns={[
          { id: 'name', header: t('network.associations.name'), cell: (row) => row.name },
          ...(['members', 'unconfirmed'] as const).map((id) => ({
            id,
            header: t(`network.figures.${id}`),
            numeric: true,
            cell: (row: (typeof data.items)[number]) => number(row[id]),
          })),
          ...(['mentors', 'mentees', 'in_pairing'] as const).map((id) => ({
            id,
            header: t(`network.figures.${id}`),
            numeric: true,
            cell: (row: (typeof data.items)[number]) => number(row.parts[id]),
          })),
        ]}
        empty={null}
      />
      {network && (
        <p>
          {t('network.figures.explained', {
            any: network.in_any.people,
            several: network.in_more_than_one,
            sum: network.memberships,
            people: network.people.people,
            enrolled: network.people.enrolled,
            paired: network.people.in_pairing,
          })}
        </p>
      )}
    </Card>
  );
}
