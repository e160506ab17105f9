// Side by side where there is room: equal columns, or the matter itself with what belongs to it at its side.
import type { ReactNode } from 'react';
import styles from './Columns.module.css';

export function Columns({ children }: { children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

export function WithAside({ children }: { children: ReactNode }) {
  return <div className={styles.main}>{children}</div>;
}
