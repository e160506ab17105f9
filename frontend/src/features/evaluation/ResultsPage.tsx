// The evidence of a wave: who answered, what they said, how each figure was made, and what could be recognised stays hidden.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ItemResult, WaveResultsView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { DatasetCard } from './DatasetCard';
import { resultsQuery } from './data';
import styles from './Evidence.module.css';
import { ItemFigures } from './ItemFigures';
import { Reading } from './Reading';
import { Response } from './Response';

// The form's code comes when it is asked for, so that the page itself stays light.
const CiteDialog = lazy(async () => ({ default: (await import('./CiteDialog')).CiteDialog }));

export default function ResultsPage() {
  const t = useT();
  const dates = useDates();
  const { number, percent } = useNumbers();
  const { wave_id } = useParams({ strict: false }) as { wave_id: string };
  const results = useSuspenseQuery(resultsQuery(wave_id)).data;
  const { invited, responded, k } = results;
  return (
    <>
      <PageHeader
        title={results.wave_name}
        lead={
          <>
            <AppLink to={`/studies/${results.study_id}`}>{results.study_title}</AppLink>
            {' · '}
            <AppLink to={`/instruments/${results.instrument_id}`}>
              {t('evaluation.results.instrument', {
                title: results.instrument_title,
                number: results.instrument_number,
              })}
            </AppLink>
            {results.closed_at &&
              ` · ${t('evaluation.results.closed', { when: dates.dateTime(results.closed_at) })}`}
          </>
        }
      />
      <Stack gap="l">
        <StatList>
          <Stat label={t('evaluation.results.invited')} value={number(invited)} />
          <Stat
            label={t('evaluation.results.responded')}
            value={number(responded)}
            note={invited > 0 ? percent(responded / invited) : undefined}
          />
          <Stat
            label={t('evaluation.results.k')}
            value={number(k)}
            note={t('evaluation.results.k_note')}
          />
        </StatList>
        {results.state === 'ready' ? (
          <Ready results={results} />
        ) : (
          <EmptyState
            title={t('evaluation.results.not_ready')}
            next={t('evaluation.results.not_ready_next')}
            action={
              <ButtonLink to={`/studies/${results.study_id}`}>
                {t('evaluation.results.to_study')}
              </ButtonLink>
            }
          />
        )}
      </Stack>
    </>
  );
}

function Ready({ results }: { results: WaveResultsView }) {
  const t = useT();
  const [citing, setCiting] = useState<ItemResult | null>(null);
  const off = useDisabledReason('record_findings');
  return (
    <div className={styles.page}>
      <nav className={styles.contents} aria-labelledby="contents">
        <h2 id="contents">{t('evaluation.results.contents')}</h2>
        <ol>
          {results.items.map((item) => (
            <li key={item.variable}>
              <a href={`#item-${item.variable}`}>{item.prompt}</a>
            </li>
          ))}
        </ol>
      </nav>
      <Stack gap="l">
        <Reading k={results.k} />
        {results.items.map((item) => (
          <div key={item.variable} id={`item-${item.variable}`}>
            <Card
              title={item.prompt}
              aside={<code className={styles.variable}>{item.variable}</code>}
              footer={
                <Button
                  labelSuffix={`: ${item.prompt}`}
                  disabledReason={
                    off ?? (item.state === 'published' ? undefined : t('evaluation.cite.nothing'))
                  }
                  onPress={() => setCiting(item)}
                >
                  {t('evaluation.cite.action')}
                </Button>
              }
            >
              <ItemFigures result={item} />
            </Card>
          </div>
        ))}
        <Response results={results} />
        <DatasetCard results={results} />
      </Stack>
      {citing && (
        <Suspense fallback={null}>
          <CiteDialog wave={results.wave_id} item={citing} onClose={() => setCiting(null)} />
        </Suspense>
      )}
    </div>
  );
}
