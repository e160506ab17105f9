// What happened, newest where the page wants it: a stem with a leaf for each event.
import type { ReactNode } from 'react';
import { cx } from './classNames';
import styles from './Timeline.module.css';

export interface TimelineItem {
  id: string;
  /** Already formatted for the person's zone. */
  when: string;
  dateTime: string;
  title: ReactNode;
  detail?: ReactNode;
  /** Still to come. */
  ahead?: boolean;
}

export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className={styles.timeline}>
      {items.map((item) => (
        <li key={item.id} className={cx(styles.item, item.ahead && styles.ahead)}>
          <time className={styles.when} dateTime={item.dateTime}>
            {item.when}
          </time>
          <div className={styles.title}>{item.title}</div>
          {item.detail && <div className={styles.detail}>{item.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
