// Each criterion with how far it is met and the records that say so.
import type { CriterionReadiness } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Meter } from '../../shared/ui/Meter';
import styles from './Criteria.module.css';

export function Criteria({ criteria }: { criteria: readonly CriterionReadiness[] }) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <ul className={styles.criteria}>
      {criteria.map((criterion) => (
        <li key={criterion.criterion_id} className={styles.criterion}>
          <div className={styles.state}>
            <Badge tone={criterion.met ? 'good' : 'attention'}>
              {t(criterion.met ? 'succession.criterion.met' : 'succession.criterion.unmet')}
            </Badge>
          </div>
          <div className={styles.words}>
            <Meter
              label={criterion.label}
              value={Math.min(criterion.actual, criterion.threshold)}
              max={criterion.threshold}
              tone={criterion.met ? 'good' : 'attention'}
              text={t('succession.criterion.of', {
                actual: number(criterion.actual),
                threshold: number(criterion.threshold),
              })}
            />
            {criterion.evidence.length > 0 ? (
              <details className={styles.evidence}>
                <summary>
                  {t('succession.criterion.evidence', { count: criterion.evidence.length })}
                </summary>
                <ul>
                  {criterion.evidence.map((record) => (
                    <li key={`${record.kind} ${record.id ?? record.text}`}>{record.text}</li>
                  ))}
                </ul>
              </details>
            ) : (
              <p className={styles.nothing}>{t('succession.criterion.nothing')}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
