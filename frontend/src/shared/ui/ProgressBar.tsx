// Long work under way; without a value the end is not known yet.
import { useId } from 'react';
import { useNumbers } from '../i18n/useT';
import styles from './Bar.module.css';
import { cx } from './classNames';

interface ProgressBarProps {
  label: string;
  /** From 0 to 1, as jobs report it. */
  progress?: number;
  /** What is being done, such as '4,120 of 9,261 rows'. */
  text?: string;
}

export function ProgressBar({ label, progress, text }: ProgressBarProps) {
  const id = useId();
  const { percent } = useNumbers();
  const within = progress === undefined ? undefined : Math.min(1, Math.max(0, progress));
  const words = text ?? (within === undefined ? undefined : percent(within));
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-labelledby={id}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={within}
      aria-valuetext={words}
    >
      <div className={styles.head}>
        <span id={id}>{label}</span>
        <span className={styles.text}>{words}</span>
      </div>
      <div className={styles.track}>
        <div
          className={cx(styles.fill, styles.good, within === undefined && styles.unknown)}
          style={within === undefined ? {} : { width: `${within * 100}%` }}
        />
      </div>
    </div>
  );
}
