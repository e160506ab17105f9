// Why a term ended before its day, for those who manage terms. It is read when it is asked for: every reading is recorded.
import { useQuery } from '@tanstack/react-query';
import { getTermEnding, type TermView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';

interface EndingDialogProps {
  term: TermView;
  onClose: () => void;
}

export default function EndingDialog({ term, onClose }: EndingDialogProps) {
  const t = useT();
  const dates = useDates();
  const { data, error, refetch } = useQuery({
    queryKey: ['terms', term.id, 'ending'],
    queryFn: async ({ signal }) => (await getTermEnding({ path: { id: term.id }, signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Dialog title={t('network.ending.title', { name: term.person_name })} open onClose={onClose}>
      <Stack>
        <p>{t('network.ending.lead')}</p>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton lines={4} />
        ) : (
          <Facts
            items={[
              { term: t('network.end.how'), value: t(`network.end.kind.${data.kind}`) },
              { term: t('network.end.reason'), value: t(`network.end.reason.${data.reason}`) },
              { term: t('network.end.note'), value: data.note ?? t('network.ending.no_note') },
              { term: t('network.end.day'), value: dates.date(data.effective_on) },
              {
                term: t('network.ending.recorded'),
                value: t('network.ending.by', {
                  name: data.recorded_by_name ?? t('network.ending.somebody'),
                  when: dates.dateTime(data.recorded_at),
                }),
              },
            ]}
          />
        )}
      </Stack>
      <DialogActions>
        <Button onPress={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
