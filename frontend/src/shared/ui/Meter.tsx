// A quantity within known bounds, such as places taken; ProgressBar is for work under way.
import { useId } from 'react';
import styles from './Bar.module.css';
import { cx } from './classNames';

interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** The value in words, such as '12 of 20'. */
  text: string;
  tone?: 'good' | 'attention' | 'danger';
}

export function Meter({ label, value, max, text, tone = 'good' }: MeterProps) {
  const id = useId();
  const most = max || 1;
  const within = Math.min(most, Math.max(0, value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot be drawn alike in every browser
    <div
      className={styles.bar}
      role="meter"
      aria-labelledby={id}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={within}
      aria-valuetext={text}
    >
      <div className={styles.head}>
        <span id={id}>{label}</span>
        <span className={styles.text}>{text}</span>
      </div>
      <div className={styles.track}>
        <div
          className={cx(styles.fill, styles[tone])}
          style={{ width: `${(within / most) * 100}%` }}
        />
      </div>
    </div>
  );
}
