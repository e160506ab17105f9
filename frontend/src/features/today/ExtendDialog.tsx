// More time for a pairing that ends soon: three months unless one says otherwise.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { getPairing } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { addMonths } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { StepDialogProps } from './AnswerDialog';
import { pairingOf } from './places';
import { everythingChanged, follow } from './useStep';

const USUAL_MONTHS = 3;
const schema = z.object({ ends_on: z.string().check(z.minLength(1)) });

export default function ExtendDialog({ action, title, onClose }: StepDialogProps) {
  const t = useT();
  return (
    <Dialog open title={t('today.extend.title', { pairing: title })} onClose={onClose}>
      <Suspense fallback={<Skeleton lines={4} />}>
        <Form action={action} title={title} onClose={onClose} />
      </Suspense>
    </Dialog>
  );
}

function Form({ action, onClose }: StepDialogProps) {
  const t = useT();
  const dates = useDates();
  const id = pairingOf(action.href);
  const pairing = useSuspenseQuery({
    queryKey: ['pairing', id],
    queryFn: async ({ signal }) => (await getPairing({ path: { id }, signal })).data,
  }).data;
  const form = useAppForm({
    schema,
    defaults: { ends_on: addMonths(pairing.ends_on, USUAL_MONTHS) },
    submit: async (body) => {
      await follow(action, body);
      await everythingChanged();
      const day = dates.date(body.ends_on);
      notify({ tone: 'done', text: t('today.step.done.pairings_ending', { day }) });
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('today.extend.submit')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('today.extend.lead', { day: dates.date(pairing.ends_on) })}</p>
      <DateField name="ends_on" label={t('today.extend.until')} />
    </AppForm>
  );
}
