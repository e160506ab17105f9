// A study: its protocol and its waves.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card, CardGrid } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { cyclesQuery, instrumentsQuery, studyQuery, wavesQuery } from './data';
import styles from './Study.module.css';
import { WaveCard } from './WaveCard';

// The form's code comes when it is asked for, so that the page itself stays light.
const PlanWaveDialog = lazy(async () => ({
  default: (await import('./PlanWaveDialog')).PlanWaveDialog,
}));

export default function StudyPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { study_id } = useParams({ strict: false }) as { study_id: string };
  const [planning, setPlanning] = useState(false);
  const may = useCan('manage_studies');
  const off = useDisabledReason('manage_studies');
  const study = useSuspenseQuery(studyQuery(study_id)).data.value;
  const waves = useSuspenseQuery(wavesQuery(study_id)).data;
  const instruments = useSuspenseQuery(instrumentsQuery).data;
  const cycles = useSuspenseQuery(cyclesQuery).data;
  return (
    <>
      <PageHeader
        title={study.title}
        lead={study.irb_number ?? t('evaluation.study.no_irb')}
        actions={
          <>
            <Button tone="primary" disabledReason={off} onPress={() => setPlanning(true)}>
              {t('evaluation.wave.plan')}
            </Button>
            {may && (
              <ButtonLink to={`/studies/${study_id}/edit`}>{t('evaluation.study.edit')}</ButtonLink>
            )}
          </>
        }
      />
      <Stack gap="l">
        <section aria-labelledby="waves">
          <Stack>
            <h2 id="waves">{t('evaluation.waves.title')}</h2>
            {waves.length === 0 ? (
              <EmptyState
                title={t('evaluation.waves.empty')}
                next={t('evaluation.waves.empty_next')}
              />
            ) : (
              <CardGrid>
                {waves.map((wave) => (
                  <WaveCard
                    key={wave.id}
                    wave={wave}
                    instrument={instruments.find((each) => each.id === wave.instrument_id)?.title}
                    cycle={cycles.find((each) => each.id === wave.cycle_id)?.name}
                  />
                ))}
              </CardGrid>
            )}
          </Stack>
        </section>
        <Card title={t('evaluation.study.protocol')}>
          <Stack>
            <Facts
              items={[
                { term: t('evaluation.study.expires_on'), value: dates.date(study.expires_on) },
                {
                  term: t('evaluation.study.k'),
                  value: t('evaluation.study.k_value', { k: number(study.k) }),
                },
              ]}
            />
            <h3>{t('evaluation.study.consent_version', { version: study.consent_version })}</h3>
            <p className={styles.written}>{study.consent_text}</p>
            <h3>{t('evaluation.study.data_use_terms')}</h3>
            <p className={styles.written}>{study.data_use_terms}</p>
          </Stack>
        </Card>
      </Stack>
      {planning && (
        <Suspense fallback={null}>
          <PlanWaveDialog
            study={study_id}
            instruments={instruments}
            cycles={cycles}
            onClose={() => setPlanning(false)}
          />
        </Suspense>
      )}
    </>
  );
}
