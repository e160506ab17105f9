// By the link of a message: no more of them, and back again. Reading changes nothing.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getUnsubscribing, subscribeAgain, unsubscribe } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';

const isOver = (error: unknown) =>
  error instanceof ApiProblem && [401, 403, 404].includes(error.status);

export default function UnsubscribePage() {
  const t = useT();
  const token = useLinkToken();
  if (!token) return <PageHeader title={t('messages.link_cut')} lead={t('messages.link_next')} />;
  return <Choice key={token} token={token} />;
}

function Choice({ token }: { token: string }) {
  const t = useT();
  const queries = useQueryClient();
  const queryKey = ['unsubscribing', token];
  const headers = byLink(token);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await getUnsubscribing({ headers, signal })).data,
  });
  const act = useMutation({
    mutationFn: (leave: boolean) =>
      leave ? unsubscribe({ headers }) : subscribeAgain({ headers }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  if (isOver(error))
    return <PageHeader title={t('messages.link_over')} lead={t('messages.link_next')} />;
  if (error) {
    return (
      <Stack>
        <PageHeader title={t('messages.leave_title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={4} />;
  const out = data.unsubscribed;
  return (
    <Stack gap="l">
      <PageHeader
        title={t(out ? 'messages.left_title' : 'messages.leave_title')}
        lead={t(out ? 'messages.left_lead' : 'messages.leave_lead', {
          region: data.region_name ?? t('messages.several'),
        })}
      />
      {act.error && <ErrorState error={act.error} focusOnMount />}
      <div>
        <Button
          tone={out ? 'secondary' : 'primary'}
          pending={act.isPending}
          onPress={() => !act.isPending && act.mutate(!out)}
        >
          {t(out ? 'messages.undo' : 'messages.leave')}
        </Button>
      </div>
    </Stack>
  );
}
