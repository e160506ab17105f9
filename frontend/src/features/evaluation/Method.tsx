// One figure with everything needed to cite and to recompute it.
import type { ResultStatistic } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import styles from './Evidence.module.css';
import { useEvidenceWords } from './words';

const REASONS = new Set([
  'no_answers',
  'one_answer',
  'too_few_answers',
  'constant_answers',
  'too_few_items',
  'empty_denominator',
]);

export function Method({ who, statistic }: { who?: string; statistic: ResultStatistic }) {
  const t = useT();
  const { number } = useNumbers();
  const words = useEvidenceWords();
  const why = (reason: string) =>
    REASONS.has(reason) ? t(`evaluation.undefined.${reason}`) : reason;
  const parameters = Object.entries(statistic.parameters).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : String(value)}`,
  );
  return (
    <div className={styles.statistic}>
      <p className={styles.statisticName}>
        {[words.statistic(statistic.name), who].filter(Boolean).join(', ')}
      </p>
      <p>
        <strong>{words.figure(statistic)}</strong>{' '}
        {[words.interval(statistic), t('evaluation.n', { n: number(statistic.n) })]
          .filter(Boolean)
          .join(', ')}
      </p>
      {statistic.undefined && <p>{why(statistic.undefined)}</p>}
      {statistic.interval_undefined && (
        <p>{t('evaluation.method.no_interval', { why: why(statistic.interval_undefined) })}</p>
      )}
      {/* Method and definition come from the server, in the words of their sources. */}
      <p lang="en">{statistic.method}</p>
      <p lang="en">{statistic.definition}</p>
      {parameters.length > 0 && <p className={styles.parameters}>{parameters.join('; ')}</p>}
    </div>
  );
}
