// Offering a seat: which, until when, and why.
import { useQuery } from '@tanstack/react-query';
import { offerSeat } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { addDays, todayInUtc } from '../../shared/i18n/days';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useApplicant } from './applicant';
import { type DecisionProps, reason } from './decision';
import { NoReviewYet } from './NoReviewYet';
import { openingQuery, recruitmentChanged } from './queries';

const DAYS_TO_ANSWER = 14;

const offerSchema = z.object({
  seat_id: z.optional(z.string()),
  expires_on: z.string().check(z.minLength(1)),
  reason,
});

export function OfferDialog({ application, onClose }: DecisionProps) {
  const t = useT();
  const { id } = application;
  const name = useApplicant()(application);
  const form = useAppForm({
    schema: offerSchema,
    defaults: { expires_on: addDays(todayInUtc(), DAYS_TO_ANSWER), reason: '' },
    submit: async ({ seat_id, ...body }) => {
      await offerSeat({ path: { id }, body: { ...body, seat_id: seat_id || null } });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.offer.made', { name }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('recruitment.offer.to', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.offer.make')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.offer.means')}</p>
        <FreeSeats openingId={application.opening_id} />
        <NoReviewYet application={application} />
        <DateField
          name="expires_on"
          label={t('recruitment.offer.last_day')}
          description={t('recruitment.offer.last_day_help')}
        />
        <TextArea
          name="reason"
          rows={3}
          label={t('recruitment.reason')}
          description={t('recruitment.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}

/** Which seat is offered, where there is a choice. */
function FreeSeats({ openingId }: { openingId: string }) {
  const t = useT();
  const { data } = useQuery(openingQuery(openingId));
  const free = data?.value.seats.filter(({ state }) => state === 'free') ?? [];
  if (free.length < 2) return null;
  return (
    <Select
      name="seat_id"
      label={t('recruitment.seat')}
      required={false}
      description={t('recruitment.offer.seat_help')}
      options={free.map(({ seat_id, name }) => ({ value: seat_id, label: name }))}
    />
  );
}
