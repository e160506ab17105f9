// Renews a term: another one follows it, and the one before stays as it was.
import { useQueryClient } from '@tanstack/react-query';
import { renewTerm, type TermView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { networkChanged } from './changing';

const schema = z.object({ ends_on: z.string().check(z.minLength(1)) });

export default function RenewDialog({ term, onClose }: { term: TermView; onClose: () => void }) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { ends_on: '' },
    submit: async (body) => {
      await renewTerm({ path: { id: term.id }, body });
      await networkChanged(queries);
      notify({ tone: 'done', text: t('network.renew.done', { name: term.person_name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.renew.title', { name: term.person_name })} open onClose={onClose}>
      <p>{t('network.renew.lead', { from: dates.date(term.ends_on) })}</p>
      <AppForm
        form={form}
        submitLabel={t('network.renew.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <DateField
          name="ends_on"
          label={t('network.term_ends')}
          description={t('network.task_force.ends_help')}
        />
      </AppForm>
    </Dialog>
  );
}
