// Writes down a stakeholder or an expert, or changes what is written. Nobody is mailed.
import { createStakeholder, type StakeholderView, updateStakeholder } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { PersonField } from '../../shared/form/PersonField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';
import { KINDS } from './stakeholders';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  organisation: z.string().check(z.trim(), z.maxLength(200)),
  email: z.string().check(
    z.trim(),
    z.maxLength(254),
    z.refine((text) => text === '' || /^[^\s@]+@[^\s@]+$/.test(text), 'form.email'),
  ),
  kind: z.enum(KINDS),
  brings: z.string().check(z.trim(), z.maxLength(4000)),
  owner_id: z.nullable(z.string()),
  next_step: z.string().check(z.trim(), z.maxLength(500)),
  next_step_on: z.nullable(z.string()),
});

interface StakeholderDialogProps {
  /** The one to change; without it, a new one is written down. */
  stakeholder: StakeholderView | undefined;
  onClose: () => void;
}

export default function StakeholderDialog({ stakeholder, onClose }: StakeholderDialogProps) {
  const t = useT();
  const { owner_id: owner, owner_name: ownerName } = stakeholder ?? {};
  const form = useAppForm({
    schema,
    defaults: {
      name: stakeholder?.name ?? '',
      organisation: stakeholder?.organisation ?? '',
      email: stakeholder?.email ?? '',
      kind: stakeholder?.kind ?? 'stakeholder',
      brings: stakeholder?.brings ?? '',
      owner_id: owner ?? null,
      next_step: stakeholder?.next_step ?? '',
      next_step_on: stakeholder?.next_step_on ?? null,
    },
    submit: async (values) => {
      const body = {
        ...values,
        email: values.email || null,
        next_step: values.next_step || null,
      };
      if (stakeholder)
        await updateStakeholder({
          path: { id: stakeholder.id },
          headers: ifVersion(stakeholder),
          body,
        });
      else await createStakeholder({ body });
      await governanceChanged();
      notify({ tone: 'done', text: t('governance.stakeholders.saved', { name: values.name }) });
      onClose();
    },
  });
  const title = t(stakeholder ? 'governance.stakeholders.edit' : 'governance.stakeholders.add');
  return (
    <Dialog open title={title} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {!stakeholder && <p>{t('governance.stakeholders.add_lead')}</p>}
        <TextField name="name" label={t('governance.stakeholders.name')} />
        <TextField
          name="organisation"
          required={false}
          label={t('governance.stakeholders.organisation')}
        />
        <TextField
          name="email"
          type="email"
          required={false}
          label={t('governance.stakeholders.email')}
          description={t('governance.stakeholders.email_help')}
        />
        <RadioGroup
          name="kind"
          label={t('governance.stakeholders.kind')}
          options={KINDS.map((value) => ({
            value,
            label: t(`governance.stakeholders.kind_long_${value}`),
          }))}
        />
        <TextArea
          name="brings"
          rows={3}
          required={false}
          label={t('governance.stakeholders.brings')}
          description={t('governance.stakeholders.brings_help')}
        />
        <PersonField
          name="owner_id"
          required={false}
          label={t('governance.stakeholders.owner')}
          description={t('governance.stakeholders.owner_help')}
          known={owner ? { id: owner, name: ownerName ?? '' } : undefined}
        />
        <TextField
          name="next_step"
          required={false}
          label={t('governance.stakeholders.next_step')}
        />
        <DateField
          name="next_step_on"
          required={false}
          label={t('governance.stakeholders.next_step_on')}
        />
      </AppForm>
    </Dialog>
  );
}
