// The mark: two shoots from one rootstock, the older one giving way to the younger; the line is the ground.
import styles from './PerennialMark.module.css';

export function PerennialMark({ size = 32 }: { size?: number }) {
  return (
    <svg
      className={styles.mark}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <path className={styles.ground} d="M2 22.5h28" />
      <path
        className={styles.root}
        d="M9 22.5c0 4 4 4.5 7 4.5s7-.5 7-4.5M13 26.7l-2.4 3M19 26.7l2.4 3M16 27v3"
      />
      <path className={styles.stem} d="M9 22.5V11.5M23 22.5v-5" />
      <path
        className={styles.leaf}
        d="M9 12.5C4.6 12.3 2.8 9.6 2.8 5.6 7 5.8 9 8.3 9 12.5ZM9 15.5c0-5 2.3-8 7.2-8.3.2 5-2.4 8.3-7.2 8.3Z"
      />
      <path
        className={styles.shoot}
        d="M23 18.5c-3.3-.2-4.7-2.1-4.7-5.2 3.2.2 4.7 2.1 4.7 5.2ZM23 17.7c0-3.5 1.7-5.5 5.2-5.7.1 3.6-1.8 5.7-5.2 5.7Z"
      />
    </svg>
  );
}

export function Brand() {
  return (
    <span className={styles.brand}>
      <PerennialMark />
      <span className={styles.word}>{'Perennial'}</span>
    </span>
  );
}
