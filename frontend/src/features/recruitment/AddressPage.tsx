// The owner of a new mail address confirms it by the link that was mailed there. Reading changes nothing.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { confirmAddress, getAddressToConfirm } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';

export default function AddressPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('recruitment.link.incomplete')}
        lead={t('recruitment.link.incomplete_next')}
      />
    );
  return <Address key={token} token={token} />;
}

function Address({ token }: { token: string }) {
  const t = useT();
  const [done, setDone] = useState(false);
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['address-to-confirm', token],
    queryFn: async ({ signal }) =>
      (await getAddressToConfirm({ headers: byLink(token), signal })).data,
    enabled: !done,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error && !done) {
    if (error instanceof ApiProblem && [401, 403, 404].includes(error.status))
      return (
        <PageHeader
          title={t('recruitment.link.over')}
          lead={t('recruitment.address.link_over_next')}
        />
      );
    return (
      <Stack>
        <PageHeader title={t('recruitment.address.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={4} />;
  if (done)
    return (
      <PageHeader
        title={t('recruitment.address.done')}
        lead={t('recruitment.address.done_next', { email: data.email })}
      />
    );
  const confirm = async () => {
    setPending(true);
    setRefused(null);
    try {
      await confirmAddress({ headers: byLink(token) });
      expectArrival();
      setDone(true);
    } catch (problem) {
      setRefused(problem);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <PageHeader
        title={t('recruitment.address.title')}
        lead={t('recruitment.address.lead', { title: data.opening_title, name: data.name })}
      />
      <Stack>
        {refused !== null && <ErrorState error={refused} focusOnMount />}
        <p>{t('recruitment.address.means', { email: data.email })}</p>
        <div>
          <Button tone="primary" pending={pending} onPress={() => void confirm()}>
            {t('recruitment.address.confirm')}
          </Button>
        </div>
      </Stack>
    </>
  );
}
