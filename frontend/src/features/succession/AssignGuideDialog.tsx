// Gives the coordinator of a term a guide; an earlier one steps back today.
import { useQueryClient } from '@tanstack/react-query';
import { assignGuide } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { PersonField } from '../../shared/form/PersonField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';

const schema = z.object({
  guide_id: z.string().check(z.minLength(1)),
  founding: z.boolean(),
});

interface AssignGuideDialogProps {
  termId: string;
  /** The coordinator. */
  name: string;
  /** The guide until now. */
  replaces: string | undefined;
  onClose: () => void;
}

export function AssignGuideDialog({ termId, name, replaces, onClose }: AssignGuideDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { guide_id: '', founding: false },
    submit: async (body) => {
      const { data } = await assignGuide({ path: { id: termId }, body });
      await queries.invalidateQueries({ queryKey: ['guideships'] });
      notify({
        tone: 'done',
        text: t('succession.assign.done', { guide: data.guide_name, name }),
      });
      onClose();
    },
  });
  return (
    <Dialog title={t('succession.assign.title', { name })} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('succession.assign.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {replaces && <p>{t('succession.assign.replaces', { guide: replaces })}</p>}
        <PersonField name="guide_id" label={t('succession.guide')} />
        <Checkbox
          name="founding"
          label={t('succession.assign.founding')}
          description={t('succession.assign.founding_help')}
        />
      </AppForm>
    </Dialog>
  );
}
