// What went wrong in the server's own words, the number to quote, and a way to try again.
import { type ReactNode, useEffect, useRef } from 'react';
import { ApiProblem } from '../api/problem';
import { useT } from '../i18n/useT';
import { Button } from './Button';
import styles from './ErrorState.module.css';
import { IconAlert } from './icons';
import { useProblemWords } from './problemWords';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** Takes the focus when it appears, as the notice of a refused form does. */
  focusOnMount?: boolean;
  children?: ReactNode;
}

export function ErrorState({ error, onRetry, focusOnMount, children }: ErrorStateProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const { title, detail } = useProblemWords(error);
  useEffect(() => {
    if (focusOnMount) box.current?.focus();
  }, [focusOnMount]);
  return (
    <div ref={box} className={styles.error} role="alert" tabIndex={-1}>
      <IconAlert />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {detail && <p>{detail}</p>}
        {children}
        {error instanceof ApiProblem && error.requestId && (
          <p className={styles.request}>
            {t('error.request')} <code>{error.requestId}</code>
          </p>
        )}
        {onRetry && (
          <div className={styles.action}>
            <Button onPress={onRetry}>{t('action.retry')}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
