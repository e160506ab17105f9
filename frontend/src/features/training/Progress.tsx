// How far a member is: each requirement with its state, absences where they count, and the trainer's note.
import type { RequirementProgressView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import styles from './Progress.module.css';
import { RequirementBadge } from './states';

interface ProgressProps {
  requirements: RequirementProgressView[];
  withNotes?: boolean;
}

export function Progress({ requirements, withNotes }: ProgressProps) {
  const t = useT();
  if (requirements.length === 0) return <span>{t('training.nothing_required')}</span>;
  return (
    <ul className={styles.list}>
      {requirements.map((one) => (
        <li key={one.requirement_id}>
          <span className={styles.line}>
            <span>{one.title}</span>
            <RequirementBadge state={one.state} />
          </span>
          {typeof one.absences === 'number' && one.absences > 0 && (
            <span className={styles.soft}>{t('training.absences', { count: one.absences })}</span>
          )}
          {withNotes && one.note && <span className={styles.soft}>{one.note}</span>}
        </li>
      ))}
    </ul>
  );
}
