// What the people of a circle have in common, the most shared first.

import type { CircleView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import styles from './Circles.module.css';

interface TopicsProps {
  circle: CircleView;
  /** In a card that says so already. */
  untitled?: boolean;
}

export function Topics({ circle: { topics }, untitled }: TopicsProps) {
  const t = useT();
  return (
    <div>
      {!untitled && <h3 className={styles.kind}>{t('circles.topics')}</h3>}
      {topics.length === 0 ? (
        <p className={styles.soft}>{t('circles.topics.none')}</p>
      ) : (
        <ul className={styles.topics}>
          {topics.map(({ topic, people }) => (
            <li key={topic}>{t('circles.topic', { topic, people })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
