// What a change comes to, point by point.
import type { ReactNode } from 'react';
import styles from './Points.module.css';

export function Points({ children }: { children: ReactNode }) {
  return <ul className={styles.points}>{children}</ul>;
}
