// What closing a cycle ends, in figures, read anew each time it is asked. Whoever cannot read them can close it all the same.
import { useQuery } from '@tanstack/react-query';
import { getClosingPreview } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';

export function ClosingLoss({ cycleId }: { cycleId: string }) {
  const t = useT();
  const dates = useDates();
  const { data, error, refetch } = useQuery({
    queryKey: ['closing-preview', cycleId],
    queryFn: async ({ signal }) =>
      (await getClosingPreview({ path: { id: cycleId }, signal })).data,
    // Figures of a minute ago would be taken for those of now.
    gcTime: 0,
  });
  if (error) {
    return (
      <ErrorState error={error} onRetry={() => void refetch()}>
        <p>{t('matching.closing.unread')}</p>
      </ErrorState>
    );
  }
  if (!data) return <Skeleton lines={3} />;
  const lasting = t('matching.closing.lasting', {
    count: data.pairings_lasting,
    day: data.lasting_until ? dates.date(data.lasting_until) : '',
  });
  return (
    <div role="status">
      <Stack gap="s">
        <p>{t('matching.closing.ending', { count: data.pairings_ending })}</p>
        <p>{t('matching.closing.meetings', { count: data.meetings_called_off })}</p>
        <p>{lasting}</p>
        <p>{t('matching.closing.circles', { count: data.circles_ending })}</p>
      </Stack>
    </div>
  );
}
