// Somebody whose pairing has ended, whom one came here for: their place in the list, and somebody new with one press.
import { useQuery } from '@tanstack/react-query';
import type { WaitingMentee } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { WaitsBecause } from './WaitlistTable';
import { findWaiting } from './waitlist';

interface WaitsHereProps {
  cycle: string;
  person: string;
  offReason: string | undefined;
  onRematch: (whom: WaitingMentee) => void;
}

export function WaitsHere({ cycle, person, offReason, onRematch }: WaitsHereProps) {
  const t = useT();
  const dates = useDates();
  const { data, error } = useQuery({
    queryKey: ['waitlist', cycle, 'person', person],
    queryFn: ({ signal }) => findWaiting(cycle, person, signal),
  });
  if (error) return <ErrorState error={error} />;
  if (data === undefined) return <Skeleton lines={2} />;
  if (data === null) return <p role="status">{t('matching.waitlist.not_waiting')}</p>;
  const { mentee, place, waits_since } = data;
  return (
    <Card
      title={mentee.name}
      footer={
        <Button tone="primary" disabledReason={offReason} onPress={() => onRematch(data)}>
          {t('matching.rematch.action')}
        </Button>
      }
    >
      <p>{t('matching.waitlist.waits', { place, since: dates.day(waits_since) })}</p>
      <p>
        <WaitsBecause waiting={data} />
      </p>
    </Card>
  );
}
