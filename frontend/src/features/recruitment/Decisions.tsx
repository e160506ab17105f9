// Offering the seat and deciding against it, each with its reason for the record.
import { lazy, Suspense, useState } from 'react';
import type { ApplicationView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';

// Forms come when somebody decides.
const OfferDialog = lazy(async () => ({ default: (await import('./OfferDialog')).OfferDialog }));
const DeclineDialog = lazy(async () => ({
  default: (await import('./DeclineDialog')).DeclineDialog,
}));

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
      <Suspense>
        {asking === 'offer' && <OfferDialog application={application} onClose={stop} />}
        {asking === 'decline' && <DeclineDialog application={application} onClose={stop} />}
      </Suspense>
    </>
  );
}
