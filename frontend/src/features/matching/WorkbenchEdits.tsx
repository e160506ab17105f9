// Every step of the round: who, what, why and when, the newest first; what is in force can be lifted, the last one taken back.
import { useState } from 'react';
import type { RoundEditView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import type { Bench } from './useWorkbench';
import styles from './WorkbenchEdits.module.css';
import { listEdits } from './workbenchApi';

interface WorkbenchEditsProps {
  bench: Bench;
  offReason: string | undefined;
}

export default function WorkbenchEdits({ bench, offReason }: WorkbenchEditsProps) {
  const t = useT();
  const dates = useDates();
  const [error, setError] = useState<unknown>(null);
  const act = (work: Promise<unknown>) => {
    setError(null);
    work.catch(setError);
  };
  return (
    <KeepFocus>
      <Stack>
        {error !== null && <ErrorState error={error} />}
        <PagedList
          queryKey={['round_edits', bench.round.id]}
          read={(page, signal) => listEdits(bench.round.id, page, signal)}
          label={t('matching.workbench.edits.title')}
          empty={
            <EmptyState
              title={t('matching.workbench.edits.empty')}
              next={t('matching.workbench.edits.empty_next')}
            />
          }
        >
          {(steps) => (
            <Timeline
              items={steps.map((step) => ({
                id: step.id,
                when: dates.dateTime(step.made_at),
                dateTime: step.made_at,
                title: t(`matching.workbench.step.${step.kind}`, {
                  mentor: step.mentor?.name ?? '',
                  mentee: step.mentee?.name ?? '',
                }),
                detail: (
                  <div className={styles.step}>
                    {step.reason && <p className={styles.reason}>{step.reason}</p>}
                    <p>{t('matching.workbench.edits.by', { name: step.made_by_name })}</p>
                    {step.override && <p>{t('matching.workbench.edits.override')}</p>}
                    {step.taken_from_round_id && (
                      <p>
                        <AppLink
                          to="/rounds/$round_id"
                          params={{ round_id: step.taken_from_round_id }}
                        >
                          {t('matching.workbench.edits.taken_over')}
                        </AppLink>
                      </p>
                    )}
                    <Ends step={step} bench={bench} off={offReason !== undefined} onAct={act} />
                  </div>
                ),
              }))}
            />
          )}
        </PagedList>
      </Stack>
    </KeepFocus>
  );
}

interface EndsProps {
  step: RoundEditView;
  bench: Bench;
  off: boolean;
  onAct: (work: Promise<unknown>) => void;
}

/** How a step ended, or how it can be ended. */
function Ends({ step, bench, off, onAct }: EndsProps) {
  const t = useT();
  const dates = useDates();
  const { kind, mentor, mentee, undone, in_force } = step;
  if (undone) {
    return (
      <p>
        <Badge>{t('matching.workbench.edits.undone')}</Badge>{' '}
        {step.undone_by_name &&
          t('matching.workbench.edits.undone_by', {
            name: step.undone_by_name,
            when: step.undone_at ? dates.dateTime(step.undone_at) : '',
          })}
      </p>
    );
  }
  const isLast = bench.view.undo?.seq === step.seq;
  const lifts = in_force && (kind === 'lock' || kind === 'veto') && mentor && mentee;
  const names = { mentor: mentor?.name ?? '', mentee: mentee?.name ?? '' };
  const label = `: ${t(`matching.workbench.step.${kind}`, names)}`;
  if (off || !(isLast || lifts)) return null;
  return (
    <Stack gap="s" row>
      {isLast && (
        <Button small pending={bench.busy} onPress={() => onAct(bench.back())} labelSuffix={label}>
          {t('action.undo')}
        </Button>
      )}
      {lifts && !isLast && (
        <Button
          small
          pending={bench.busy}
          labelSuffix={label}
          onPress={() =>
            onAct(
              bench.edit(
                {
                  kind: kind === 'lock' ? 'unlock' : 'unveto',
                  mentor_enrolment_id: mentor.enrolment_id,
                  mentee_enrolment_id: mentee.enrolment_id,
                },
                names,
              ),
            )
          }
        >
          {t(kind === 'lock' ? 'matching.workbench.unlock' : 'matching.workbench.unveto')}
        </Button>
      )}
    </Stack>
  );
}
