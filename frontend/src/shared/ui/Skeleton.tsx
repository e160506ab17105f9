// A place kept while the answer comes, the size of what will stand there.
import { VisuallyHidden } from '../a11y/VisuallyHidden';
import { useT } from '../i18n/useT';
import { cx } from './classNames';
import styles from './Skeleton.module.css';

export function Skeleton({ lines = 3, heading }: { lines?: number; heading?: boolean }) {
  const t = useT();
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      {heading && <span className={cx(styles.line, styles.heading)} />}
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place
        <span key={line} className={styles.line} />
      ))}
    </div>
  );
}
