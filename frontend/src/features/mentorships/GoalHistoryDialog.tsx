// How a goal went, step by step, and for the two the next step: a note, done, or given up.
import { useQuery } from '@tanstack/react-query';
import { type GoalStepView, type GoalView, listGoalHistory, noteGoalProgress } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Timeline } from '../../shared/ui/Timeline';
import { pairingChanged } from './data';
import styles from './Goals.module.css';

interface GoalHistoryDialogProps {
  goal: GoalView;
  mine: boolean;
  onClose: () => void;
}

export default function GoalHistoryDialog({ goal, mine, onClose }: GoalHistoryDialogProps) {
  const t = useT();
  return (
    <Dialog open title={goal.title} onClose={onClose}>
      <Steps goal={goal} />
      {mine ? (
        <ProgressForm goal={goal} onClose={onClose} />
      ) : (
        <DialogActions>
          <Button onPress={onClose}>{t('action.close')}</Button>
        </DialogActions>
      )}
    </Dialog>
  );
}

function Steps({ goal }: { goal: GoalView }) {
  const t = useT();
  const dates = useDates();
  const { data, error, refetch } = useQuery({
    queryKey: ['goal-steps', goal.pairing_id, goal.id],
    queryFn: ({ signal }) =>
      everyPage(async (query) => listGoalHistory({ path: { id: goal.id }, query, signal })),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} />;
  const item = (step: GoalStepView) => ({
    id: step.id,
    when: dates.dateTime(step.happened_at),
    dateTime: step.happened_at,
    title: t(`mentorships.step.${step.what}`, { name: step.person_name }),
    detail: step.note && <p className={styles.note}>{step.note}</p>,
  });
  return <Timeline items={data.map(item)} />;
}

const schema = z.object({
  note: z.string().check(z.trim(), z.maxLength(2000)),
  state: z.enum(['same', 'open', 'done', 'dropped']),
});

function ProgressForm({ goal, onClose }: { goal: GoalView; onClose: () => void }) {
  const t = useT();
  const others = (['open', 'done', 'dropped'] as const).filter((state) => state !== goal.state);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { note: '', state: 'same' },
    submit: async ({ note, state }) => {
      if (note === '' && state === 'same') {
        form.form.setError('note', { message: 'form.required' }, { shouldFocus: true });
        return;
      }
      await noteGoalProgress({
        path: { id: goal.id },
        body: { note: note || null, state: state === 'same' ? null : state },
      });
      await pairingChanged(goal.pairing_id);
      notify({ tone: 'done', text: t('mentorships.goal.noted') });
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('action.save')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <TextArea
        name="note"
        rows={3}
        required={false}
        label={t('mentorships.goal.note')}
        description={t('mentorships.goal.note_help')}
      />
      <RadioGroup
        name="state"
        label={t('mentorships.goal.stands')}
        options={[
          { value: 'same', label: t('mentorships.goal.same') },
          ...others.map((value) => ({ value, label: t(`mentorships.goal.now.${value}`) })),
        ]}
      />
    </AppForm>
  );
}
