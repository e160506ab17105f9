// What was merged into an institution, by whom and when; and taking it back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type InstitutionMergeView, listInstitutionMerges, undoInstitutionMerge } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { asWritten } from '../../shared/i18n/published';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { notify } from '../../shared/ui/notify';
import { institutionMerged } from './changing';

export function MergesCard({ id }: { id: string }) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const [undoing, setUndoing] = useState<InstitutionMergeView | null>(null);
  const { data } = useQuery({
    queryKey: ['institution', id, 'merges'],
    queryFn: ({ signal }) =>
      everyPage((query) => listInstitutionMerges({ path: { id }, query, signal })),
  });
  if (!data || data.length === 0) return null;
  return (
    <Card title={t('network.merge.history')}>
      <DataTable
        caption={t('network.merge.history')}
        captionHidden
        plain
        rows={data}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'name',
            header: t('network.institution'),
            cell: (row) => asWritten(row.merged_name),
          },
          {
            id: 'when',
            header: t('network.merge.when'),
            cell: (row) => dates.day(row.created_at),
          },
          { id: 'who', header: t('network.moves.who'), cell: (row) => row.merged_by_name ?? '—' },
          {
            id: 'extent',
            header: t('network.moves.extent'),
            cell: (row) =>
              t('network.merge.extent', {
                identifiers: row.identifiers.length,
                people: row.people,
              }),
          },
          {
            id: 'undo',
            header: t('network.merge.state'),
            cell: (row) =>
              row.undone_at ? (
                t('network.merge.undone_on', { day: dates.day(row.undone_at) })
              ) : (
                <Button
                  labelSuffix={`, ${asWritten(row.merged_name)}`}
                  onPress={() => setUndoing(row)}
                >
                  {t('network.merge.undo')}
                </Button>
              ),
          },
        ]}
        empty={null}
      />
      {undoing && (
        <ConfirmDialog
          open
          tone="primary"
          title={t('network.merge.undo_title', { name: asWritten(undoing.merged_name) })}
          loses={<p>{t('network.merge.undo_means')}</p>}
          confirmLabel={t('network.merge.undo')}
          onClose={() => setUndoing(null)}
          onConfirm={async () => {
            await undoInstitutionMerge({ path: { id: undoing.id } });
            await institutionMerged(queries);
            notify({
              tone: 'done',
              text: t('network.merge.undone', { name: asWritten(undoing.merged_name) }),
            });
          }}
        />
      )}
    </Card>
  );
}
