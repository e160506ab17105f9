// Locking or vetoing a pair: why, in a line that colleagues read and the two never do. Enter is enough.
import { useState } from 'react';
import type { WorkbenchCost } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { useCostWords } from './effectWords';
import type { Bench } from './useWorkbench';
import { WorkbenchMoves } from './WorkbenchMoves';
import { WorkbenchProblem } from './WorkbenchProblem';
import { movesOfCost } from './workbenchRows';

interface Person {
  enrolment_id: string;
  name: string;
}

/** A step that wants a reason. */
export interface WantedStep {
  kind: 'lock' | 'veto';
  mentor: Person;
  mentee: Person;
  /** What it would cost, where that is known. */
  cost?: WorkbenchCost | null;
  /** The pair breaks a rule that may be set aside. */
  override?: boolean;
}

interface WorkbenchStepDialogProps {
  bench: Bench;
  step: WantedStep;
  onClose: () => void;
}

const schema = z.object({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});

export default function WorkbenchStepDialog({ bench, step, onClose }: WorkbenchStepDialogProps) {
  const { kind, mentor, mentee, cost, override } = step;
  const t = useT();
  const costWords = useCostWords();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useAppForm({
    schema,
    defaults: { reason: '' },
    submit: async ({ reason }) => {
      setProblem(null);
      const pair = {
        mentor_enrolment_id: mentor.enrolment_id,
        mentee_enrolment_id: mentee.enrolment_id,
      };
      const edit = { kind, ...pair, reason, ...(override ? { override } : {}) };
      try {
        await bench.edit(edit, { mentor: mentor.name, mentee: mentee.name });
        onClose();
      } catch (error) {
        setProblem(error);
      }
    },
  });
  const again = () => {
    setProblem(null);
    // What was pressed goes with the notice.
    form.form.setFocus('reason');
  };
  const names = { mentor: mentor.name, mentee: mentee.name };
  return (
    <Dialog open title={t(`matching.workbench.${kind}.title`, names)} onClose={onClose}>
      {problem !== null && <WorkbenchProblem error={problem} bench={bench} onReloaded={again} />}
      <AppForm
        form={form}
        submitLabel={t(`matching.workbench.${kind}.action`)}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t(`matching.workbench.${kind}.lead`)}</p>
        {override && <p>{t('matching.workbench.lock.override')}</p>}
        {cost && (
          <div>
            <p>{costWords(cost)}</p>
            <WorkbenchMoves moves={movesOfCost(cost.moves)} elsewhere={cost.moves_elsewhere} />
          </div>
        )}
        <TextField
          name="reason"
          label={t('matching.workbench.reason')}
          description={t('matching.workbench.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
