// A goal in words, with or without a day: a new one, or other words for one that stands.

import { createGoal, type GoalView, type PairingView, updateGoal } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { pairingChanged } from './data';

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(300)),
  due_on: z.nullable(z.string()),
});

interface GoalDialogProps {
  pairing: PairingView;
  goal?: GoalView;
  onClose: () => void;
}

export default function GoalDialog({ pairing, goal, onClose }: GoalDialogProps) {
  const t = useT();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { title: goal?.title ?? '', due_on: goal?.due_on ?? null },
    submit: async (body) => {
      if (goal) await updateGoal({ path: { id: goal.id }, headers: ifVersion(goal), body });
      else await createGoal({ path: { id: pairing.id }, body });
      await pairingChanged(pairing.id);
      notify({ tone: 'done', text: t('mentorships.goal.saved') });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(goal ? 'mentorships.goal.change' : 'mentorships.goal.add')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea
          name="title"
          rows={2}
          label={t('mentorships.goal.title')}
          description={t('mentorships.goal.title_help')}
        />
        <DateField name="due_on" required={false} label={t('mentorships.goal.due_on')} />
      </AppForm>
    </Dialog>
  );
}
