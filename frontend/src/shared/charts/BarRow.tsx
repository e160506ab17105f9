// One bar with its words in HTML, so that a long label wraps and every contrast can be checked; only the bar itself is drawn.
import { useId } from 'react';
import styles from './Chart.module.css';

interface BarRowProps {
  label: string;
  /** A sentence below the label, such as why. */
  note?: string | undefined;
  figure: string;
  /** From 0 to 1, of the width; null when the figure is withheld. */
  share: number | null;
  /** From 0 to 1: how far the bar could have gone. */
  possible?: number;
  minus?: boolean;
}

export function BarRow({ label, note, figure, share, possible = 1, minus }: BarRowProps) {
  const hatch = useId();
  const width = (part: number) => `${Math.min(1, Math.max(0, part)) * 100}%`;
  return (
    <li className={styles.row}>
      <span>{label}</span>
      <span className={styles.figureText}>{figure}</span>
      {note && <span className={styles.noteText}>{note}</span>}
      <svg className={styles.bar} height="12" aria-hidden="true" focusable="false">
        <rect className={styles.track} width={width(possible)} height="12" rx="2" />
        {share === null ? (
          <>
            <pattern
              id={hatch}
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path className={styles.hatchLine} d="M0 0v7" />
            </pattern>
            <rect width="100%" height="12" rx="2" fill={`url(#${hatch})`} />
          </>
        ) : (
          <rect
            className={minus ? styles.barMinus : styles.barFill}
            width={width(share)}
            height="12"
            rx="2"
          />
        )}
      </svg>
    </li>
  );
}
