// Puts a coordinator on leave from today on.
import { useQueryClient } from '@tanstack/react-query';
import { type TermView, takeLeave } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { networkChanged } from './changing';

const schema = z.object({ expected_back_on: z.nullable(z.string()) });

export default function LeaveDialog({ term, onClose }: { term: TermView; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { expected_back_on: null },
    submit: async (body) => {
      await takeLeave({ path: { id: term.id }, body });
      await networkChanged(queries);
      notify({ tone: 'done', text: t('network.leave.done', { name: term.person_name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.leave.title', { name: term.person_name })} open onClose={onClose}>
      <p>{t('network.leave.lead')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.leave.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <DateField name="expected_back_on" required={false} label={t('network.leave.back_on')} />
      </AppForm>
    </Dialog>
  );
}
