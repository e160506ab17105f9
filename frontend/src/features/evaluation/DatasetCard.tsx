// The dataset of a closed wave and the codebook that explains each of its columns; only evaluators take the dataset out.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  exportWaveCodebook,
  exportWaveDataset,
  getWaveCodebook,
  type WaveResultsView,
} from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { saveSheet } from '../../shared/files/saveFile';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';

export function DatasetCard({ results }: { results: WaveResultsView }) {
  const t = useT();
  const [reading, setReading] = useState(false);
  const off = useDisabledReason('export_datasets');
  const path = { id: results.wave_id };
  const take = useMutation({
    mutationFn: async (what: 'dataset' | 'codebook') => {
      const read = what === 'dataset' ? exportWaveDataset : exportWaveCodebook;
      const { data } = await read({ path, parseAs: 'text' });
      saveSheet(`${what}-${results.wave_id}.csv`, data);
      notify({ tone: 'done', text: t('evaluation.dataset.saved', { file: `${what}.csv` }) });
    },
  });
  return (
    <Card title={t('evaluation.dataset.title')}>
      <Stack>
        <p>{t('evaluation.dataset.lead')}</p>
        <Stack row>
          <Button
            disabledReason={off}
            pending={take.isPending && take.variables === 'dataset'}
            onPress={() => take.mutate('dataset')}
          >
            {t('evaluation.dataset.dataset')}
          </Button>
          <Button
            disabledReason={off}
            reasonHidden
            pending={take.isPending && take.variables === 'codebook'}
            onPress={() => take.mutate('codebook')}
          >
            {t('evaluation.dataset.codebook')}
          </Button>
          <Button tone="quiet" onPress={() => setReading(!reading)}>
            {t(reading ? 'evaluation.dataset.close' : 'evaluation.dataset.read')}
          </Button>
        </Stack>
        {take.error && <ErrorState error={take.error} />}
        {reading && <Codebook wave={results.wave_id} />}
      </Stack>
    </Card>
  );
}

function Codebook({ wave }: { wave: string }) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['codebook', wave],
    queryFn: async ({ signal }) => (await getWaveCodebook({ path: { id: wave }, signal })).data,
  });
  if (error) return <ErrorState error={error} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <DataTable
      caption={t('evaluation.codebook.title')}
      captionHidden
      plain
      rows={data.items}
      rowKey={(entry) => entry.name}
      columns={[
        { id: 'name', header: t('evaluation.codebook.column'), cell: (entry) => entry.name },
        { id: 'label', header: t('evaluation.codebook.label'), cell: (entry) => entry.label },
        {
          id: 'content',
          header: t('evaluation.codebook.content'),
          cell: (entry) => t(`evaluation.codebook.content.${entry.content}`),
        },
        {
          id: 'codes',
          header: t('evaluation.codebook.codes'),
          cell: (entry) =>
            [...entry.codes, ...entry.missing_codes]
              .map(({ code, label }) => (code === label ? code : `${code} ${label}`))
              .join('; ') || '—',
        },
      ]}
      empty={<p>{t('evaluation.codebook.empty')}</p>}
    />
  );
}
