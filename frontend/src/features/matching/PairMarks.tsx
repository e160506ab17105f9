// What has been done to a pair, in words and shapes: locked, approved, noted, changed by the last edit.
import { useNumbers, useT } from '../../shared/i18n/useT';
import { IconCheck } from '../../shared/ui/icons';
import styles from './PairMarks.module.css';
import type { BenchPair, LastChange } from './workbenchRows';

export function PairMarks({ pair }: { pair: BenchPair }) {
  const t = useT();
  const { number } = useNumbers();
  const { locked, approved, has_note, changed } = pair;
  if (!locked && !approved && !has_note && !changed) return null;
  const was = ({ before }: LastChange) => {
    if (before === undefined) return t('matching.workbench.mark.changed');
    if (before === null) return t('matching.workbench.mark.new');
    return t('matching.workbench.mark.was', {
      name: before.mentor_name,
      points: number(before.points),
    });
  };
  return (
    <span className={styles.marks}>
      {changed && <span className={styles.changed}>{was(changed)}</span>}
      {locked && (
        <span className={styles.mark}>
          <IconLock />
          {t('matching.workbench.mark.locked')}
        </span>
      )}
      {approved && (
        <span className={styles.mark}>
          <IconCheck />
          {t('matching.workbench.mark.approved')}
        </span>
      )}
      {has_note && (
        <span className={styles.mark}>
          <IconNote />
          {t('matching.workbench.mark.note')}
        </span>
      )}
    </span>
  );
}

function IconLock() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" className={styles.drawn} aria-hidden="true">
      <path d="M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9" />
    </svg>
  );
}

function IconNote() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" className={styles.drawn} aria-hidden="true">
      <path d="M4 4h12v9l-3.5 3.5H4zM7 8h6M7 11.5h3" />
    </svg>
  );
}
