// A quantity within known bounds, such as places taken; ProgressBar is for work under way.
import { Label } from 'react-aria-components/Label';
import { Meter as AriaMeter } from 'react-aria-components/Meter';
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
  return (
    <AriaMeter className={styles.bar} value={value} maxValue={max || 1} valueLabel={text}>
      {({ percentage }) => (
        <>
          <div className={styles.head}>
            <Label>{label}</Label>
            <span className={styles.text}>{text}</span>
          </div>
          <div className={styles.track}>
            <div className={cx(styles.fill, styles[tone])} style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </AriaMeter>
  );
}
