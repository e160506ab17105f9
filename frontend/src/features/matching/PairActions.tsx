// What can be done with the pair that is looked at, a button for each key of the list, and the way to the next.
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import styles from './PairActions.module.css';
import { PairMarks } from './PairMarks';
import type { Bench } from './useWorkbench';
import type { BenchPair, Command } from './workbenchRows';

interface PairActionsProps {
  pair: BenchPair;
  bench: Bench;
  /** Why nothing may be changed, undefined where it may. */
  offReason: string | undefined;
  onCommand: (command: Command) => void;
  onStep: (by: 1 | -1) => void;
}

export function PairActions({ pair, bench, offReason, onCommand, onStep }: PairActionsProps) {
  const t = useT();
  const acts: ReadonlyArray<[Command, string]> = [
    ['approve', pair.approved ? 'matching.workbench.unapprove' : 'matching.workbench.approve'],
    ['lock', pair.locked ? 'matching.workbench.unlock' : 'matching.workbench.lock.open'],
    ['veto', 'matching.workbench.veto.open'],
    ['note', pair.has_note ? 'matching.workbench.note.change' : 'matching.workbench.note.add'],
  ];
  return (
    <div className={styles.actions}>
      {offReason === undefined ? (
        <div className={styles.row}>
          {acts.map(([command, label]) => (
            <Button
              key={command}
              tone={command === 'approve' && !pair.approved ? 'primary' : 'secondary'}
              pending={bench.busy && command !== 'note'}
              onPress={() => onCommand(command)}
              disabledReason={
                command === 'veto' && pair.locked
                  ? t('matching.workbench.refused.locked')
                  : undefined
              }
              reasonHidden
              small
            >
              {t(label)}
            </Button>
          ))}
        </div>
      ) : (
        <p className={styles.off}>{offReason}</p>
      )}
      <div className={styles.row}>
        <Button tone="quiet" onPress={() => onStep(-1)} small>
          {t('matching.workbench.previous')}
        </Button>
        <Button tone="quiet" onPress={() => onStep(1)} small>
          {t('matching.workbench.next')}
        </Button>
        {offReason === undefined && (
          <Button
            tone="quiet"
            small
            pending={bench.busy}
            onPress={() => onCommand('undo')}
            disabledReason={
              bench.view.undo?.yours ? undefined : t('matching.workbench.nothing_back')
            }
            reasonHidden
          >
            {t('matching.workbench.undo')}
          </Button>
        )}
      </div>
      <PairMarks pair={pair} />
    </div>
  );
}
