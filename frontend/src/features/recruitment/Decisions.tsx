// Offering the seat and deciding against it, each with its reason for the record.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApplicationView, declineApplication, offerSeat } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useApplicant } from './applicant';
import { NoReviewYet } from './NoReviewYet';
import { openingQuery, recruitmentChanged } from './queries';

interface DecisionProps {
  application: ApplicationView;
  onClose: () => void;
}

const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
const DAYS_TO_ANSWER = 14;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export function Decisions({ application }: { application: ApplicationView }) {
  const t = useT();
  const [asking, setAsking] = useState<'offer' | 'decline' | null>(null);
  const { state, offer } = application;
  const over = ['appointed', 'declined', 'withdrawn'].includes(state);
  const notYet =
    state === 'submitted'
      ? t('recruitment.offer.review_first')
      : offer?.state === 'open'
        ? t('recruitment.offer.is_open')
        : undefined;
  if (over) return null;
  const stop = () => setAsking(null);
  return (
    <>
      <Button tone="primary" disabledReason={notYet} onPress={() => setAsking('offer')}>
        {t(state === 'offered' && !notYet ? 'recruitment.offer.again' : 'recruitment.offer.make')}
      </Button>
      <Button onPress={() => setAsking('decline')}>{t('recruitment.decline.act')}</Button>
      {asking === 'offer' && <OfferDialog application={application} onClose={stop} />}
      {asking === 'decline' && <DeclineDialog application={application} onClose={stop} />}
    </>
  );
}

const offerSchema = z.object({
  seat_id: z.optional(z.string()),
  expires_on: z.string().check(z.minLength(1)),
  reason,
});

function OfferDialog({ application, onClose }: DecisionProps) {
  const t = useT();
  const { id } = application;
  const name = useApplicant()(application);
  const form = useAppForm({
    schema: offerSchema,
    defaults: { expires_on: inDays(DAYS_TO_ANSWER), reason: '' },
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

const declineSchema = z.object({ reason, tell_applicant: z.boolean() });

function DeclineDialog({ application, onClose }: DecisionProps) {
  const t = useT();
  const { id } = application;
  const name = useApplicant()(application);
  const form = useAppForm({
    schema: declineSchema,
    defaults: { reason: '', tell_applicant: true },
    submit: async (body) => {
      await declineApplication({ path: { id }, body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.decline.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog open alert title={t('recruitment.decline.title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.decline.act')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.decline.means')}</p>
        {application.offer?.state === 'open' && <p>{t('recruitment.decline.takes_back')}</p>}
        <TextArea
          name="reason"
          rows={3}
          label={t('recruitment.reason')}
          description={t('recruitment.reason_help')}
        />
        <Checkbox
          name="tell_applicant"
          label={t('recruitment.decline.tell')}
          description={t('recruitment.decline.tell_help')}
        />
      </AppForm>
    </Dialog>
  );
}
