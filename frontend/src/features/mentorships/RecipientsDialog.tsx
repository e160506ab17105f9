// Naming who reads concerns: those named now, one of them fewer or another more.
import { useWatch } from 'react-hook-form';
import { type ConcernRecipientsView, putConcernRecipients } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { PersonField } from '../../shared/form/PersonField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { recipientsQuery } from './recipients';

const schema = z.object({
  kept: z.array(z.string()),
  person_ids: z.nullable(z.string()),
});

interface RecipientsDialogProps {
  recipients: Versioned<ConcernRecipientsView>;
  onClose: () => void;
}

export default function RecipientsDialog({ recipients, onClose }: RecipientsDialogProps) {
  const t = useT();
  const intl = useIntl();
  const { people } = recipients.value;
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { kept: people.map(({ id }) => id), person_ids: null },
    submit: async ({ kept, person_ids }) => {
      const named = new Set(person_ids ? [...kept, person_ids] : kept);
      if (named.size === 0) {
        form.form.setError(
          'person_ids',
          { message: 'mentorships.recipients.one_at_least' },
          { shouldFocus: true },
        );
        return;
      }
      await putConcernRecipients({
        headers: ifMatch(recipients),
        body: { person_ids: [...named] },
      });
      await queryClient.invalidateQueries({ queryKey: recipientsQuery.queryKey });
      notify({ tone: 'done', text: t('mentorships.recipients.saved') });
      onClose();
    },
  });
  const kept = useWatch({ control: form.form.control, name: 'kept' });
  const leaving = people.filter(({ id }) => !kept.includes(id)).map(({ name }) => name);
  return (
    <Dialog open title={t('mentorships.recipients.change')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('mentorships.recipients.lead')}</p>
        {people.length > 0 && (
          <CheckboxGroup
            name="kept"
            required={false}
            label={t('mentorships.recipients.now')}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {leaving.length > 0 && (
          <p role="status">
            {t('mentorships.recipients.leaving', {
              names: intl.formatList(leaving),
              count: leaving.length,
            })}
          </p>
        )}
        <PersonField name="person_ids" required={false} label={t('mentorships.recipients.add')} />
      </AppForm>
    </Dialog>
  );
}
