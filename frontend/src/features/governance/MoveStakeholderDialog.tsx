// Moves somebody to a state that may follow the present one, with what was said. Nobody is mailed.
import { moveStakeholder, type StakeholderState, type StakeholderView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';
import { statesAfter } from './states';

const STATES = [
  'considered',
  'nominated',
  'invited',
  'accepted',
  'declined',
  'withdrawn',
] as const satisfies readonly StakeholderState[];

const schema = z.object({
  state: z.nullable(z.enum(STATES)).check(z.refine((state) => state !== null, 'form.required')),
  note: z.string().check(z.trim(), z.maxLength(4000)),
});

interface MoveStakeholderDialogProps {
  stakeholder: StakeholderView;
  onClose: () => void;
}

export default function MoveStakeholderDialog(props: MoveStakeholderDialogProps) {
  const { stakeholder, onClose } = props;
  const t = useT();
  const { name } = stakeholder;
  const form = useAppForm({
    schema,
    defaults: { state: null, note: '' },
    submit: async ({ state, note }) => {
      if (state === null) return;
      await moveStakeholder({
        path: { id: stakeholder.id },
        body: { state, note: note || null },
      });
      await governanceChanged();
      const now = t(`governance.stakeholders.state.${state}`);
      notify({ tone: 'done', text: t('governance.stakeholders.moved', { name, state: now }) });
      onClose();
    },
  });
  const present = t(`governance.stakeholders.state.${stakeholder.state}`);
  return (
    <Dialog open title={t('governance.stakeholders.move_title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('governance.stakeholders.move')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('governance.stakeholders.move_lead', { state: present })}</p>
        <RadioGroup
          name="state"
          label={t('governance.stakeholders.move_to')}
          options={statesAfter(stakeholder.state).map((value) => ({
            value,
            label: t(`governance.stakeholders.become.${value}`),
          }))}
        />
        <TextArea
          name="note"
          rows={3}
          required={false}
          label={t('governance.stakeholders.note')}
          description={t('governance.stakeholders.note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
