// Says that an opening is read blind: to those who apply, and to those who read.
import { useT } from '../../shared/i18n/useT';
import styles from './BlindNote.module.css';

export function BlindNote({ to }: { to: 'applicant' | 'reviewer' | 'reviewers' | 'committee' }) {
  const t = useT();
  return (
    <p className={styles.note}>
      <strong>{t('recruitment.blind.title')}</strong> {t(`recruitment.blind.to_${to}`)}
    </p>
  );
}
