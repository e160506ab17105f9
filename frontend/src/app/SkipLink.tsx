// The first stop of the keyboard: past the navigation, to the page.
import { useT } from '../shared/i18n/useT';
import styles from './SkipLink.module.css';

export function SkipLink() {
  const t = useT();
  return (
    <a className={styles.skip} href="#main">
      {t('shell.skip')}
    </a>
  );
}
