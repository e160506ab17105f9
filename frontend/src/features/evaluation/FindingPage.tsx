// A finding: what it says, the result it cites as it stood that day, and what is changed because of it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Adjustments } from './Adjustments';
import { findingQuery } from './data';
import styles from './Evidence.module.css';
import { ItemFigures } from './ItemFigures';

// The form's code comes when it is asked for, so that the page itself stays light.
const AdjustmentDialog = lazy(async () => ({
  default: (await import('./AdjustmentDialog')).AdjustmentDialog,
}));

export default function FindingPage() {
  const t = useT();
  const dates = useDates();
  const { finding_id } = useParams({ strict: false }) as { finding_id: string };
  const [planning, setPlanning] = useState(false);
  const off = useDisabledReason('manage_adjustments');
  const mayRead = useCan('view_results');
  const finding = useSuspenseQuery(findingQuery(finding_id)).data;
  const plan = (
    <Button tone="primary" disabledReason={off} onPress={() => setPlanning(true)}>
      {t('evaluation.adjustment.plan')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={finding.title}
        lead={t('evaluation.finding.recorded', { when: dates.day(finding.created_at) })}
        actions={plan}
      />
      <Stack gap="l">
        <p className={styles.prompt}>{finding.statement}</p>
        <section aria-labelledby="adjustments">
          <Stack>
            <h2 id="adjustments">{t('evaluation.adjustments.title')}</h2>
            <Adjustments
              filter={{ finding_id }}
              empty={
                <EmptyState
                  title={t('evaluation.adjustments.empty')}
                  next={t('evaluation.adjustments.empty_here')}
                />
              }
            />
          </Stack>
        </section>
        <Card
          title={finding.cited_result.prompt}
          aside={<code className={styles.variable}>{finding.variable}</code>}
          footer={
            mayRead ? (
              <AppLink to={`/waves/${finding.wave_id}/results`}>
                {t('evaluation.finding.to_results', { wave: finding.wave_name })}
              </AppLink>
            ) : (
              <span className={styles.note}>{finding.wave_name}</span>
            )
          }
        >
          <Stack>
            <p className={styles.note}>
              {t('evaluation.finding.as_it_stood', { k: finding.cited_result.k })}
            </p>
            <ItemFigures result={finding.cited_result} />
          </Stack>
        </Card>
      </Stack>
      {planning && (
        <Suspense fallback={null}>
          <AdjustmentDialog finding={finding.id} onClose={() => setPlanning(false)} />
        </Suspense>
      )}
    </>
  );
}
