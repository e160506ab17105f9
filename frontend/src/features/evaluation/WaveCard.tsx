// A wave: whom it asks, how far it is, and what comes next: opening it, closing it, reading its results.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { closeWave, openWave, type WaveView } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Facts } from '../../shared/ui/Facts';
import { JobProgress } from '../../shared/ui/JobProgress';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';

interface WaveCardProps {
  wave: WaveView;
  instrument: string | undefined;
  cycle: string | undefined;
}

export function WaveCard({ wave, instrument, cycle }: WaveCardProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'open' | 'close' | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const off = useDisabledReason('manage_studies');
  const mayRead = useCan('view_results');
  const reread = () => queries.invalidateQueries({ queryKey: ['waves', wave.study_id] });
  const open = async () => {
    const { data, response } = await openWave({ path: { id: wave.id } });
    // Many invitations are written by a job, whose place the answer tells.
    const location = response.status === 202 ? response.headers.get('location') : null;
    const started = location?.split('/').at(-1) ?? null;
    setJob(started);
    await reread();
    if (!started)
      notify({
        tone: 'done',
        text: t('evaluation.wave.opened', { name: wave.name, count: data.invited }),
      });
  };
  const close = async () => {
    await closeWave({ path: { id: wave.id } });
    await Promise.all([reread(), queries.invalidateQueries({ queryKey: ['results', wave.id] })]);
    notify({ tone: 'done', text: t('evaluation.wave.closed', { name: wave.name }) });
  };
  const mayOpen = wave.state === 'draft' || (wave.state === 'opening' && !job);
  return (
    <Card
      level={3}
      title={wave.name}
      aside={
        <StateBadge
          state={wave.state}
          label={t(`evaluation.wave.state.${wave.state}`)}
          tones={{ open: 'good', opening: 'attention' }}
        />
      }
      footer={
        <>
          {mayOpen && (
            <Button tone="primary" disabledReason={off} onPress={() => setAsking('open')}>
              {t('evaluation.wave.open')}
            </Button>
          )}
          {wave.state === 'open' && (
            <Button disabledReason={off} onPress={() => setAsking('close')}>
              {t('evaluation.wave.close')}
            </Button>
          )}
          {mayRead && wave.state !== 'draft' && (
            <ButtonLink
              to={`/waves/${wave.id}/results`}
              tone={wave.state === 'closed' ? 'primary' : 'secondary'}
            >
              {t('evaluation.wave.results')}
            </ButtonLink>
          )}
        </>
      }
    >
      <Stack>
        <Facts
          items={[
            { term: t('evaluation.audience'), value: t(`evaluation.audience.${wave.audience}`) },
            { term: t('evaluation.cycle'), value: cycle ?? '—' },
            { term: t('evaluation.instrument'), value: instrument ?? '—' },
            {
              term: t('evaluation.invited'),
              value: wave.state === 'draft' ? t('evaluation.wave.nobody') : number(wave.invited),
            },
            ...(wave.opened_at
              ? [{ term: t('evaluation.wave.opened_at'), value: dates.dateTime(wave.opened_at) }]
              : []),
            ...(wave.closed_at
              ? [{ term: t('evaluation.wave.closed_at'), value: dates.dateTime(wave.closed_at) }]
              : []),
          ]}
        />
        {job && (
          <JobProgress
            jobId={job}
            label={t('evaluation.wave.inviting')}
            onEnd={() => {
              setJob(null);
              void reread();
            }}
          />
        )}
      </Stack>
      <ConfirmDialog
        open={asking === 'open'}
        tone="primary"
        title={t('evaluation.wave.open_title', { name: wave.name })}
        loses={<p>{t(`evaluation.wave.open_means.${wave.audience}`, { cycle: cycle ?? '' })}</p>}
        confirmLabel={t('evaluation.wave.open')}
        onClose={() => setAsking(null)}
        onConfirm={open}
      />
      <ConfirmDialog
        open={asking === 'close'}
        title={t('evaluation.wave.close_title', { name: wave.name })}
        loses={<p>{t('evaluation.wave.close_means')}</p>}
        confirmLabel={t('evaluation.wave.close')}
        onClose={() => setAsking(null)}
        onConfirm={close}
      />
    </Card>
  );
}
