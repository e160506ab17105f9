// Walks a list by the API's cursors: forward by the next one, back by those already seen.
import { useState } from 'react';
import { useT } from '../i18n/useT';
import { Button } from './Button';
import styles from './Paging.module.css';

/** The cursor to ask with; call `reset` when a filter or the order changes. */
export function usePaging() {
  const [seen, setSeen] = useState<string[]>([]);
  return {
    cursor: seen.at(-1),
    page: seen.length + 1,
    next: (cursor: string) => setSeen((cursors) => [...cursors, cursor]),
    previous: () => setSeen((cursors) => cursors.slice(0, -1)),
    reset: () => setSeen([]),
  };
}

interface PagingProps {
  paging: ReturnType<typeof usePaging>;
  nextCursor: string | null | undefined;
  /** What is paged, for a screen reader. */
  label: string;
}

export function Paging({ paging, nextCursor, label }: PagingProps) {
  const t = useT();
  if (paging.page === 1 && !nextCursor) return null;
  return (
    <nav className={styles.paging} aria-label={label}>
      <Button
        onPress={paging.previous}
        reasonHidden
        disabledReason={paging.page === 1 ? t('paging.first') : undefined}
      >
        {t('paging.previous')}
      </Button>
      <span className={styles.page} aria-live="polite">
        {t('paging.page', { page: paging.page })}
      </span>
      <Button
        onPress={() => nextCursor && paging.next(nextCursor)}
        reasonHidden
        disabledReason={nextCursor ? undefined : t('paging.last')}
      >
        {t('paging.next')}
      </Button>
    </nav>
  );
}
