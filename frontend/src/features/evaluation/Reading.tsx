// How to read the figures: a count, a zero, a hidden count and a withheld table are four different things.
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { cx } from '../../shared/ui/classNames';
import styles from './Evidence.module.css';

const STATES = ['count', 'zero', 'suppressed', 'not_enough_answers'] as const;

export function Reading({ k }: { k: number }) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <Card title={t('evaluation.reading.title')} aside={t('evaluation.reading.k', { k: number(k) })}>
      <ul className={styles.reading}>
        {STATES.map((state) => (
          <li key={state}>
            <span className={cx(styles.swatch, styles[`swatch_${state}`])} aria-hidden="true" />
            <span>
              <span className={styles.readingName}>{t(`evaluation.reading.name.${state}`)}</span>
              <br />
              <span className={styles.readingText}>
                {t(`evaluation.reading.text.${state}`, { k: number(k), less: number(k - 1) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
