// Long work under way; without a value the end is not known yet.
import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
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
  return (
    <AriaProgressBar
      className={styles.bar}
      maxValue={1}
      isIndeterminate={progress === undefined}
      {...(progress === undefined ? {} : { value: progress })}
      {...(text === undefined ? {} : { valueLabel: text })}
    >
      {({ percentage, valueText, isIndeterminate }) => (
        <>
          <div className={styles.head}>
            <Label>{label}</Label>
            <span className={styles.text}>{text ?? valueText}</span>
          </div>
          <div className={styles.track}>
            <div
              className={cx(styles.fill, styles.good, isIndeterminate && styles.unknown)}
              style={isIndeterminate ? {} : { width: `${percentage}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
