// What came of the invitations, and the response rates of AAPOR with their definitions.
import type { WaveDispositions, WaveResultsView } from '../../gen';
import { BarDistribution } from '../../shared/charts/BarDistribution';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import styles from './Evidence.module.css';
import { Method } from './Method';
import { useEvidenceWords } from './words';

const KINDS = ['complete', 'partial', 'break_off', 'non_contact'] as const satisfies ReadonlyArray<
  keyof WaveDispositions
>;

export function Response({ results }: { results: WaveResultsView }) {
  const t = useT();
  const words = useEvidenceWords();
  const { dispositions, response_rates } = results;
  return (
    <Card title={t('evaluation.response.title')}>
      <Stack gap="l">
        <StatList>
          {response_rates.map((rate) => (
            <Stat
              key={rate.name}
              label={words.statistic(rate.name)}
              value={words.figure(rate)}
              note={rate.definition}
            />
          ))}
        </StatList>
        {dispositions && (
          <BarDistribution
            title={t('evaluation.response.dispositions')}
            n={results.invited}
            summary={t('evaluation.response.summary')}
            items={KINDS.map((kind) => ({
              code: kind,
              label: t(`evaluation.response.${kind}`),
              count: dispositions[kind],
            }))}
          />
        )}
        <details className={styles.method}>
          <summary>{t('evaluation.response.definitions')}</summary>
          <div>
            {response_rates.map((rate) => (
              <Method key={rate.name} statistic={rate} />
            ))}
          </div>
        </details>
        <p className={styles.note}>{t('evaluation.response.letters')}</p>
      </Stack>
    </Card>
  );
}
