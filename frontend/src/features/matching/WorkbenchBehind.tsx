// Somebody else made steps meanwhile: what they did, and a way to see it without losing one's place.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { IconAlert } from '../../shared/ui/icons';
import type { Bench } from './useWorkbench';
import styles from './WorkbenchBehind.module.css';
import { listEdits } from './workbenchApi';

interface WorkbenchBehindProps {
  bench: Bench;
  /** After everything has been read again. */
  onReloaded?: () => void;
}

const MOST = 10;

export function WorkbenchBehind({ bench, onReloaded }: WorkbenchBehindProps) {
  const t = useT();
  const [pending, setPending] = useState(false);
  const { round, seen, refusal } = bench;
  const { data } = useQuery({
    queryKey: ['round_edits', round.id, 'since', seen, bench.view.seq],
    queryFn: ({ signal }) => listEdits(round.id, { limit: MOST }, signal),
    staleTime: 0,
  });
  const newer = (data?.items ?? [])
    .filter((step) => step.seq > seen)
    .map(({ kind, mentor, mentee, made_by_name: name }) => {
      const names = { mentor: mentor?.name ?? '', mentee: mentee?.name ?? '' };
      return t('matching.workbench.behind.step', {
        name,
        what: t(`matching.workbench.step.${kind}`, names),
      });
    });
  // What was taken back is no step of the list: the server's own words tell it.
  const steps = newer.length > 0 ? newer : refusal;
  const reload = async () => {
    setPending(true);
    await bench.reload().finally(() => setPending(false));
    onReloaded?.();
  };
  return (
    <div className={styles.behind} role="alert">
      <IconAlert />
      <div className={styles.words}>
        <p className={styles.title}>{t('matching.workbench.behind.title')}</p>
        {steps.length > 0 && (
          <ul className={styles.steps}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        )}
        <p>{t('matching.workbench.behind.next')}</p>
        <Button pending={pending} onPress={() => void reload()}>
          {t('matching.workbench.behind.reload')}
        </Button>
      </div>
    </div>
  );
}
