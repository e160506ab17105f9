// What the people of a circle have in common, the most shared first.
import { useT } from '../../shared/i18n/useT';
import styles from './Circles.module.css';
import type { CircleView } from './circlesApi';

export function Topics({ circle: { topics } }: { circle: CircleView }) {
  const t = useT();
  return (
    <div>
      <h3 className={styles.kind}>{t('circles.topics')}</h3>
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
