// People of the round who are not as they were when it was solved: who, and a step that takes them as they are now.
import { useState } from 'react';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import type { Bench } from './useWorkbench';
import styles from './WorkbenchPeople.module.css';

const MOST = 5;

export function WorkbenchPeople({ bench }: { bench: Bench }) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const { view, editable } = bench;
  if (!editable) return null;
  const { people_changed: people, people_changed_elsewhere: elsewhere } = view;
  if (people.length + elsewhere === 0) return null;
  const refresh = async () => {
    setError(null);
    await bench.edit({ kind: 'refresh' }, { mentor: '', mentee: '' }).catch(setError);
  };
  const rest = Math.max(0, people.length - MOST) + elsewhere;
  return (
    <div className={styles.people}>
      <p className={styles.words} role="status">
        <strong>
          {t('matching.workbench.people.title', { count: people.length + elsewhere })}
        </strong>{' '}
        {people
          .slice(0, MOST)
          .map(({ name, what }) => t(`matching.workbench.people.${what}`, { name }))
          .join(' ')}
        {rest > 0 && ` ${t('matching.workbench.people.others', { count: rest })}`}
      </p>
      {error !== null && <ErrorState error={error} />}
      {view.leads && (
        <Button small pending={bench.busy} onPress={() => void refresh()}>
          {t('matching.workbench.people.refresh')}
        </Button>
      )}
    </div>
  );
}
