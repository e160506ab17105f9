// The line above the workbench: what the last step did, in words that are also spoken; taking it back; what others did meanwhile.
import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '../../shared/a11y/VisuallyHidden';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { movedCount, useEffectWords } from './effectWords';
import type { Bench } from './useWorkbench';
import { WorkbenchBehind } from './WorkbenchBehind';
import { WorkbenchMoves } from './WorkbenchMoves';
import { WorkbenchPeople } from './WorkbenchPeople';
import styles from './WorkbenchStrip.module.css';
import { movesOf } from './workbenchRows';

interface WorkbenchStripProps {
  bench: Bench;
  /** Shows only the pairs that the last step changed. */
  onShowChanged: () => void;
}

export function WorkbenchStrip({ bench, onShowChanged }: WorkbenchStripProps) {
  const t = useT();
  const { title, lines } = useEffectWords();
  const [error, setError] = useState<unknown>(null);
  const line = useRef<HTMLDivElement>(null);
  const { done, view, behind } = bench;
  const take = async (way: 'back' | 'forth') => {
    setError(null);
    await bench[way]().catch(setError);
  };
  const off = (way: 'undo' | 'redo') => {
    const brief = view[way];
    if (!brief) return t(`matching.workbench.nothing_${way === 'undo' ? 'back' : 'forth'}`);
    return brief.yours ? undefined : t('matching.workbench.off_elsewhere');
  };
  const names = (way: 'undo' | 'redo') => {
    const brief = view[way];
    return brief
      ? `: ${t(`matching.workbench.step.${brief.kind}`, {
          mentor: brief.mentor_name ?? '',
          mentee: brief.mentee_name ?? '',
        })}`
      : '';
  };
  const moves = done ? movesOf(done.outcome) : [];
  // Who does not see the line is told by a notice; a screen reader hears the one or the other.
  const [spoken, setSpoken] = useState('');
  const told = useRef(done);
  useEffect(() => {
    if (!done || told.current === done) return;
    told.current = done;
    const words = [`${title(done)}.`, ...lines(done)];
    if (isInSight(line.current)) return setSpoken(words.join(' '));
    notify({ tone: 'done', text: words.join(' ') });
  });
  return (
    <KeepFocus>
      <section className={styles.strip} aria-labelledby="strip">
        <h2 id="strip" tabIndex={-1} className={styles.hidden}>
          {t('matching.workbench.strip')}
        </h2>
        {behind && <WorkbenchBehind bench={bench} />}
        {error !== null && !behind && <ErrorState error={error} />}
        <WorkbenchPeople bench={bench} />
        <div ref={line} className={styles.line}>
          <div className={styles.said}>
            {done ? (
              <>
                <p className={styles.title}>{title(done)}</p>
                <p>{lines(done).join(' ')}</p>
                {movedCount(done.outcome) > 0 && (
                  <details className={styles.moves}>
                    <summary>{t('matching.workbench.effect.who', { count: moves.length })}</summary>
                    <WorkbenchMoves moves={moves} elsewhere={done.outcome.proposals.elsewhere} />
                    <Button small onPress={onShowChanged}>
                      {t('matching.workbench.effect.show')}
                    </Button>
                  </details>
                )}
              </>
            ) : (
              <p className={styles.soft}>{t('matching.workbench.hint')}</p>
            )}
          </div>
          <div className={styles.buttons}>
            <Button
              small
              pending={bench.busy}
              onPress={() => void take('back')}
              disabledReason={off('undo')}
              reasonHidden
              labelSuffix={names('undo')}
            >
              {t('action.undo')}
            </Button>
            <Button
              small
              pending={bench.busy}
              onPress={() => void take('forth')}
              disabledReason={off('redo')}
              reasonHidden
              labelSuffix={names('redo')}
            >
              {t('matching.workbench.redo')}
            </Button>
          </div>
        </div>
        <VisuallyHidden>
          <span role="status">{spoken}</span>
        </VisuallyHidden>
      </section>
    </KeepFocus>
  );
}

/** Whether its beginning can be seen below the header of the page. */
function isInSight(box: HTMLElement | null): boolean {
  if (!box) return false;
  const { top } = box.getBoundingClientRect();
  return top > 40 && top < innerHeight - 60;
}
