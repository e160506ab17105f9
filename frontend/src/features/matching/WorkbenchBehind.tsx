// Somebody else made steps meanwhile: what they did, and a way to see it without losing one's place.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoundEditView } from '../../gen';
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
  const { round, seen } = bench;
  const { data } = useQuery({
    queryKey: ['round_edits', round.id, 'since', seen, bench.view.seq],
    queryFn: ({ signal }) => listEdits(round.id, { limit: MOST }, signal),
    staleTime: 0,
  });
  const steps = useMeanwhileWords(bench, data?.items);
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

/** What others did, in sentences: the steps that the list knows, how many were taken back, how many more there are. */
function useMeanwhileWords(bench: Bench, listed: readonly RoundEditView[] | undefined): string[] {
  const t = useT();
  const { seen, refusal, view } = bench;
  if (!listed) return [];
  const newer = listed.filter((step) => step.seq > seen);
  const words = newer.map(({ kind, mentor, mentee, made_by_name }) => {
    const names = { mentor: mentor?.name ?? '', mentee: mentee?.name ?? '' };
    return t('matching.workbench.behind.step', {
      name: made_by_name ?? t('matching.workbench.behind.somebody'),
      what: t(`matching.workbench.step.${kind}`, names),
    });
  });
  // Taking back is no step of its own in the list, but it has a number as every step has.
  const back = refusal.filter(({ code }) => code === 'undo').length;
  if (back > 0) words.push(t('matching.workbench.behind.back', { count: back }));
  // Of pairs of other regions, and those beyond what was read.
  const all = refusal.length > 0 ? refusal.length : view.seq - seen;
  const more = all - newer.length - back;
  if (more > 0) words.push(t('matching.workbench.behind.more', { count: more }));
  return words;
}
