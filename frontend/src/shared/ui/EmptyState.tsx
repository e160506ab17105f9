// Nothing here yet: why, and what to do next.
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { PerennialMark } from './PerennialMark';

interface EmptyStateProps {
  title: string;
  /** What to do next, in a sentence. */
  next: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, next, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <PerennialMark size={44} />
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.next}>{next}</p>
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
